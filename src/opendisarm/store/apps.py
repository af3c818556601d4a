"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The journal's app."""

    name = "opendisarm.store"
    label = "store"
