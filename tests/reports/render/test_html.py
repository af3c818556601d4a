"""The page: one file that asks nobody for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from opendisarm.reports.render import render
from tests.reports.office import CHAIN, report


class Reader(HTMLParser):
    """Start tags with their attributes, and the text of cells by address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: dict[str, str] = {}
        self._cell = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self._cell = dict(attrs)["id"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._cell = ""

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.cells[self._cell] = self.cells.get(self._cell, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(lang: str = "en") -> str:
    return render(report(), "html", lang).decode()


def test_every_cell_stands_on_the_page_under_its_address() -> None:
    cells = Reader(page()).cells
    assert cells["T2/total/cleared"] == "4,500ʳ"
    assert cells["T4/North/cancelled"] == "−4,000"
    assert cells["C/quantity/answer"] == "unknown"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_is_fetched_from_anywhere(lang: str) -> None:
    made = page(lang)
    assert "http" not in made
    assert "//" not in re.sub(r"/\*.*?\*/", "", made)
    assert "@import" not in made
    assert "src=" not in made
    assert set(re.findall(r"url\(([^)]*)\)", made)) <= {
        f"#{size}-{key}"
        for size in ("wide", "narrow")
        for key in ("boundary_growth", "reopened", "cancelled", "reduced", "correction", "reclassified")
    }
    assert all((link["href"] or "").startswith("#") for link in Reader(made).all("a"))


def test_links_lead_to_places_on_the_page() -> None:
    reader = Reader(page())
    places = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    assert {(link["href"] or "")[1:] for link in reader.all("a")} <= places


def test_tables_can_be_read_aloud() -> None:
    reader = Reader(page())
    assert len(reader.all("caption")) == len(reader.all("table")) == 18
    assert all(header.get("scope") in ("col", "colgroup", "row") for header in reader.all("th"))
    assert reader.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert "Opening: 36,000 m²; Newly found: +900 m²" in page()


def test_arabic_runs_from_right_to_left_and_codes_do_not() -> None:
    made = page("ar")
    assert Reader(made).all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert f'<bdi class="code" dir="ltr">{CHAIN}</bdi>' in made
    assert '<td id="T4/North/cancelled" dir="ltr">−4,000</td>' in made


def test_names_cannot_become_markup() -> None:
    land = "2024-01-01  A  suspects  10x10 at 0,0  holds ap_mine_factory  in <script>alert(1)</script>"
    made = render(report(land, devices="", state_name="A&B"), "html").decode()
    assert "<script" not in made
    assert "<bdi>A&amp;B</bdi>" in made


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page("ar") == page("ar")
