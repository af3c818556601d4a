"""A picture on its way in: held in memory only, since it still says where and by whom it was taken."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from opendisarm.desk.attachments.attaching import LARGEST


class InMemory(FileUploadHandler):
    """Django's door for one picture; Django itself would lay a large one into a folder of the machine.

    too_large  whether the file was longer than a picture may be: then nothing of it is held.
    """

    chunk_size = 1 << 16

    def __init__(self) -> None:
        super().__init__()
        self.too_large = False
        self._parts: list[bytes] = []
        self._files = 0

    def new_file(self, *args: Any, **told: Any) -> None:
        """As Django calls it; of several files the first one is taken."""
        super().new_file(*args, **told)
        self._files += 1
        if self._files > 1:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece, as long as the whole is no longer than it may be."""
        if start + len(raw_data) > LARGEST:
            self.too_large = True
            self._parts.clear()
            raise SkipFile
        self._parts.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The picture, without the name that its sender's machine gave it."""
        if self.too_large or self._files > 1:
            return None
        content = BytesIO(b"".join(self._parts))
        self._parts.clear()
        return InMemoryUploadedFile(content, self.field_name, "picture", None, file_size, None)
