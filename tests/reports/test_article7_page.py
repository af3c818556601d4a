"""docs/article7.md tells of every table, column and check."""

from __future__ import annotations

from pathlib import Path

from opendisarm.reports.article7 import ties
from tests.reports.office import report

PAGE = (Path(__file__).parents[2] / "docs" / "article7.md").read_text(encoding="utf-8")


def test_the_page_names_every_table_and_column() -> None:
    named = {table.id for table in report().tables} | {column.key for t in report().tables for column in t.columns}
    assert {word for word in named if f"`{word}`" not in PAGE} == set()


def test_the_page_names_every_check() -> None:
    words = [check.__name__.replace("_", " ") for check in ties.CHECKS if check is not ties.continues]
    assert [word for word in (*words, "last year", "declarations") if word not in PAGE] == []
