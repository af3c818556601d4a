"""Names the tokens for Django."""

from __future__ import annotations

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Tokens of members."""

    name = "opendisarm.site.tokens"
    label = "tokens"
    default_auto_field = "django.db.models.BigAutoField"
