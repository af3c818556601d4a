"""Names the site for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Templates, tags and static files that all pages share."""

    name = "opendisarm.site"
    label = "site"
