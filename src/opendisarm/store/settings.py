"""The least that Django needs to keep a journal: no URLs, no middleware, no secret."""

from __future__ import annotations

INSTALLED_APPS = ["opendisarm.store"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
