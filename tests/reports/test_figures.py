"""Cells that say what they mean, and where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.reports.figures import Listed, Number, Share, address_parts, row_key
from tests.reports.office import report


def test_a_figure_is_marked_with_what_no_polygon_shows() -> None:
    shares = (
        Share("A", "land.suspected", date(2024, 1, 1), 70),
        Share("B", "land.suspected", date(2024, 1, 2), 30, drawn=False),
    )
    assert Number.of(100, Listed(shares)) == Number(100, reported=30)


def test_an_address_names_table_row_and_column() -> None:
    assert address_parts("T2/total/cleared") == ("T2", "total", "cleared")
    assert address_parts("C1/North/Upper/m2") == ("C1", "North/Upper", "m2")


def test_what_is_no_address_says_so() -> None:
    with pytest.raises(KeyError, match=r"'T2/total' is no address of a cell: table/row/column\."):
        report().cell("T2/total")
    with pytest.raises(KeyError, match=r"The report has no table 'T9'\."):
        report().cell("T9/total/m2")


def test_names_as_reported_become_keys_that_cannot_be_mistaken() -> None:
    assert row_key("Northern") == "Northern"
    assert row_key("Nord/Est") == "Nord%2FEst"
    assert row_key("100%") == "100%25"
    assert row_key("") == "not_told"
    assert row_key("shared") == "%73hared"
    assert row_key("Nord", "") == "Nord/not_told"


def test_a_report_with_another_cell_leaves_the_report_as_it_was() -> None:
    made = report()
    other = made.with_cell("T2/total/cleared", Number(1))
    assert (made.table("T2").number("total", "cleared"), other.table("T2").number("total", "cleared")) == (4_500, 1)


def test_entries_can_be_asked_where_they_were_read() -> None:
    from dataclasses import replace

    from opendisarm.core.sources import Source

    made = replace(report(), sources=lambda ids: {name: Source(f"{name}.csv") for name in ids})
    assert made.sources_of(["S-1"])["S-1"].file == "S-1.csv"
