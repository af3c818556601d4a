"""How the vault refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error


class VaultError(OSError):
    """The vault does not do it; the message says why and what to do, and names no person."""


@contextmanager
def in_words() -> Iterator[None]:
    """What a database driver raises, as an OSError of its first line: the lines below it may show what is in a row."""
    try:
        yield
    except Error as why:
        raise OSError(str(why).strip().partition("\n")[0] or type(why).__name__) from None
