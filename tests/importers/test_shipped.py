"""The facts that ship with the package."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from opendisarm.core.records import Filing, Grade, ObligationStep, Precision, ReportFiled, StateAct, Step
from opendisarm.importers.shipped.edition import shipped
from opendisarm.importers.shipped.tables import by, since

FACTS = [fact.record for fact in shipped()]


def test_every_row_of_the_tables_is_read() -> None:
    assert Counter(record.kind for record in FACTS) == {
        "norm.act": 1294, "norm.obligation": 280, "norm.position": 184, "norm.milestone": 139, "norm.report": 137,
        "incident.use": 101, "norm.measure": 42, "norm.count": 22, "norm.endorsement": 5,
    }  # fmt: skip


def test_every_fact_names_its_source_and_where_it_stands() -> None:
    assert not [fact for fact in shipped() if not fact.record.citation or not fact.source.row]


def test_no_two_rows_say_the_same() -> None:
    assert len(set(FACTS)) == len(FACTS)


@pytest.mark.parametrize(
    ("text", "last", "first", "precision"),
    [
        ("2024-02", date(2024, 2, 29), date(2024, 2, 1), Precision.MONTH),
        ("2023", date(2023, 12, 31), date(2023, 1, 1), Precision.YEAR),
        ("2019-2020", date(2020, 12, 31), date(2019, 1, 1), Precision.YEAR),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3), Precision.DAY),
    ],
)
def test_what_is_dated_coarsely_is_certain_by_its_last_day(
    text: str, last: date, first: date, precision: Precision
) -> None:
    assert by(text) == (last, precision)
    assert since(text) == (first, precision)


def test_an_extension_counts_from_the_last_day_of_the_meeting_that_granted_it() -> None:
    [first] = [
        record for record in FACTS
        if isinstance(record, ObligationStep) and record.state == "AFG" and record.meeting == "12MSP 2012"
    ]  # fmt: skip
    assert (first.on, first.step, first.deadline) == (date(2012, 12, 7), Step.EXTENSION, date(2023, 3, 1))


def test_what_an_undated_page_calls_overdue_was_overdue_at_its_earliest() -> None:
    pages = {record.on for record in FACTS if isinstance(record, ReportFiled) and "undated" in record.note}
    assert pages == {date(2016, 1, 1), date(2021, 1, 1)}


def test_a_row_that_only_states_a_due_date_is_no_report() -> None:
    assert not [record for record in FACTS if isinstance(record, ReportFiled) and record.note.startswith("due ")]
    assert {record.status for record in FACTS if isinstance(record, ReportFiled)} == set(Filing)


def test_gaps_in_a_source_are_not_called_seen() -> None:
    assert not [
        record for record in FACTS
        if "not found" in record.citation and record.grade is not Grade.MEMORY
    ]  # fmt: skip


def test_a_treaty_row_becomes_one_act_for_each_of_its_days() -> None:
    own = [
        record
        for record in FACTS
        if isinstance(record, StateAct) and (record.state, record.instrument) == ("LTU", "ccm")
    ]
    assert [(act.act.value, act.on, act.effective) for act in own] == [
        ("signature", date(2008, 12, 3), None),
        ("provisional_application", date(2011, 3, 24), None),
        ("ratification", date(2011, 3, 24), date(2011, 9, 1)),
        ("withdrawal", date(2024, 9, 6), date(2025, 3, 6)),
    ]
