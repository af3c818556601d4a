"""How figures, days and our own words sound in a reader's language."""

from __future__ import annotations

from opendisarm.desk.errors import DeskError
from opendisarm.reports.render.words import Voice

__all__ = ["Voice", "voice_of"]


def voice_of(lang: str) -> Voice:
    """The voice of a language.  Errors  DeskError on a language that there is not."""
    try:
        return Voice(lang)
    except ValueError as why:
        raise DeskError(str(why), "") from why
