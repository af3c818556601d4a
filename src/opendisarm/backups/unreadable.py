"""What is wrong with a backup file, in words."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file is no backup, was changed or cut, or is sealed with another passphrase.  remedy: what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
