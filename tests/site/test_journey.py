"""From a faulty workbook to a treaty report, as an office does it: three people, a real browser, two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browser import ABSENT, browser, chromium, come_in, one_time_code, sign_in
from tests.site.screenshots import sample
from tests.site.served import Served, served

HEADER = ("kind", "ref", "hazard", "date", "area_m2", "contamination", "admin1", "admin2", "operator", "method", "wkt")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORG = "HI"
FACTOR = 60_000
"""Milliseconds that a step may take while the worker beside the server reads a file."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The invented country, served with its worker."""
    if chromium() is None:
        pytest.skip(ABSENT)
    folder = tmp_path_factory.mktemp("journey") / "demo"
    sample(folder, 100)
    with served(folder / "workspace", folder / "keys") as running:
        yield running


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip(ABSENT)
    with browser() as running:
        yield running


def test_from_a_faulty_workbook_to_a_treaty_report(site: Served, started: Browser, tmp_path: Path) -> None:
    sender = _officer_with_a_second_factor(site, started)
    reviewer, authority = _came_in(site, started, "omar"), _came_in(site, started, "amal")
    for number, language in enumerate(("en", "ar"), start=1):
        for person in (sender, reviewer, authority):
            person.add_cookies([{"name": "language", "value": language, "url": site.address}])
        hazard, name = f"HA-JOURNEY-{number}", f"june-{language}.xlsx"
        _brings(site, sender.new_page(), hazard, name, tmp_path)
        _decides(site, reviewer.new_page(), name, "verify")
        _decides(site, authority.new_page(), name, "approve")
        page = authority.new_page()
        expect_right_to_left(site, page, language == "ar")
        before, after = (
            _suspected_on_the_map(site, page, day) for day in (f"2024-08-{2 * number - 1:02}", survey_of(number))
        )
        assert after - before == pytest.approx(10_000, rel=0.3), "the map changes on the day of the survey"
        _figure_leads_to_file_and_row(site, page, hazard, name)
        _downloads_article_7(site, page, language, tmp_path)


def _officer_with_a_second_factor(site: Served, started: Browser) -> BrowserContext:
    context = started.new_context()
    page = context.new_page()
    come_in(page, site, "dina")
    page.goto(f"{site.address}/account/2fa/totp/activate/")
    secret = page.input_value("#authenticator_secret")
    page.fill("#id_code", one_time_code(secret))
    page.click("form.form button.first")
    page.wait_for_load_state()
    context.clear_cookies()
    sign_in(page, site, "dina")
    page.fill("#id_code", one_time_code(secret, 1))
    page.click("form.form button.first")
    page.wait_for_url("**/overview/")
    return context


def _came_in(site: Served, started: Browser, name: str) -> BrowserContext:
    context = started.new_context()
    come_in(context.new_page(), site, name)
    return context


def _workbook(hazard: str, number: int, survey: str) -> bytes:
    """A suspected area of about a hectare, and a row that is right; survey: the date of the first, perhaps none."""
    west, south = 82.40 + 0.01 * number, -29.60
    east, north = west + 0.00103, south + 0.0009
    square = f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
    place = ("Specimen Heights", "High Orrinth", "Blue Heron Survey", "NTS")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(("land.suspected", f"{hazard}-S", hazard, survey, None, "ap_mine_factory", *place, square))
    sheet.append(("land.suspected", f"{hazard}-B", f"{hazard}-B", "2024-09-01", 500, "ap_mine_factory", *place, None))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def survey_of(number: int) -> str:
    """A day of its own for each language."""
    return f"2024-08-{2 * number:02}"


def _brings(site: Served, page: Page, hazard: str, name: str, folder: Path) -> None:
    number = int(hazard[-1])
    _checked(site, page, name, _workbook(hazard, number, "the second of August"))
    expect(page.locator(".sev.error").first).to_be_visible()
    expect(page.locator("table.findings")).to_contain_text("D2")
    with page.expect_download() as marked:
        page.click("a[download]")
    marked.value.save_as(folder / name)
    cell = openpyxl.load_workbook(folder / name).worksheets[0]["D2"]
    assert cell.comment is not None, "the faulty cell says what is wrong with it"
    assert cell.value == "the second of August"
    _checked(site, page, name, _workbook(hazard, number, survey_of(number)))
    expect(page.locator(".sev.error")).to_have_count(0)
    page.click("form[action$='/commit/'] button.first")
    expect(page.locator("main .note.success")).to_be_visible(timeout=FACTOR)


def _checked(site: Served, page: Page, name: str, content: bytes) -> None:
    """Bring a file, take the columns as they were understood, and wait for its findings."""
    page.goto(f"{site.address}/import/")
    page.set_input_files("#files", {"name": name, "mimeType": XLSX, "buffer": content})
    page.fill("#org", ORG)
    page.click("form.bring button.first")
    page.locator("form[action$='/mapping/'] table.columns").wait_for(timeout=FACTOR)
    page.click("form[action$='/mapping/'] p > button.first")
    page.locator("form[action$='/again/']").wait_for(timeout=FACTOR)


def _decides(site: Served, page: Page, name: str, act: str) -> None:
    page.goto(f"{site.address}/review/")
    page.locator("tr", has_text=name).locator("input[type=checkbox]").check()
    page.click(f"button[name=act][value={act}]")
    expect(page.locator(".note.success")).to_be_visible()
    page.close()


def expect_right_to_left(site: Served, page: Page, turned: bool) -> None:
    page.goto(f"{site.address}/overview/")
    assert page.locator("html").get_attribute("dir") == ("rtl" if turned else "ltr")


def _suspected_on_the_map(site: Served, page: Page, day: str) -> int:
    page.goto(f"{site.address}/map/?on={day}")
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes", timeout=FACTOR)
    told = page.locator("#map-words tbody tr", has=page.locator(".land.suspected")).locator("td").inner_text()
    return int("".join(sign for sign in told if sign.isdecimal()))


def _figure_leads_to_file_and_row(site: Served, page: Page, hazard: str, name: str) -> None:
    page.goto(f"{site.address}/ledgers/?by=hazard")
    page.locator("tr", has=page.get_by_text(hazard, exact=True)).locator("a.figure").first.click()
    drawer = page.locator("#why")
    expect(drawer).to_contain_text(re.compile(rf"{re.escape(name)}\D{{1,12}}2\b"))


def _downloads_article_7(site: Served, page: Page, language: str, folder: Path) -> None:
    page.goto(f"{site.address}/reports/article7/XSA/2024/")
    page.select_option(".taking select[name=format]", "docx")
    assert page.input_value(".taking select[name=lang]") == language
    with page.expect_download() as report:
        page.click(".taking button.first")
    assert report.value.suggested_filename.endswith(".docx")
    report.value.save_as(folder / f"report-{language}.docx")
    words = "\n".join(part.text for part in docx.Document(str(folder / f"report-{language}.docx")).paragraphs)
    assert ("المادة 7" if language == "ar" else "Article 7") in words
