"""Names the imports for Django."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Jobs of the import, and mappings kept under a name."""

    name = "opendisarm.site.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
