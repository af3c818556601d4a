"""Each self-check about people sees the figure that somebody tampered with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.clocks import Span
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.ledger import fold
from opendisarm.ledgers.people.of_state import of_state
from opendisarm.reports import article7, ccm7
from opendisarm.reports.article7 import ties as of_article7
from opendisarm.reports.ccm7 import ties as of_ccm7
from opendisarm.reports.figures import UNKNOWN, Number
from opendisarm.reports.report import Report
from tests.ledgers.people.test_properties import FIRST, stories
from tests.reports.office import facts as land_facts
from tests.reports.people.crowd import article7_report, ccm_facts, ccm_report, whole_report


def tampered(report: Report, address: str, value: int) -> Report:
    """The report with another figure in a cell, its records unchanged."""
    cell = report.cell(address)
    assert isinstance(cell, Number)
    assert cell.value != value, "this would tamper with nothing"
    return report.with_cell(address, Number(value, cell.because))


CASES = [
    ("1/girls/killed", 1, "7 outcomes"),
    ("1/total/casualties", 8, "7 outcomes"),
    ("1/women/with_disability", 2, "7 outcomes"),
    ("2/deminer/disability_unknown", 2, "7 outcomes"),
    ("1/total/unknown_outcome", 2, "7 rows"),
    ("4/North/injured", 1, "7 rows"),
    ("3/ap_mine/killed", 2, "7 rows"),
    ("2/total/killed", 4, "7 splits"),
    ("3/total/with_disability", 1, "7 splits"),
    ("4/total/casualties", 6, "7 splits"),
]
CCM_CASES = [
    ("H5/total/killed", 2, "7 splits"),
    ("H5/men/killed", 2, "7 outcomes"),
    ("H6/total/persons", 4, "7 beneficiaries"),
    ("H6/physical_rehabilitation/girls", 2, "7 beneficiaries"),
    ("H6/total/services", 2, "7 beneficiaries"),
    ("H6/shared/persons", 0, "7 rows"),
    ("H7/total/referred", 4, "7 steps"),
    ("H7/men/waiting", 2, "7 steps"),
    ("H7/girls/waiting_too_long", 1, "7 steps"),
    ("H7/women/disability_unknown", 2, "7 steps"),
    ("G1/school/direct_girls", 31, "7 beneficiaries"),
    ("G1/total/direct", 73, "7 beneficiaries"),
    ("G1/mass_media/indirect", 9_001, "7 beneficiaries"),
    ("G1/total/sessions", 4, "7 rows"),
    ("G1/total/direct_boys", 24, "records"),
    ("H7/total/need_assessed", 1, "records"),
    ("H6/total/services", 6, "records"),
]


def test_honest_reports_tie() -> None:
    assert of_ccm7.failures(whole_report()) == []
    assert of_article7.failures(article7_report()) == []


@pytest.mark.parametrize(("address", "value", "check"), [(f"H{at}", value, check) for at, value, check in CASES])
def test_a_tampered_casualty_is_seen_in_the_report_on_cluster_munitions(address: str, value: int, check: str) -> None:
    assert check in {failure.check for failure in of_ccm7.failures(tampered(whole_report(), address, value))}


@pytest.mark.parametrize(("address", "value", "check"), [(f"J{at}", value, check) for at, value, check in CASES])
def test_a_tampered_casualty_is_seen_in_the_report_on_mines(address: str, value: int, check: str) -> None:
    assert check in {failure.check for failure in of_article7.failures(tampered(article7_report(), address, value))}


@pytest.mark.parametrize(("address", "value", "check"), CCM_CASES)
def test_another_tampered_figure_is_seen(address: str, value: int, check: str) -> None:
    assert check in {failure.check for failure in of_ccm7.failures(tampered(whole_report(), address, value))}


def test_a_total_of_unknown_parts_is_seen() -> None:
    made = whole_report().with_cell("H1/boys/killed", UNKNOWN)
    assert "10 unknown" in {failure.check for failure in of_ccm7.failures(made)}


def test_a_failure_says_which_cells_and_which_records() -> None:
    with pytest.raises(ccm7.DoesNotTie) as refused:
        of_ccm7.tied(tampered(whole_report(), "H7/men/waiting", 2))
    said = str(refused.value)
    assert "Check 7 steps: H7/men/waiting is a part of H7/men/registered, but is 1 above it." in said
    assert "cells: H7/men/waiting = 2; H7/men/registered = 1" in said
    assert "records: E-11, E-3" in said


@settings(max_examples=60, deadline=None)
@given(stories, st.integers(0, 1))
def test_whatever_was_recorded_the_reports_tie(story: list[Fact], later: int) -> None:
    people = of_state(fold(story), "XSA")
    facts: Any = ccm_facts(year=2024 + later)
    made = ccm7.build(ccm7.Facts(facts.state, facts.state_name, facts.year, facts.as_of, facts.head, people))
    assert made.table("H7").rows
    of_land = land_facts(land="", devices="", year=2024 + later)
    article7.build(
        article7.Facts(
            of_land.state, of_land.state_name, of_land.year, of_land.as_of, of_land.head, of_land.columns,
            of_land.postings, people=people,
        )
    )  # fmt: skip
    assert FIRST + timedelta(days=40) in Span.of_year(2024)


def test_a_report_of_nobody_ties() -> None:
    assert of_ccm7.failures(ccm_report()) == []
