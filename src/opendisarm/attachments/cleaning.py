"""A picture made anew from its points alone: nothing else of the file that came is kept.

Position (GPS), camera, dates, comments, XMP, IPTC, colour profiles, embedded thumbnails and whatever stands behind the
picture's end are gone because they are never copied: the picture is decoded, turned upright, and encoded again.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any, Final

from PIL import Image, ImageOps

from opendisarm.attachments.kinds import LARGEST, Media, Unusable, media_of

MOST_POINTS: Final = 50_000_000
"""Points (width x height): some 200 MB while it is decoded, whatever the file claims to be."""
SMALL: Final = 480
"""Longer side of the small picture."""

_FORMAT: Final = {Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP"}
_HOW: Final[dict[Media, dict[str, Any]]] = {
    Media.JPEG: {"quality": 88, "optimize": True},
    Media.PNG: {"optimize": False},
    Media.WEBP: {"quality": 88},
}
_DECODED: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"})
_TOO_LARGE: Final = (
    f"The picture has more than {MOST_POINTS // 1_000_000} million points.", "Send it in a smaller resolution.",
)  # fmt: skip
_ONE_AT_A_TIME: Final = Lock()
"""Decoding takes memory; several at once would take it several times."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture as it may be kept.  small: a JPEG for lists, cleaned alike; width, height in points, upright."""

    media: Media
    content: bytes
    small: bytes
    width: int
    height: int


def cleaned(sent: bytes) -> Cleaned:
    """The picture of a file, and nothing else of it.  Errors  Unusable when there is none that can be read."""
    if len(sent) > LARGEST:
        raise Unusable(
            f"The file has {len(sent) / 1024 / 1024:.0f} MiB; at most {LARGEST // 1024 // 1024} are taken.",
            "Send it in a smaller resolution.",
        )
    media = media_of(sent)
    with _ONE_AT_A_TIME:
        try:
            picture = _upright(sent, media)
            return Cleaned(media, _encoded(picture, media), _small(picture), picture.width, picture.height)
        except Unusable:
            raise
        except Image.DecompressionBombError as why:
            raise Unusable(*_TOO_LARGE) from why
        except Exception as why:  # whatever a decoder raises at a file made to break it, the user gets one sentence
            raise Unusable(
                f"The picture cannot be read ({type(why).__name__}).", "Open it, save it anew, and send it again."
            ) from why


def _upright(sent: bytes, media: Media) -> Image.Image:
    """The points of a picture on a sheet that knows nothing else; the first one where several move."""
    with Image.open(BytesIO(sent), formats=[_FORMAT[media]]) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise Unusable(*_TOO_LARGE)
        if opened.mode not in _DECODED:
            raise Unusable(
                f"The picture has points of an unusual kind ({opened.mode}).", "Save it with 8 bits a colour."
            )
        turned = ImageOps.exif_transpose(opened)
        clear = "transparency" in turned.info or turned.mode in {"LA", "PA", "RGBA"}
        mode = "RGBA" if clear and media is not Media.JPEG else "L" if turned.mode in {"1", "L"} else "RGB"
        sheet = Image.new(mode, turned.size)  # a converted picture would bring its profile and comments along
        points = turned.convert(mode)
        # Wholly transparent points keep their colour in a file: a face that somebody rubbed out would still be there.
        seen = points.getchannel("A").point([0] + [255] * 255) if mode == "RGBA" else None
        sheet.paste(points, mask=seen)
        return sheet


def _encoded(picture: Image.Image, media: Media) -> bytes:
    written = BytesIO()
    picture.save(written, _FORMAT[media], **_HOW[media])
    return written.getvalue()


def _small(picture: Image.Image) -> bytes:
    shrunk = picture.copy()
    shrunk.thumbnail((SMALL, SMALL))
    sheet = Image.new("RGB", shrunk.size, "white")
    sheet.paste(shrunk.convert("RGB"), mask=shrunk.getchannel("A") if shrunk.mode == "RGBA" else None)
    return _encoded(sheet, Media.JPEG)
