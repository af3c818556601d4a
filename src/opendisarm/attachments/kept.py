"""A folder of contents, each under its SHA-256: ab/cdef...; only its owner may read it."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class Damaged(OSError):  # noqa: N818 - it says what a content is
    """A content that is not what was put there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where contents lie.

    Errors  of all methods: OSError of the disk; ValueError on what is no digest (our mistake).
    """

    folder: Path

    def put(self, content: bytes) -> tuple[str, bool]:
        """Keep a content: (its digest, whether it is new here).  It lies there whole, or not at all."""
        digest = sha256(content).hexdigest()
        place = self.place(digest)
        if place.exists():
            return digest, False
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        part = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
        try:
            part.touch(mode=0o600, exist_ok=False)
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        return digest, True

    def read(self, digest: str) -> bytes:
        """A content.  Errors  FileNotFoundError when it is not here; Damaged when it is not what was put."""
        content = self.place(digest).read_bytes()
        if sha256(content).hexdigest() != digest:
            raise Damaged(f"The attachment {digest[:12]} is not what was kept")
        return content

    def destroy(self, digest: str) -> bool:
        """Destroy a content for good; whether it was here.  It is written over first: a backup may still hold it."""
        place = self.place(digest)
        try:
            size = place.stat().st_size
        except FileNotFoundError:
            return False
        with place.open("r+b") as file:
            file.write(b"\0" * size)
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
        return True

    def place(self, digest: str) -> Path:
        """Where a content lies, or would."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no SHA-256")
        return self.folder / digest[:2] / digest[2:]
