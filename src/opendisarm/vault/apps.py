"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault's app."""

    name = "opendisarm.vault"
    label = "vault"
