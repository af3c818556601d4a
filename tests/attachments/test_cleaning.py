"""Only the picture is kept: no position, no camera, no name, nothing hidden."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from opendisarm.attachments.cleaning import cleaned
from opendisarm.attachments.kinds import LARGEST, Media, Unusable
from tests.attachments.pictures import SECRETS, bomb, camera_webp, edited_png, sheet, telephone_jpeg


@pytest.mark.parametrize(
    ("made", "media"),
    [(telephone_jpeg, Media.JPEG), (edited_png, Media.PNG), (camera_webp, Media.WEBP)],
    ids=["jpeg", "png", "webp"],
)
def test_nothing_but_the_picture_is_kept(made: Callable[[], bytes], media: Media) -> None:
    sent = made()
    assert sum(secret in sent for secret in SECRETS) >= 2, "the test must have something to take away"
    found = cleaned(sent)
    assert found.media is media
    for content in (found.content, found.small):
        assert not [secret for secret in SECRETS if secret in content]
        with Image.open(BytesIO(content)) as opened:
            opened.load()
            assert dict(opened.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp"} & opened.info.keys()


def test_a_jpeg_keeps_only_the_parts_that_draw_it() -> None:
    content = cleaned(telephone_jpeg()).content
    drawing = {0xD8, 0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD}  # APP0 is the bare JFIF header
    assert set(_markers(content)) <= drawing
    assert content.endswith(b"\xff\xd9")


def test_a_picture_is_turned_upright_before_its_orientation_is_forgotten() -> None:
    found = cleaned(telephone_jpeg(orientation=6))
    assert (found.width, found.height) == (40, 60)
    with Image.open(BytesIO(found.content)) as opened:
        assert opened.getpixel((35, 5))[1] < 60 < 200 < opened.getpixel((5, 5))[1], "the red corner is at the right"


def test_what_was_rubbed_out_of_a_picture_is_not_there_beneath() -> None:
    rubbed = sheet(mode="RGBA")
    rubbed.putalpha(0)
    sent = BytesIO()
    rubbed.save(sent, "PNG")
    with Image.open(BytesIO(sent.getvalue())) as before, Image.open(BytesIO(cleaned(sent.getvalue()).content)) as after:
        assert before.getpixel((0, 0)) == (255, 0, 0, 0)
        assert set(after.get_flattened_data()) == {(0, 0, 0, 0)}


def test_the_kind_is_judged_by_content_never_by_name() -> None:
    for sent, word in (
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (b"<html><script>alert(1)</script>", "no picture"),
        (b"GIF89a" + b"\0" * 40, "no picture"),
        (b"%PDF-1.7\n", "PDF files are not kept"),
        (b"\n\n%PDF-1.4", "PDF files are not kept"),
        (b"", "empty"),
    ):
        with pytest.raises(Unusable, match=word):
            cleaned(sent)


def test_a_picture_that_is_too_large_is_refused_before_it_is_decoded() -> None:
    for width, height in ((30_000, 30_000), (8_000, 7_000)):
        with pytest.raises(Unusable, match="more than 50 million points"):
            cleaned(bomb(width, height))
    with pytest.raises(Unusable, match="21 MiB; at most 20"):
        cleaned(b"\xff\xd8\xff" + b"\0" * (LARGEST + 1_000_000))


@pytest.mark.parametrize("length", [4, 30, 200, 600])
def test_a_picture_that_is_cut_off_is_refused_in_words(length: int) -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        cleaned(telephone_jpeg()[:length])


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert cleaned(telephone_jpeg()).content == cleaned(telephone_jpeg()).content


def test_a_small_copy_fits_a_list() -> None:
    sent = BytesIO()
    sheet(2000, 1000).save(sent, "PNG")
    with Image.open(BytesIO(cleaned(sent.getvalue()).small)) as small:
        assert (small.size, small.format) == ((480, 240), "JPEG")


def _markers(content: bytes) -> list[int]:
    """Markers of a JPEG up to its points."""
    found, at = [0xD8], 2
    while content[at] == 0xFF:
        found.append(content[at + 1])
        if content[at + 1] == 0xDA:
            return found
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    raise AssertionError("no start of the points")
