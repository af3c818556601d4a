from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.core.findings import Finding
from opendisarm.importers.files.containers import Bounds, safe
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened

KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><kml><Document><name>&c;</name></Document></kml>'
)


def archive(path: Path, **members: str | bytes) -> Path:
    """Members by name; "__" stands for a slash and "_dot_" for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def trap(path: Path) -> Finding:
    found = opened(path)
    assert isinstance(found, Finding), "it was opened"
    return found


def searched(path: Path, bounds: Bounds) -> Finding | None:
    return safe(FieldFile(path, path.name, "", path.stat().st_size), bounds)


def test_an_ordinary_archive_passes(tmp_path: Path) -> None:
    assert isinstance(opened(archive(tmp_path / "a.zip", areas_dot_shp="x", areas_dot_dbf="y" * 5000)), FieldFile)


def test_text_under_the_name_of_an_archive_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"this is no archive")
    assert str(trap(tmp_path / "a.zip")) == (
        "a.zip: The archive is damaged or cut off (File is not a zip file). "
        "Make it again and compare the size of the copy with that of the original. [ARCHIVE_BROKEN]"
    )


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_an_archive_cut_off_anywhere_is_broken(tmp_path: Path, kept: float) -> None:
    path = archive(tmp_path / "a.zip", a=bytes(range(256)) * 20, b="b" * 100)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    assert trap(path).code == "ARCHIVE_BROKEN"


def test_a_member_with_one_wrong_byte_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        target.writestr("a.shp", "polygon")
    path.write_bytes(path.read_bytes().replace(b"polygon", b"polygom"))
    assert trap(path).message == "The archive is damaged or cut off (a.shp is not what the directory says)."


def test_a_member_with_a_password_asks_for_a_copy_without(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a="x")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert str(trap(path)) == (
        "a.zip: The file is protected by a password. Save a copy without a password and import that copy. "
        "[ARCHIVE_ENCRYPTED]"
    )


def test_a_workbook_with_a_password_asks_for_a_copy_without(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    assert trap(tmp_path / "a.xlsx").code == "ARCHIVE_ENCRYPTED"


def test_an_ods_with_a_password_asks_for_a_copy_without(tmp_path: Path) -> None:
    manifest = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    assert trap(archive(tmp_path / "a.ods", **{"META-INF__manifest_dot_xml": manifest})).code == "ARCHIVE_ENCRYPTED"


def test_a_zip_bomb_is_refused_by_its_own_directory(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a=b"\0" * 300_000)
    found = searched(path, Bounds(unpacked=200_000))
    assert found is not None
    assert found.message == "The archive unpacks to more than it should (0 MB by its own directory); it was not opened."


def test_a_zip_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a=b"\0" * 3_000_000)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(content)
    found = searched(path, Bounds(unpacked=2_000_000))
    assert found is not None
    assert found.message == (
        "The archive unpacks to more than it should (more than 2 MB from 1 MB); it was not opened."
    )


def test_a_small_member_that_lies_about_its_size_is_broken_even_with_the_right_checksum(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a=b"\0" * 1000)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    content[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"\0" * 10))
    path.write_bytes(content)
    assert trap(path).code == "ARCHIVE_BROKEN"


def test_too_high_a_ratio_is_a_bomb_only_beyond_what_is_free(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a=b"\0" * 3_000_000)
    assert searched(path, Bounds(ratio=50, free=10_000_000)) is None
    found = searched(path, Bounds(ratio=50, free=1_000_000))
    assert found is not None
    assert found.code == "ARCHIVE_SWELLS"


def test_too_many_members_are_a_bomb(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{f"m{number}": "" for number in range(30)})
    found = searched(path, Bounds(members=29))
    assert found is not None
    assert "(30 members)" in found.message


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", a="x").read_bytes()
    assert trap(archive(tmp_path / "a.zip", inner_dot_zip=inner)).message == (
        "The archive holds another archive, inner.zip."
    )


def test_a_document_embedded_in_a_workbook_does_no_harm(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.xlsx", **{"[Content_Types]_dot_xml": b"<Types/>", "xl__embeddings__b_dot_xlsx": b"PK\x03\x04"}
    )
    assert isinstance(opened(path), FieldFile)


@pytest.mark.parametrize("name", ["../evil.shp", "a/../../evil.shp", "/etc/passwd", "C:\\evil.shp", "..\\evil.shp"])
@pytest.mark.parametrize("suffix", [".zip", ".kmz"])
def test_a_member_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("doc.kml", KML)
        member = zipfile.ZipInfo("placeholder")
        member.filename = name
        target.writestr(member, KML)
    found = trap(path)
    assert found.code == "ARCHIVE_UNSAFE_NAME"
    assert found.message.startswith("The archive wants to write outside its own folder: ")


def test_a_name_with_two_dots_inside_does_no_harm(tmp_path: Path) -> None:
    assert isinstance(opened(archive(tmp_path / "a.zip", **{"areas..final.shp": "x"})), FieldFile)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    member = zipfile.ZipInfo("areas.shp")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(member, "/etc/passwd")
    assert trap(path).code == "ARCHIVE_UNSAFE_NAME"


def test_an_unusual_method_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("areas.shp", "x" * 100)
    assert trap(path).message == "The archive packs areas.shp by a method that is not read here."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.kml", "a.gml", "a.gpx", "a.xml", "nameless"])
def test_a_document_type_declaration_is_refused_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(LAUGHS.encode(encoding))
    found = trap(tmp_path / name)
    assert str(found) == (
        f"{name}: The file carries a document type declaration, which can hide other files or endless text; "
        "it was not opened. Delete the line that starts with <!DOCTYPE, or export the file again from the GIS. "
        "[XML_DECLARES]"
    )


def test_an_external_entity_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    xxe = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><name>&x;</name></kml>'
    (tmp_path / "a.kml").write_text(xxe)
    assert trap(tmp_path / "a.kml").code == "XML_DECLARES"


def test_a_declaration_after_a_long_comment_is_still_seen(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(f"<!--{'x' * 600_000}--><!DOCTYPE kml><kml/>")
    assert trap(tmp_path / "a.kml").code == "XML_DECLARES"


def test_a_prologue_without_end_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(f"<!--{'x' * 3_000_000}--><!DOCTYPE kml><kml/>")
    assert trap(tmp_path / "a.kml").code == "XML_BROKEN"


@pytest.mark.parametrize(
    ("suffix", "member"),
    [(".kmz", "doc_dot_kml"), (".zip", "areas_dot_gml"), (".xlsx", "xl__worksheets__sheet1_dot_xml")],
)
def test_a_declaration_inside_an_archive_names_the_member(tmp_path: Path, suffix: str, member: str) -> None:
    path = archive(tmp_path / f"a{suffix}", **{"[Content_Types]_dot_xml": "<Types/>", member: LAUGHS})
    found = trap(path)
    assert found.code == "XML_DECLARES"
    assert found.message.startswith(member.replace("__", "/").replace("_dot_", "."))


def test_the_metadata_of_old_shapefiles_may_declare_what_it_likes(tmp_path: Path) -> None:
    assert isinstance(opened(archive(tmp_path / "a.zip", areas_dot_shp_dot_xml="<!DOCTYPE metadata><a/>")), FieldFile)


def test_the_empty_parts_that_libreoffice_leaves_do_no_harm(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.ods", **{"META-INF__manifest_dot_xml": "<m/>", "Configurations2__current_dot_xml": ""})
    assert isinstance(opened(path), FieldFile)


def test_xml_that_ends_before_it_begins_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text("<?xml version='1.0'?>")
    assert trap(tmp_path / "a.kml").code == "XML_BROKEN"


def test_a_table_whose_first_cell_starts_like_xml_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("<5 m,>5 m\n1,2\n")
    assert isinstance(opened(tmp_path / "a.csv"), FieldFile)


@given(edits=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_archive_with_any_bytes_changed_opens_or_is_one_finding(
    tmp_path: Path, edits: list[tuple[int, int]]
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("doc.kml", KML)
        target.writestr("files/a.txt", "a" * 300)
    content = bytearray(stream.getvalue())
    for at, byte in edits:
        content[at % len(content)] = byte
    (tmp_path / "a.kmz").write_bytes(content)
    assert isinstance(opened(tmp_path / "a.kmz"), FieldFile | Finding)
