"""Names the members for Django."""

from __future__ import annotations

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members, their invitations, and what was changed about them."""

    name = "opendisarm.site.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """As Django calls it once all apps are there."""
        from opendisarm.site.members.second_factor import codes_open_once  # it asks for models

        codes_open_once()
