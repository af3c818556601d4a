"""Each self-check sees the figure that somebody tampered with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.records import DeviceFound, LandRecord
from opendisarm.ledgers.land.columns import columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.reports.article7 import DoesNotTie, Facts, build, ties
from opendisarm.reports.figures import UNKNOWN, Number
from opendisarm.reports.report import Report
from opendisarm.sample import records
from tests.ledgers.land.test_properties import land_records
from tests.reports.office import facts, report


def checks(of: Report) -> set[str]:
    return {failure.check for failure in ties.failures(of)}


def tampered(address: str, value: int, reported: int = 0) -> Report:
    """The report with another figure in a cell, its records unchanged."""
    made = report()
    cell = made.cell(address)
    assert isinstance(cell, Number)
    assert (cell.value, cell.reported) != (value, reported), "this would tamper with nothing"
    return made.with_cell(address, Number(value, cell.because, reported))


def test_an_honest_report_ties() -> None:
    assert ties.failures(report()) == []


@pytest.mark.parametrize(
    ("address", "value", "check"),
    [
        ("T2/total/total", 10_501, "1 methods"),
        ("F2/North/cleared", 3_600, "1 methods"),
        ("T4/North/closing", 19_000, "2 bridge"),
        ("T4/total/reopened", 0, "2 bridge"),
        ("T3/South/total", 3_401, "2 bridge"),
        ("F2/North/outside", 251, "2 bridge"),
        ("T1/total/known_m2", 19_551, "3 provinces"),
        ("F2/total/records", 6, "3 provinces"),
        ("T1/North/total_n", 3, "4 known and suspected"),
        ("C2/South/m2", 2_901, "4 known and suspected"),
        ("G2/ap_mine/PMN-2/North/period", 11, "5 devices"),
        ("F2/South/ap_mines", 4, "5 devices"),
        ("before/total/closing", 35_999, "8 last year"),
        ("T4/South/opening", 8_001, "8 last year"),
        ("C2/South/reported_m2", 1_999, "9 polygons"),
        ("U/South/suspected_m2", 2_101, "records"),
        ("G2/total/since", 23, "records"),
    ],
)
def test_a_tampered_figure_is_seen(address: str, value: int, check: str) -> None:
    assert check in checks(tampered(address, value))


def test_a_reported_figure_without_its_mark_is_seen() -> None:
    assert "9 polygons" in checks(tampered("T1/South/suspected_m2", 2_900, reported=0))


def test_a_total_of_unknown_parts_is_seen() -> None:
    made = report().with_cell("T3/North/newly_found", UNKNOWN)
    assert "10 unknown" in checks(made)


def test_a_failure_says_which_cells_and_which_records() -> None:
    with pytest.raises(DoesNotTie) as refused:
        ties.tied(tampered("T2/total/total", 10_501, reported=1_000))
    said = str(refused.value)
    assert said.startswith("The report does not tie: 4 checks failed.\n")
    assert "Check 1 methods: The parts sum to 10,500, but T2/total/total says 10,501." in said
    assert "T2/total/reduced = 2,000; T2/total/cleared = 4,500; T2/total/total = 10,501\n" in said
    assert "records: N-5, N-6, N-7, N-8, S-5" in said


def test_one_failure_is_told_in_the_singular() -> None:
    with pytest.raises(DoesNotTie, match=r"^The report does not tie: 1 check failed\.\n"):
        ties.tied(tampered("U/total/total_m2", 2_100, reported=1))


@settings(max_examples=60, deadline=None)
@given(land_records(), st.integers(2009, 2014))
def test_whatever_was_recorded_the_report_ties(recorded: list[tuple[str, LandRecord]], year: int) -> None:
    columns = columns_of(recorded)
    made = build(replace(facts(devices="", year=year), columns=columns, postings=fold(columns)))
    remains = made.cell("T1/total/total_m2")
    assert not isinstance(remains, Number) or all(share.amount > 0 for share in remains.because.shares())


@pytest.mark.parametrize("year", [2008, 2016, 2024])
def test_the_sample_country_ties_in_every_year(year: int) -> None:
    every = [(f"E-{number}", record) for number, record in enumerate(records(700, 11, 0.0))]
    columns = columns_of((name, record) for name, record in every if isinstance(record, LandRecord))
    small = facts(year=year)
    made = build(
        Facts(
            small.state, small.state_name, year, small.as_of, small.head, columns, fold(columns),
            [(name, record) for name, record in every if isinstance(record, DeviceFound)],
        )
    )  # fmt: skip
    assert made.table("T1").number("total", "total_m2")
