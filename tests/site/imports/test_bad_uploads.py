"""What should never come: refused or found in words, and whoever brings the next file notices nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from opendisarm.access.roles import Role
from opendisarm.site.imports import places
from opendisarm.site.imports.models import Job, State
from opendisarm.site.jobs import limits
from tests.site.conftest import Site
from tests.site.imports.bringing import SURVEY, bring, checked, committed, table, work


def zipped(*members: tuple[str, bytes]) -> bytes:
    """An archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in members:
            archive.writestr(name, inside)
    return content.getvalue()


XXE = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&e;</name></Document></kml>'
)
BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("empty.csv", b""),
    "no workbook": ("returns.xlsx", b"%PDF-1.7 a report"),
    "no archive": ("layer.zip", b"PK\x03\x04 and then nothing"),
    "a bomb": ("bomb.zip", zipped(("rows.csv", bytes(200_000_000)))),
    "a way out": ("way.zip", zipped(("../../outside.csv", table(SURVEY)))),
    "an absolute name": ("absolute.zip", zipped(("/outside.csv", table(SURVEY)))),
    "entities": ("points.kml", XXE),
    "a picture": ("picture.csv", bytes(range(256)) * 40),
    "a shapefile alone": ("alone.shp", b"\x00\x00\x27\x0a" + bytes(96)),
    "nothing but a name": (".csv", b"kind\n"),
    "json": ("answers.json", b'[{"a": 1}, '),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_is_told_in_words_and_enters_nothing(site: Site, bad: str) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    head = site.store.head()
    job = committed(browser, BAD[bad])
    page = browser.get(f"/import/{job.key}/")
    assert page.status_code == 200
    told = browser.get(f"/import/{job.key}/?format=json").json()
    assert not told["submissions"]
    assert site.store.head() == head
    assert places.left_open(site.workspace.folder) == []


@pytest.mark.parametrize("bad", BAD)
def test_the_findings_of_a_bad_file_stand_on_its_page(site: Site, bad: str) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, BAD[bad])
    told = browser.get(f"/import/{job.key}/?severity=error&format=json").json()["check"]
    assert told["accepted"] == 0
    assert told["findings"], "it says why"
    assert all(one["message"] and one["remedy"] for one in told["findings"])


def test_a_file_in_an_old_code_page_is_read_and_that_is_said(site: Site) -> None:
    content = table(SURVEY.replace("North", "Nördlich")).decode().encode("cp1252")
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("old.csv", content))
    told = browser.get(f"/import/{job.key}/?format=json").json()["check"]
    assert told["accepted"] == 1
    assert "ENCODING_GUESSED" in {one["code"] for one in told["groups"]}


def test_names_of_files_are_text_and_never_places(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("../../etc/crontab\r\nX-Evil: 1.csv", table(SURVEY)))
    [name] = browser.get(f"/import/{job.key}/?format=json").json()["files"]
    assert "/" not in name
    assert "\n" not in name
    assert not list(site.workspace.folder.parent.rglob("crontab*"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("C:\\Users\\x\\returns.xlsx", "returns.xlsx"), ("../../passwd", "passwd"), ("..", "file"), ("", "file"),
        ("a\x00b\u202etxt.csv", "a_b_txt.csv"), ("ع" * 200 + ".xlsx", "ع" * 50 + ".xlsx"),
    ],
)  # fmt: skip
def test_a_name_is_reduced_to_what_any_system_can_hold(name: str, plain: str) -> None:
    assert places.plain_name(name) == plain


def test_a_file_beyond_the_limit_is_refused_and_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    monkeypatch.setenv("OPENDISARM_UPLOAD_MB", "1")
    answer = browser.post("/import/bring/", {"files": io.BytesIO(b"x" * (1 << 21))})
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.content.decode()
    assert not Job.objects.exists()
    assert [file for file in places.uploads(site.workspace.folder).iterdir() if file.suffix != ".lock"] == []


def test_two_files_of_one_name_are_refused_and_not_kept(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    files = [io.BytesIO(table(SURVEY)), io.BytesIO(table(SURVEY))]
    for file in files:
        file.name = "same.csv"
    assert browser.post("/import/bring/", {"files": files}).status_code == 422
    assert [file for file in places.uploads(site.workspace.folder).iterdir() if file.suffix != ".lock"] == []


def test_a_changed_or_cut_upload_does_not_open(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(browser, ("hi.csv", table(SURVEY)))
    [kept] = [file for file in places.uploads(site.workspace.folder).iterdir() if file.suffix != ".lock"]
    sealed = bytearray(kept.read_bytes())
    sealed[-20] ^= 1
    kept.write_bytes(sealed)
    with pytest.raises(OSError, match="cannot be opened"):
        work()
    job.refresh_from_db()
    assert job.state == State.LOOKING, "the worker says that it failed"


_HUNGRY = """
import sys
from opendisarm.site.jobs import limits
limits.limit()
try:
    bytearray(2 << 30)
except MemoryError:
    sys.exit(limits.EXIT_MEMORY)
"""


def test_a_child_gets_no_more_memory_than_it_may_have() -> None:
    little = os.environ | {"OPENDISARM_IMPORT_MEMORY_MB": "1024"}
    assert subprocess.run([sys.executable, "-c", _HUNGRY], env=little, check=False).returncode == limits.EXIT_MEMORY


def test_a_workbook_of_a_million_empty_rows_is_read_within_bounds(site: Site, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_000))
    book = _with_rows(tmp_path, rows)
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("wide.xlsx", book))
    told = browser.get(f"/import/{job.key}/?format=json").json()["check"]
    assert told["rejected"] + told["accepted"] <= 1


def _with_rows(folder: Path, rows: bytes) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for line in table(SURVEY).decode().splitlines():
        book.active.append(line.split(",", 8))
    path = folder / "one.xlsx"
    book.save(path)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for member in read.infolist():
            content = read.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", rows + b"</sheetData>")
            written.writestr(member, content)
    return out.getvalue()
