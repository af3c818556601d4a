"""Names the members for Django."""

from __future__ import annotations

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members, their invitations, and what was changed about them."""

    name = "opendisarm.site.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
