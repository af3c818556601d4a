"""Records about states and incidents that contradict themselves or another row of their file."""

from __future__ import annotations

from datetime import date
from typing import Any

from opendisarm.core.records import (
    Ballot,
    Incident,
    Milestone,
    ObligationStep,
    Place,
    Precision,
    Step,
    Vote,
    WeaponClass,
)
from tests.core.checks.cast import codes, found


def incident(**facts: Any) -> Incident:
    place = Place(state="XSA")
    given = {"on": date(2021, 3, 1), "weapon": WeaponClass.UNKNOWN, "certainty": "confirmed", "place": place}
    return Incident(**{**given, **facts})


def extension(**facts: Any) -> ObligationStep:
    given = {"on": date(2021, 6, 25), "state": "XSA", "duty": "apmbc-5-clearance", "step": Step.EXTENSION}
    return ObligationStep(**{**given, "deadline": date(2026, 1, 1), **facts})


def vote(**facts: Any) -> Vote:
    given = {
        "on": date(2023, 12, 22),
        "instrument": "aws",
        "state": "XSA",
        "resolution": "A/RES/1/1",
        "body": "plenary",
    }
    return Vote(**{**given, "ballot": Ballot.YES, **facts})


def test_records_in_order_say_nothing() -> None:
    assert codes(incident(until=date(2021, 3, 1)), extension(), vote(), vote(state="XSB")) == []


def test_an_incident_that_ends_before_it_starts_is_an_error() -> None:
    [finding] = found(incident(until=date(2021, 2, 28)))
    assert str(finding) == (
        "land.csv, row 2, until: It ends on 2021-02-28, before it starts on 2021-03-01. Check both dates, and the "
        "order of day and month. [UNTIL_BEFORE_START]"
    )
    assert finding.severity == "error"


def test_a_meeting_that_ends_before_it_starts_is_an_error() -> None:
    meeting = Milestone(on=date(2021, 11, 15), instrument="ccm", event="2RC", until=date(2021, 11, 14))
    assert codes(meeting) == ["UNTIL_BEFORE_START"]


def test_an_end_within_the_month_of_the_start_is_in_order() -> None:
    assert codes(incident(on=date(2021, 3, 31), precision=Precision.MONTH, until=date(2021, 3, 15))) == []
    assert codes(incident(on=date(2021, 12, 31), precision=Precision.YEAR, until=date(2021, 3, 15))) == []
    assert codes(incident(on=date(2021, 3, 31), precision=Precision.MONTH, until=date(2021, 2, 28))) == [
        "UNTIL_BEFORE_START"
    ]


def test_an_incident_cannot_end_in_the_future() -> None:
    [finding] = found(incident(until=date(2025, 6, 16)))
    assert str(finding) == (
        "land.csv, row 2, until: The date 2025-06-16 lies in the future. Check the year, and the order of day and "
        "month. [DATE_IN_FUTURE]"
    )


def test_the_end_of_a_month_or_year_that_has_begun_is_not_the_future() -> None:
    assert codes(incident(until=date(2025, 6, 30))) == []
    assert codes(incident(until=date(2025, 12, 31))) == []
    assert codes(incident(until=date(2025, 7, 31))) == ["DATE_IN_FUTURE"]
    assert codes(incident(until=date(2026, 12, 31))) == ["DATE_IN_FUTURE"]


def test_a_meeting_may_end_in_the_future() -> None:
    assert codes(Milestone(on=date(2025, 6, 14), instrument="ccm", event="13MSP", until=date(2025, 6, 18))) == []


def test_a_date_in_the_future_is_said_once() -> None:
    assert codes(vote(on=date(2025, 6, 16))) == ["DATE_IN_FUTURE"]


def test_an_extension_granted_after_its_own_deadline_is_a_warning() -> None:
    [finding] = found(extension(deadline=date(2021, 6, 1)))
    assert str(finding) == (
        "land.csv, row 2, deadline: The extension was granted on 2021-06-25, when its own deadline of 2021-06-01 had "
        "passed. Check both dates; if it was granted that late, nothing need be done. [EXTENSION_AFTER_DEADLINE]"
    )
    assert finding.severity == "warning"


def test_only_extensions_are_held_against_their_day() -> None:
    assert codes(extension(step=Step.ORIGINAL, deadline=date(2021, 6, 1)), extension(deadline=None)) == []
    assert codes(extension(on=date(2021, 12, 31), precision=Precision.YEAR, deadline=date(2021, 6, 1))) == []


def test_a_state_that_votes_twice_is_a_warning_at_the_second_row() -> None:
    [finding] = found(vote(), vote(ballot=Ballot.NO, resolution="a/res/1/1"))
    assert str(finding) == (
        "land.csv, row 3, ballot: XSA already has a vote on a/res/1/1 in row 2: yes there, no here. Keep the one that "
        "the record of the meeting shows; a state counts once in a tally. [VOTED_TWICE]"
    )
    assert finding.severity == "warning"


def test_votes_of_another_body_resolution_or_state_are_others() -> None:
    assert codes(vote(), vote(body="First Committee"), vote(resolution="A/RES/2/2"), vote(state="XSB")) == []
