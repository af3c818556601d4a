"""docs/article7.md and docs/people-tables.md tell of every table, column and check."""

from __future__ import annotations

from pathlib import Path

from opendisarm.reports.article7 import ties
from opendisarm.reports.people import ties as of_people
from tests.reports.office import report
from tests.reports.people.crowd import whole_report

DOCS = Path(__file__).parents[2] / "docs"
PAGE = "\n".join((DOCS / name).read_text(encoding="utf-8") for name in ("article7.md", "people-tables.md"))


def test_the_page_names_every_table_and_column() -> None:
    tables = (*report().tables, *whole_report().tables)
    named = {table.id for table in tables} | {column.key for table in tables for column in table.columns}
    assert {word for word in named if f"`{word}`" not in PAGE} == set()


def test_the_page_names_every_check() -> None:
    words = [check.__name__.replace("_", " ") for check in ties.CHECKS if check is not ties.continues]
    assert [word for word in (*words, "last year", "declarations") if word not in PAGE] == []


def test_the_page_names_every_check_about_people() -> None:
    assert [check.__name__ for check in of_people.CHECKS if f"7 {check.__name__}" not in PAGE] == []
