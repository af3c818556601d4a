"""Words that come from outside: shown, exported and kept as words, never run, never a place, never an address."""

from __future__ import annotations

import csv
import io
import socket
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from opendisarm.access.roles import Role
from opendisarm.importers.mapping import Wanted
from opendisarm.site.clocks import now
from opendisarm.site.imports import places
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.members.inviting import invite
from opendisarm.site.members.models import Member
from opendisarm.site.serving import application
from tests.attachments.pictures import telephone_jpeg
from tests.desk.office import square
from tests.desk.people.people import HARMED, harmed
from tests.site.attacks.stories import (
    BIDI,
    HOSTILE,
    READ,
    RIGHT_TO_LEFT,
    SCRIPT,
    Round,
    address_of,
    administrator,
    ask,
    clean,
    elements,
    words_of,
)
from tests.site.conftest import MOMENT, Site, served_closed
from tests.site.imports.bringing import SURVEY, checked, table

IMAGE = '"><img src=x onerror=alert(1)>'
"""Without a slash: a file can have it as its name."""
WHO_LOOKS = (Role.APPROVER, Role.FOCAL_POINT, Role.ADMINISTRATOR)
FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\u200b=1+1",
    "＝1+1",
    '=HYPERLINK("http://evil.example")',
)
MAY_BE_OUTSIDE = {"option", "title", "textarea", "text", "tspan", "script", "desc"}
"""Elements in which HTML allows no other, or which isolate their text by themselves."""


def cell(text: str) -> str:
    """A cell of a table with separators."""
    return '"' + text.replace('"', '""') + '"'


def foul(site: Site, words: str, file: str = "foul.csv") -> None:
    """Everything that a sender or an administrator can name has these words for its name."""
    row = ("confirmed", words, f"{words}-H", "2024-03-01", "", "ap_mine", words, words)
    site.enter(",".join(map(cell, row)) + f",{square(22.0)}", name=file, hours=2, org=words, by=words)
    member = Member(
        username="foul", name=words, role=Role.APPROVER.value, org=words[:100], areas=[words], joined=MOMENT
    )
    member.username = words.replace(" ", "/")[:60]
    member.save()
    invite("guest", Role.DONOR, words[:60], now(), words[:100], [words])
    told = site.workspace.folder / "workspace.yaml"
    text = told.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name:"))
    told.write_text(text.replace(name, "name: '" + words.replace("'", "''") + "'"), encoding="utf-8")
    served_closed()


def pages(site: Site) -> Any:
    """(page, text of a page of markup) of every page, by each of several readers."""
    for role in WHO_LOOKS:
        browser = site.with_second_factor(site.client(role), site.member(role))
        browser.raise_request_exception = False
        for page in READ:
            where = address_of(page)
            answer = ask(browser, page, where + ("&" if "?" in where else "?") + "by=org&by=admin1")
            if answer.get("Content-Type", "").startswith(("text/html", "image/svg")):
                assert answer.status_code < 500, page
                yield page, words_of(answer)


def test_names_that_are_markup_are_shown_as_names(site: Site) -> None:
    foul(site, HOSTILE, f"{IMAGE}.csv")
    whole, shown = Round(site), 0
    for page, text in pages(site):
        shown += "&lt;script&gt;alert(1)" in text
        with whole.at(page):
            assert SCRIPT not in text, "a script of somebody's making"
            assert "<img src=x" not in text, "a picture of somebody's making"
            clean(text)
    whole.nothing_wrong()
    assert shown > 10, "the names stood on pages"


def test_names_that_turn_the_line_round_turn_nothing_else_round(site: Site) -> None:
    foul(site, BIDI, f"{BIDI}.csv")
    wrong, shown = [], 0
    for page, text in pages(site):
        for one in elements(text):
            if RIGHT_TO_LEFT not in "".join(one.text):
                continue
            shown += 1
            isolated = one.tag == "bdi" or "bdi" in one.around or one.attributes.get("dir") == "auto"
            if not isolated and one.tag not in MAY_BE_OUTSIDE:
                wrong.append(f"{page}: <{one.tag} {one.attributes}> in {one.around[-3:]}")
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert shown > 20, "the names stood on pages"


# --- files that a program for tables opens ---------------------------------------------------------------------------


def runs(text: str) -> bool:
    """Whether a program for tables would take a cell for a formula."""
    return text.lstrip(" \u200b\u202e'\"")[:1] in "=+-@＝＋－＠" and text[:1] != "'" and not _number(text)


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return not text
    return True


def cells(content: bytes) -> list[tuple[str, str]]:
    """(kind, text) of every cell of a workbook."""
    book = load_workbook(io.BytesIO(content))
    return [(one.data_type, str(one.value)) for sheet in book for row in sheet.iter_rows() for one in row if one.value]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_exported_table_runs_what_a_sender_typed(site: Site, formula: str) -> None:
    foul(site, formula)
    browser = site.client(Role.DATA_OFFICER)
    text = b"".join(browser.get("/records/export/?format=csv").streaming_content).decode("utf-8-sig")
    assert formula.split("(")[0] in text, "it is in the file, as text"
    assert not [one for line in csv.reader(io.StringIO(text)) for one in line if runs(one)]
    book = b"".join(browser.get("/records/export/?format=xlsx").streaming_content)
    assert not [one for one in cells(book) if one[0] == "f" or (one[0] == "s" and runs(one[1]))]


