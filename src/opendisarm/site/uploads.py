"""Files that come with a form, as far as a page does not take them in itself: in memory, or not at all.

Django's own way of large files is a temporary file in clear; what people send here may name survivors.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemoryOnly(FileUploadHandler):
    """Keeps files up to FILE_UPLOAD_MAX_MEMORY_SIZE bytes; of a larger one nothing but its size, for forms to say."""

    def new_file(self, *args: Any, **told: Any) -> None:
        """As Django calls it before each file."""
        super().new_file(*args, **told)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """As Django calls it for each piece, in order."""
        if start + len(raw_data) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self._content = BytesIO()
        else:
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, empty when it was too large; `size` is what was sent."""
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
