"""What a file is, judged by its first bytes and never by its name."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a file that is taken at all."""


class Media(StrEnum):
    """Kinds of picture that are kept, as their media types."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


class Unusable(Exception):  # noqa: N818 - it says what the file is, as `DeskError` says what a question is
    """A file that cannot be kept.  what, remedy: a sentence each."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy


_PDF: Final = b"%PDF-"
_NEEDED: Final = "Send a photo or a scan as JPEG, PNG or WebP."


def media_of(content: bytes) -> Media:
    """The kind of a picture.

    Errors  Unusable on anything else. PDFs are refused in words of their own: who made them, scripts and files inside
            them would stay.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Media.WEBP
    if not content:
        raise Unusable("The file is empty.", _NEEDED)
    if _PDF in content[:1024]:
        raise Unusable(
            "PDF files are not kept: what is hidden in them (names, scripts, files) cannot be taken out here.",
            "Send its pages as pictures (JPEG or PNG).",
        )
    raise Unusable("The file is no picture that can be kept.", _NEEDED)
