"""The least that Django needs to keep a journal and a vault: no URLs, no middleware, no secret."""

from __future__ import annotations

INSTALLED_APPS = ["opendisarm.store", "opendisarm.vault"]
"""Each app has databases of its own: `open_database` makes only the tables of the app that it is asked for."""
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
