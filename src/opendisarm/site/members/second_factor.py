"""Second factors: secrets of authenticator apps lie encrypted in the database, and security keys know our name."""

from __future__ import annotations

import base64

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.cache import cache


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # the library carries no types for it
    """A copy of the database alone makes no one-time codes: the key is derived from the site's secret, kept apart."""

    def encrypt(self, text: str) -> str:
        """What is written to the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted.  Errors  InvalidToken when the site's secret is another one."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def codes_open_once() -> None:
    """Let a code that was used stay used for as long as it fits: RFC 6238, section 5.2.

    The library forgets it after one step; with a tolerance it fits for three, and could be shown again.
    """
    TOTP._mark_code_used = _mark_code_used


def _mark_code_used(factor: TOTP, code: str) -> bool:
    """Whether it had not been used before."""
    fits_s = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    fresh: bool = cache.add(factor._get_used_cache_key(code), "y", timeout=fits_s)
    return fresh


def _cipher() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"opendisarm second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
