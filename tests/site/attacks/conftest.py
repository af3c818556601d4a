"""Attack stories sign in often: passwords are hashed with little work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings


class LittleWork(PBKDF2PasswordHasher):
    """As the site hashes, in a thousandth of the time."""

    iterations = 1000


@pytest.fixture(autouse=True)
def _little_work() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.LittleWork"]):
        yield
