"""Reports at the site: every figure explained, files safe to keep, small numbers only for who may see them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from opendisarm.access.roles import Role
from opendisarm.core.journal import EDITION
from opendisarm.desk.declaring import declare, statement
from opendisarm.desk.handing_in.files import FORMATS
from opendisarm.desk.handing_in.reading import about_people_cell
from opendisarm.desk.reporting import article7, write_for_public
from opendisarm.importers.mapping import Wanted
from opendisarm.reports.figures import Number, addressed
from opendisarm.reports.render import render
from tests.desk.office import at, square
from tests.desk.people.people import HARMED, harmed
from tests.site.conftest import Site

CANARY = "Zubeyda Canarywood"
PAGE = "/reports/article7/XSA/2024/"
KILLED = "J1/total/killed"
PEOPLE = {"I1", "J1", "J2", "J3", "J4", "J5", "J6"}
"""Tables that may count persons; J7 tells what the state has set up."""


@pytest.fixture
def told(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site with three persons harmed in one province, of whom one was killed."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    rows = [harmed(number, name=f"{CANARY} {number}", outcome="killed" if number == 1 else "injured")
            for number in (1, 2, 3)]  # fmt: skip
    site.enter(*rows, header=HARMED, name="harmed.csv", hours=2, wanted=Wanted("person.harmed", None, "HI", ""))
    return site


def test_a_page_shows_every_table_of_the_report_with_its_words(told: Site) -> None:
    answer = told.client(Role.FOCAL_POINT).get(PAGE)
    words = answer.content.decode()
    report = article7(told.workspace, "XSA", 2024, at(2))
    for table in report.tables[1:]:
        assert f'id="{table.id}"' in words
    assert "unknown" in words
    assert CANARY not in words


def test_every_figure_on_the_page_opens_what_is_behind_it(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT)
    words = browser.get(PAGE).content.decode()
    report = article7(told.workspace, "XSA", 2024, at(2))
    figures = [(address, cell) for address, table, _, cell in addressed(report.tables) if isinstance(cell, Number)]
    assert len(figures) > 50
    assert words.count("ref=article7%2FXSA%2F2024%2F") >= 2 * len(figures), "href and hx-get of each"
    for address in ("C1/total/m2", KILLED):
        told_why = browser.get("/why/", {"ref": f"article7/XSA/2024/{address}", "format": "json"}).json()
        cell = report.cell(address)
        assert isinstance(cell, Number)
        assert told_why["amount"] == cell.value == sum(line["amount"] for line in told_why["postings"])


def test_the_form_leads_to_the_report_and_keeps_the_clock(told: Site) -> None:
    answer = told.client(Role.AUDITOR).get(
        "/reports/", {"form": "ccm7", "state": "xsa", "year": "2024", "known": "2026-06-01"}
    )
    assert answer["Location"] == "/reports/ccm7/XSA/2024/?known=2026-06-01"


@pytest.mark.parametrize(
    "where", ["article9/XSA/2024/", "article7/nowhere/2024/", "article7/XSA/1/", "article7/XSA/9999/"]
)
def test_what_is_no_report_is_refused_in_words(told: Site, where: str) -> None:
    answer = told.client(Role.AUDITOR).get(f"/reports/{where}")
    assert answer.status_code == 422


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_a_file_is_the_printed_report_under_a_safe_name(told: Site, format: str, lang: str) -> None:
    answer = told.client(Role.FOCAL_POINT).get(f"{PAGE}file/", {"format": format, "lang": lang})
    assert answer["Content-Disposition"] == f'attachment; filename="article7-XSA-2024-{lang}.{format}"'
    assert answer["Content-Type"] == FORMATS[format]
    assert int(answer["Content-Length"]) == len(answer.content)
    known = told.store.head().entered
    assert answer.content == render(article7(told.workspace, "XSA", 2024, known), format, lang)  # type: ignore[arg-type]
    assert not [file for file in told.workspace.folder.rglob(f"*.{format}") if "article7" in file.name]


@pytest.mark.parametrize(
    ("name", "value"), [("format", "exe"), ("format", "../docx"), ("lang", "tlh"), ("lang", "en\r\nX: y")]
)
def test_a_file_of_a_kind_that_there_is_not_is_refused(told: Site, name: str, value: str) -> None:
    answer = told.client(Role.FOCAL_POINT).get(f"{PAGE}file/", {"format": "docx", "lang": "en"} | {name: value})
    assert answer.status_code == 422
    assert "Content-Disposition" not in answer


def test_who_may_not_see_counts_of_persons_finds_them_withheld_on_the_page_and_in_every_file(told: Site) -> None:
    for role in (Role.APPROVER, Role.DATA_OFFICER, Role.QUALITY_OFFICER, Role.AUDITOR):
        browser = told.client(role)
        shape = browser.get(PAGE, {"format": "json"}).json()
        _counts_nobody(shape)
        assert "J1%2F" not in browser.get(PAGE).content.decode(), "no figure of persons is a link"
        _counts_nobody(json.loads(browser.get(f"{PAGE}file/", {"format": "json"}).content))
    land = {cell["address"]: cell for cell in shape["cells"]}["C1/total/m2"]
    assert land["type"] == "number"
    assert land["because"], "whoever reaches every record of land is told them"


def test_who_sees_counts_of_persons_finds_them(told: Site) -> None:
    shape = told.client(Role.FOCAL_POINT).get(PAGE, {"format": "json"}).json()
    cells = {cell["address"]: cell for cell in shape["cells"]}
    assert (cells[KILLED]["value"], cells["J1/total/injured"]["value"]) == (1, 2)


def test_a_reference_tells_whether_its_cell_may_count_persons() -> None:
    assert about_people_cell(f"article7/XSA/2024/{KILLED}")
    assert about_people_cell("ccm7/XSA/2024/H1/total/killed")
    assert not about_people_cell("article7/XSA/2024/C1/total/m2")
    assert not about_people_cell("cleared/admin1=North")


def test_which_rows_there_are_does_not_tell_how_many_were_harmed(told: Site) -> None:
    browser = told.client(Role.AUDITOR)
    [table] = [one for one in browser.get(PAGE, {"format": "json"}).json()["tables"] if one["id"] == "J4"]
    assert [row["key"] for row in table["rows"]] == ["total"]
    assert not [note for note in table["notes"] if any(sign.isdigit() for sign in note)]


def test_a_workbook_of_an_operator_lists_no_record_beyond_its_reach(told: Site) -> None:
    whole = told.client(Role.QUALITY_OFFICER).get(f"{PAGE}file/", {"format": "xlsx"}).content
    part = told.client(Role.OPERATOR_OFFICER, org="HI").get(f"{PAGE}file/", {"format": "xlsx"}).content
    assert "npa.csv" in _cells(whole)
    assert not {"npa.csv", "hi.csv"} & _cells(part)


def test_a_message_about_tables_that_do_not_tie_tells_no_count_of_persons(told: Site) -> None:
    said = statement("XSA", 2024, "J", "", "none_declared", "", "The office", at(3))
    declare(told.workspace, said, "Amal", at(3))
    seen, hidden = (told.client(role).get(PAGE).content.decode() for role in (Role.FOCAL_POINT, Role.AUDITOR))
    assert "the records count" in seen
    assert "the records count" not in hidden
    assert "A table about people is among them" in hidden


def test_the_public_edition_goes_on_record_and_is_that_of_the_command_line(told: Site, tmp_path: Path) -> None:
    browser = told.client(Role.FOCAL_POINT)
    before = told.store.head()
    answer = browser.post(f"{PAGE}edition/", {"format": "json", "lang": "en"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="article7-XSA-2024-en-public.json"'
    editions = list(told.store.load(kinds=(EDITION,)))
    assert editions
    assert {entry.by for entry in editions} == {"focal_point"}
    _counts_nobody(json.loads(answer.content), fewer_than=5)
    known = before.entered
    out = tmp_path / "public.json"
    write_for_public(told.workspace, "article7", "XSA", 2024, known, "json", "en", out, "Amal")
    assert out.read_bytes() == answer.content
    assert len(list(told.store.load(kinds=(EDITION,)))) == len(editions), "the same is not put on record twice"


def test_reading_and_taking_away_publishes_nothing(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT)
    before = told.store.head()
    for where in (PAGE, f"{PAGE}file/", "/reports/", "/reports/published/"):
        assert browser.get(where).status_code == 200
    assert browser.get(f"{PAGE}edition/").status_code == 405
    assert told.store.head() == before


def test_somebody_who_reaches_a_part_publishes_nothing_for_the_whole(told: Site) -> None:
    before = told.store.head()
    browser = told.client(Role.APPROVER, areas=("North",), username="north")
    assert browser.post(f"{PAGE}edition/", {"format": "json", "lang": "en"}).status_code == 422
    assert "edition/" not in browser.get(PAGE).content.decode()
    assert told.store.head() == before


def test_the_archive_leads_to_the_report_as_known_then(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT)
    assert "Nothing was published yet" in browser.get("/reports/published/").content.decode()
    browser.post(f"{PAGE}edition/", {"format": "json", "lang": "en"})
    then = browser.get(PAGE, {"format": "json"}).json()
    _later(told)
    words = browser.get("/reports/published/").content.decode()
    assert "focal_point" in words
    link = next(part.split('"')[0] for part in words.split('href="') if part.startswith(f"{PAGE}?known="))
    again = browser.get(link.replace("&amp;", "&") + "&format=json").json()
    now = browser.get(PAGE, {"format": "json"}).json()
    assert _values(again) == _values(then) != _values(now)


def test_what_changed_since_is_told_cell_by_cell(told: Site) -> None:
    known = told.store.head().entered.isoformat()
    _later(told)
    browser = told.client(Role.FOCAL_POINT)
    words = browser.get(PAGE, {"since": known}).content.decode()
    assert "What changed since" in words
    assert "every cell says what it said" not in words
    same = browser.get(PAGE, {"since": told.store.head().entered.isoformat()}).content.decode()
    assert "every cell says what it said" in same
    assert browser.get(PAGE, {"since": "2001-01-01"}).status_code == 200, (
        "a day before the first entry is told in words"
    )
    assert browser.get(PAGE, {"since": "soon"}).status_code == 422


def test_no_page_or_file_of_a_report_names_anybody(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT)
    for where in ("/reports/", PAGE, "/reports/ccm7/XSA/2024/", "/reports/published/"):
        assert CANARY not in browser.get(where).content.decode()
    for format in FORMATS:
        content = browser.get(f"{PAGE}file/", {"format": format}).content
        assert CANARY not in (str(_cells(content)) if format == "xlsx" else content.decode(errors="ignore"))


def _later(office: Site) -> None:
    office.enter(
        f"cleared,C-9,H-2,2024-09-01,,ap_mine,South,NPA,{square(21.0, side=0.0002)}",
        org="NPA",
        name="late.csv",
        hours=9,
    )


def _values(shape: dict) -> dict[str, object]:  # type: ignore[type-arg]
    return {cell["address"]: cell["value"] for cell in shape["cells"]}


def _counts_nobody(shape: dict, fewer_than: int = 1_000_000) -> None:  # type: ignore[type-arg]
    told = [
        cell for cell in shape["cells"]
        if cell["address"].split("/")[0] in PEOPLE and cell["unit"] in ("persons", "services")
    ]  # fmt: skip
    assert told
    assert not [cell for cell in told if cell["type"] == "number" and (cell["value"] and cell["value"] < fewer_than)]
    if fewer_than > 5:
        assert not [cell for cell in told if cell["type"] == "number"]
    assert {cell["type"] for cell in told if cell["address"].startswith("J1/")} <= {"withheld", "number", "unknown"}


def _cells(content: bytes) -> set[object]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    return {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
