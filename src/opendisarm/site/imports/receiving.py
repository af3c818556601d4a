"""Files on their way in: sealed before they touch a disk, and no longer than they may be."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from opendisarm.site.imports import places
from opendisarm.site.imports.sealing import Sealer
from opendisarm.site.jobs.limits import told

LARGEST_BYTES: Final = 100 * 1024 * 1024
MOST_FILES: Final = 20
LONGEST_S: Final = 30 * 60.0


def largest_bytes() -> int:
    """Bytes that a file may have: OPENDISARM_UPLOAD_MB of the environment, else 100 MiB."""
    return told("OPENDISARM_UPLOAD_MB", LARGEST_BYTES >> 20) << 20


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file that lies sealed.  kept: under which name; name: its sender's, as text; size: bytes."""

    kept: str
    name: str
    size: int


class Sealing(FileUploadHandler):
    """Django's door for uploads; nothing readable leaves it.

    `arrived` are the files that are whole, `too_large` the names of those that were not kept. Whoever put this handler
    in takes care of what arrived: a request that is refused keeps nothing (`discard`).
    """

    chunk_size = 1 << 16

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[Arrived] = []
        self.too_large: list[str] = []
        self.too_many = False
        self._ends = time.monotonic() + LONGEST_S
        self._open: AbstractContextManager[Sealer] | None = None
        self._sealer: Sealer | None = None
        self._kept = self._name = ""

    def new_file(self, *args: Any, **told: Any) -> None:
        """As Django calls it; the file lies under a random name, its own is text."""
        super().new_file(*args, **told)
        self._name = places.plain_name(self.file_name or "")
        if len(self.arrived) + len(self.too_large) >= MOST_FILES:
            self.too_many = True
            raise SkipFile
        self._kept = places.fresh_name()
        self._open = places.sealing(settings.WORKSPACE, self._kept)
        self._sealer = self._open.__enter__()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece; a file beyond the limit is let go of.  Errors  StopUpload when it all takes too long."""
        if start + len(raw_data) > largest_bytes():
            self.too_large.append(self._name)
            self._let_go()
            raise SkipFile
        if time.monotonic() > self._ends:
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        assert self._sealer is not None
        self._sealer.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The last piece; the form is given a file that has a name and a size, and nothing in it."""
        if self._open is None:
            return None
        self._open.__exit__(None, None, None)
        self._open = None
        self.arrived.append(Arrived(self._kept, self._name, file_size))
        return UploadedFile(None, self._name, size=file_size)

    def upload_interrupted(self) -> None:
        """Somebody went away: nothing of it stays."""
        self._let_go()
        self.discard()

    def discard(self) -> None:
        """Take away what arrived."""
        self._let_go()
        places.discard(settings.WORKSPACE, [one.kept for one in self.arrived])
        self.arrived.clear()

    def _let_go(self) -> None:
        if self._open is not None:
            gone = StopUpload()
            with suppress(StopUpload):
                self._open.__exit__(type(gone), gone, None)
            self._open = None
