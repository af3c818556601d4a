"""Names the administration for Django."""

from __future__ import annotations

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """What the office says of organisations; everything else of this room is counted from the journal."""

    name = "opendisarm.site.administration"
    label = "administration"
    default_auto_field = "django.db.models.BigAutoField"
