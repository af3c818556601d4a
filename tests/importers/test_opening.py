from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.core.findings import Finding
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from tests.importers.gis_files import codes_of, open_file, write


def refused(path: Path, **bounds: int) -> Finding:
    found = opened(path, **bounds)
    assert isinstance(found, Finding)
    return found


def words_of(path: Path) -> tuple[str, list[str]]:
    found = opening.text(open_file(path))
    assert not isinstance(found, Finding), found
    return found[0], codes_of(found[1])


def holding(folder: Path, content: bytes, name: str = "areas.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_known_by_its_bytes_and_never_by_its_folder(tmp_path: Path) -> None:
    file = opened(holding(tmp_path, b"ref,area\n"))
    assert file == FieldFile(
        (tmp_path / "areas.csv").resolve(), "areas.csv", hashlib.sha256(b"ref,area\n").hexdigest(), 9
    )


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert str(refused(tmp_path / "gone.csv")) == (
        "gone.csv: There is no such file. Check the name and the folder, then try again. [FILE_MISSING]"
    )


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    assert str(refused(holding(tmp_path, b""))) == (
        "areas.csv: The file holds nothing (0 bytes). "
        "Export it again; the transfer or the export was probably interrupted. [FILE_EMPTY]"
    )


def test_a_folder_is_not_a_file_unless_it_is_a_geodatabase(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "FILE_IS_FOLDER"
    assert open_file(write(tmp_path / "areas.gdb")).name == "areas.gdb"


def test_a_file_above_the_bound_is_refused_in_one_line_with_both_sizes(tmp_path: Path) -> None:
    found = refused(holding(tmp_path, b"x" * 3_100_000), largest=3_000_000)
    assert found.message == "The file has 4 MB; at most 3 MB are read at once."
    assert found.remedy.startswith("Split it, for example by province or by year")


def test_the_bound_itself_is_allowed(tmp_path: Path) -> None:
    assert isinstance(opened(holding(tmp_path, b"x" * 100), largest=100), FieldFile)


@pytest.mark.parametrize(
    "address",
    ["/vsicurl/http://example.org/a.gpkg", "/vsizip/a.zip", "http://example.org/a.gpkg", "s3://bucket/a.gpkg"],
)
def test_an_address_is_never_followed(address: str) -> None:
    found = refused(Path(address))
    assert found.code == "FILE_ADDRESS"
    assert found.remedy == (
        "Download the file first and import the copy; nothing is ever fetched from a network during an import."
    )


def test_a_zero_byte_in_the_name_is_a_missing_file() -> None:
    assert refused(Path("a\0b.csv")).code == "FILE_MISSING"


def test_a_link_to_itself_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert refused(tmp_path / "loop.csv").code == "FILE_UNREADABLE"


def test_a_pipe_is_never_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv").message == "The file cannot be read: it is a device or a pipe."


def test_a_file_that_may_not_be_read_says_why_without_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = holding(tmp_path, b"x")
    monkeypatch.setattr(Path, "open", denied)
    assert refused(path).message == "The file cannot be read: Permission denied."


def test_the_digest_of_a_geodatabase_changes_with_any_of_its_files_and_not_with_its_locks(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.gdb")
    before = open_file(path)
    holding(path, b"someone looks at it", "areas.sr.lock")
    assert opened(path) == before
    holding(path, b"x", "a00000099.gdbtable")
    assert open_file(path).digest != before.digest


def test_a_geodatabase_with_a_link_in_it_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.gdb")
    (path / "secret").symlink_to("/etc/hosts")
    assert refused(path).message == "The file cannot be read: its part secret is not an ordinary file."


def test_the_digest_of_a_shapefile_covers_its_columns_whatever_the_case_of_their_ending(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.shp")
    before = open_file(path)
    shutil.move(tmp_path / "areas.dbf", tmp_path / "areas.DBF")
    with (tmp_path / "areas.DBF").open("ab") as table:
        table.write(b"\x1a")
    assert open_file(path).digest != before.digest
    assert open_file(path).size == before.size + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_or_without_a_mark_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    assert words_of(holding(tmp_path, "ref;المحافظة\n".encode(encoding))) == ("ref;المحافظة\n", [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_read_and_named_as_a_guess(tmp_path: Path, encoding: str) -> None:
    words = "ref,area_m2,remarks about the place\nC-1,1000,ok\n"
    assert words_of(holding(tmp_path, words.encode(encoding))) == (words, ["ENCODING_GUESSED"])


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "réf,opérateur\nC-1,Société de déminage\nC-2,Española\n"),
        ("cp1251", "номер,область\nC-1,Харьковская\nC-2,Херсонская область\n"),
        ("cp1256", "المرجع,المحافظة\nC-1,تم تطهير المنطقة\nC-2,نينوى\n"),
    ],
)
def test_a_code_page_is_told_by_its_script_and_named_as_a_guess(tmp_path: Path, encoding: str, words: str) -> None:
    found = opening.text(open_file(holding(tmp_path, words.encode(encoding))))
    assert not isinstance(found, Finding)
    assert found[0] == words
    assert str(found[1][0]) == (
        f"areas.csv: The text is not Unicode and does not say its encoding; it was read as {encoding}. "
        "Look at names with accents or in Arabic or Cyrillic script; if they look wrong, export again as UTF-8. "
        "[ENCODING_GUESSED]"
    )


def test_one_broken_place_in_utf8_does_not_turn_the_rest_to_nonsense(tmp_path: Path) -> None:
    content = "منطقة خطرة\nمنطقة مطهرة\n".encode() + b"caf\xe9\n"
    found = opening.text(open_file(holding(tmp_path, content)))
    assert not isinstance(found, Finding)
    assert found[0] == "منطقة خطرة\nمنطقة مطهرة\ncaf\ufffd\n"
    assert found[1][0].message == "The text is UTF-8 except in 1 places, the first in line 3; they show as \ufffd."


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03 table", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"a,b\n1,\x07\n"])
def test_binary_content_is_not_text(tmp_path: Path, content: bytes) -> None:
    found = opening.text(open_file(holding(tmp_path, content)))
    assert isinstance(found, Finding)
    assert found.message == "This is not text: it holds bytes that no text file has."


def test_a_file_that_vanished_after_it_was_opened_is_a_finding(tmp_path: Path) -> None:
    file = open_file(holding(tmp_path, b"a,b\n"))
    file.path.unlink()
    found = opening.text(file)
    assert isinstance(found, Finding)
    assert found.code == "FILE_UNREADABLE"


@given(content=st.binary(min_size=1, max_size=400), suffix=st.sampled_from([".csv", ".json", ".xml", ".xlsx", ""]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_open_as_text_or_as_one_finding(tmp_path: Path, content: bytes, suffix: str) -> None:
    file = opened(holding(tmp_path, content, f"f{suffix}"))
    if isinstance(file, FieldFile):
        found = opening.text(file)
        assert isinstance(found, Finding) or isinstance(found[0], str)