def test_no_report_runs_what_a_sender_typed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    foul(site, FORMULAS[1])
    rows = [harmed(at, province=formula, district=formula) for at, formula in enumerate(FORMULAS[:4])]
    site.enter(*rows, header=HARMED, name="harmed.csv", hours=3, wanted=Wanted("person.harmed", None, "HI", ""))
    for form in ("article7", "ccm7"):
        answer = site.client(Role.FOCAL_POINT).get(f"/reports/{form}/XSA/2024/file/?format=xlsx")
        assert answer.status_code == 200, words_of(answer)
        found = cells(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        assert len(found) > 100
        assert not [one for one in found if one[0] == "f" or (one[0] == "s" and runs(one[1]))]
        assert form != "article7" or [text for _kind, text in found if "cmd|" in text], "the words stood in it"


def test_the_workbook_that_comes_back_marked_runs_nothing_new(site: Site) -> None:
    rows = [f"suspected,{cell(formula)},H-{at},soon,,ap_mine,North,HI," for at, formula in enumerate(FORMULAS)]
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("=1+1.csv", table(*rows)))
    answer = browser.get(f"/import/{job.key}/corrected/")
    assert answer.status_code == 200
    found = cells(b"".join(answer.streaming_content))
    assert len(found) > len(FORMULAS)
    assert not [one for one in found if one[0] == "f"]


# --- names of files --------------------------------------------------------------------------------------------------

PLACES = (
    "../../../evil.yaml", "/evil.yaml", "..\\..\\evil.yaml", "evil.yaml\x00.jpg", "C:\\evil.yaml", "~/evil.yaml",
    "\u202elmay.live/evil.yaml", "evil.yaml\r\nX-Evil: 1",
)  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_no_name_of_a_file_that_is_sent_is_a_place_on_this_machine(site: Site, tmp_path: Path, name: str) -> None:
    browser, admin = site.client(Role.DATA_OFFICER), administrator(site)
    [record] = site.ids("S-1")
    mapping = b"kind: land.cleared\ncolumns: {area_m2: 'Surface'}\n"
    for answer in (
        browser.post("/import/bring/", {"files": SimpleUploadedFile(name, table(SURVEY))}),
        browser.post(f"/records/{record}/pictures/", {"picture": SimpleUploadedFile(name, telephone_jpeg())}),
        admin.post("/administration/mappings/", {"name": name, "org": name, "file": SimpleUploadedFile(name, mapping)}),
        site.client().post("/extracts/check/", {"file": SimpleUploadedFile(name, b"%PDF-1.7")}),
    ):
        assert answer.status_code < 500
        assert "X-Evil" not in answer.headers
    for kept in KeptMapping.objects.all():
        told = admin.get(f"/administration/mappings/{kept.pk}/")
        assert "\n" not in told["Content-Disposition"]
        assert "X-Evil" not in told.headers
    assert not [file for file in tmp_path.rglob("*evil*") if "workspace" in file.parts or file.parent == tmp_path]
    assert not Path("/evil.yaml").exists()
    assert not list(Path.cwd().glob("evil*"))


@pytest.mark.parametrize("name", ["../../outside.csv", "/outside.csv", "a/../../outside.csv", "..\\outside.csv"])
def test_an_archive_unpacks_nothing_outside_of_its_own_folder(site: Site, tmp_path: Path, name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, table(SURVEY))
        archive.writestr("link.csv", table(SURVEY))
    checked(site.client(Role.OPERATOR_OFFICER, org="HI"), ("way.zip", content.getvalue()))
    assert not list(tmp_path.rglob("outside.csv"))
    assert not Path("/outside.csv").exists()
    assert places.left_open(site.workspace.folder) == []


WAYS = (
    "../workspace.yaml", "../../journal.sqlite", "..%2f..%2fsite.sqlite", "%2e%2e/%2e%2e/site.sqlite",
    "....//site.sqlite", "site/../../../site.sqlite", "site.css%00", "..\\..\\site.sqlite", "/etc/passwd",
)  # fmt: skip


def test_static_files_lead_to_no_other_file(site: Site) -> None:
    served = application(site.workspace.folder)
    [packed] = [one for one in (site.workspace.folder / "cache").iterdir() if one.name.startswith("static")]
    for way in (*WAYS, *map(unquote, WAYS)):
        told: list[str] = []

        def begin(status: str, *_: object, told: list[str] = told) -> None:
            told.append(status)

        body = b"".join(served(_asked(f"/static/{packed.name}/{way}"), begin))
        assert told[0].startswith(("400", "404")), (way, told)
        assert b"SQLite format" not in body
        assert b"journal:" not in body


def _asked(path: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "SCRIPT_NAME": "",
        "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "192.0.2.1",
    }  # fmt: skip


# --- addresses in forms ----------------------------------------------------------------------------------------------


def test_no_form_fetches_what_somebody_types_as_an_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refused(*told: object, **_: object) -> None:
        asked.append(told)
        raise OSError("The network is shut in this test.")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    usual = dict.fromkeys(("url", "next", "file", "source", "href", "callback", "link"), "http://127.0.0.1:9/latest")
    for _page, browser, where in Round(site).through(READ):
        shown = browser.get(where)
        text = words_of(shown) if shown.get("Content-Type", "").startswith("text/html") else ""
        fields = {one.attributes.get("name", "") for one in elements(text)} - {"csrfmiddlewaretoken", ""}
        for url in ("http://127.0.0.1:9/latest", "file:///etc/passwd", "\\\\evil.example\\share"):
            browser.post(where, usual | dict.fromkeys(fields, url))
            browser.get(where.partition("?")[0], usual | dict.fromkeys(fields, url))
    assert not asked
