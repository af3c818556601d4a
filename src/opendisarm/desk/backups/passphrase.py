"""Which passphrase may seal a file that leaves the building."""

from __future__ import annotations

from typing import Final

from opendisarm.backups.sealing import SHORTEST as _SHORTEST
from opendisarm.desk.errors import DeskError

SHORTEST: Final = _SHORTEST
"""Letters of a passphrase, at least."""
_LONGEST: Final = 1_000


def refuse_weak(passphrase: str) -> None:
    """Errors  DeskError when it is too short, too long, or one letter over and over."""
    if not SHORTEST <= len(passphrase) <= _LONGEST or len(set(passphrase)) < SHORTEST // 2:
        raise DeskError(
            f"That passphrase can be guessed: it needs {SHORTEST} letters or more, and not the same few again.",
            "Take five words that nobody says together, and write them down where the backup is not.",
        )
