"""Second factors: secrets of authenticator apps lie encrypted in the database, and security keys know our name."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # the library carries no types for it
    """A copy of the database alone makes no one-time codes: the key is derived from the site's secret, kept apart."""

    def encrypt(self, text: str) -> str:
        """What is written to the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted.  Errors  InvalidToken when the site's secret is another one."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"opendisarm second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
