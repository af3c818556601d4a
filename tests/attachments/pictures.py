"""Pictures as telephones and editors write them: full of what nobody should learn."""

from __future__ import annotations

import struct
from io import BytesIO
from zlib import crc32

from PIL import Image

SECRETS = (b"Canary-GPS", b"Canary-Camera", b"Canary-XMP", b"Canary-IPTC", b"Canary-Comment", b"Canary-Tail", b"Exif")
"""What must not be found in anything that is kept."""

_ORIENTATION, _MODEL, _GPS, _ARTIST = 0x0112, 0x0110, 0x8825, 0x013B
_ROTATED = 6


def sheet(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture of which the upper left corner is red, so that one sees how it was turned."""
    made = Image.new(mode, (width, height), "white")
    made.paste(Image.new(mode, (width // 2, height // 2), "red"), (0, 0))
    return made


def telephone_jpeg(orientation: int = _ROTATED) -> bytes:
    """A JPEG with EXIF (position, camera, artist, an embedded thumbnail), XMP, IPTC, a comment, and a tail."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MODEL] = "Canary-Camera"
    exif[_ARTIST] = "Canary-Camera"
    exif.get_ifd(_GPS).update({1: "N", 2: (36.0, 30.0, 15.0), 29: "Canary-GPS"})
    written = BytesIO()
    sheet().save(written, "JPEG", exif=exif, comment=b"Canary-Comment", xmp=b"<x:xmpmeta>Canary-XMP</x:xmpmeta>")
    plain = written.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02\x50\x00\x0bCanary-IPTC"
    return plain[:2] + _segment(0xED, iptc) + plain[2:] + b"Canary-Tail"


def edited_png() -> bytes:
    """A PNG with text, compressed text, EXIF and a time, and a tail behind its end."""
    written = BytesIO()
    sheet(mode="RGBA").save(written, "PNG")
    plain = written.getvalue()
    start = 8 + 25  # signature, IHDR
    hidden = b"".join(
        _chunk(name, content)
        for name, content in (
            (b"tEXt", b"Author\x00Canary-Camera"),
            (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00Canary-XMP"),
            (b"eXIf", b"MM\x00*\x00\x00\x00\x08\x00\x00Canary-GPS"),
            (b"tIME", b"\x07\xe8\x01\x01\x01\x01\x01"),
        )
    )
    return plain[:start] + hidden + plain[start:] + b"Canary-Tail"


def camera_webp() -> bytes:
    """A WebP with EXIF and XMP."""
    exif = Image.Exif()
    exif[_MODEL] = "Canary-Camera"
    written = BytesIO()
    sheet().save(written, "WEBP", exif=exif, xmp=b"Canary-XMP")
    return written.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG that claims to be an enormous picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", b"\x78\x9c\x03\x00") + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc32(name + content))


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content
