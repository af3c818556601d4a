"""Clearance and stockpile deadlines: originals, extensions with the meeting that granted them, completions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from opendisarm.core.clocks import add_years
from opendisarm.core.records import Milestone, ObligationStep, Precision, Step
from opendisarm.core.sources import Source
from opendisarm.importers.shipped.tables import Moment, TableRow, by, rows

_STEPS: Final = {
    "original": Step.ORIGINAL, "extension": Step.EXTENSION, "request": Step.REQUEST,
    "not_approved": Step.NOT_APPROVED, "completion_declared": Step.COMPLETION,
}  # fmt: skip
_STOCKPILE: Final = {"APMBC": "apmbc-4-stockpile", "CCM": "ccm-3-stockpile"}
_YEARS_TO_CLEAR: Final = 10
_MEETING: Final = re.compile(r"\d+(?:MSP|RC)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")

Meetings = Mapping[str, date]
"""Meeting as the field calls it ("12MSP") -> its last day, on which its decisions are certain to have been taken."""


def meetings(milestones: Iterable[Milestone], instrument: str) -> Meetings:
    """The meetings of an instrument; a meeting in parts ends with its last part."""
    found: dict[str, date] = {}
    for milestone in milestones:
        if milestone.instrument == instrument and (match := _MEETING.match(milestone.event)):
            last = milestone.until or milestone.on
            found[match[0]] = max(found.get(match[0], last), last)
    return found


def clearance(duty: str, table: str, held: Meetings) -> Iterator[tuple[ObligationStep, Source]]:
    """The chain original -> granted ... -> completion of each state.  held: the instrument's meetings."""
    for row in rows(table):
        step = _STEPS[row["event"]]
        deadline = date.fromisoformat(row["date"]) if row["date"] and step is not Step.COMPLETION else None
        counts = _counts_from(row, step, deadline, held)
        yield (
            ObligationStep(
                on=counts.on, precision=counts.precision, state=row["iso3"], duty=duty, step=step, deadline=deadline,
                meeting=row["meeting"], citation=row["source"], grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def stockpiles(table: str) -> Iterator[tuple[ObligationStep, Source]]:
    """What is known of stocks destroyed or not; deadlines that the table only computes are left to the law."""
    for row in rows(table):
        step = {"completed": Step.COMPLETION, "not completed": Step.OUTSTANDING}.get(row["status"])
        if step is None:
            continue
        day = by(row["completed_date"] or row["seen_on"])
        yield (
            ObligationStep(
                on=day.on, precision=day.precision, state=row["iso3"], duty=_STOCKPILE[row["convention"]], step=step,
                quantity=" ".join(filter(None, (row["destroyed_number"], row["unit"]))), citation=row["source"],
                grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def _counts_from(row: TableRow, step: Step, deadline: date | None, held: Meetings) -> Moment:
    if step is Step.COMPLETION:
        return by(row["date"])
    if step is Step.ORIGINAL:
        assert deadline is not None, "an original deadline has its date"
        return Moment(add_years(deadline, -_YEARS_TO_CLEAR))
    named = [held[code] for code in _MEETING.findall(row["meeting"]) if code in held]
    if named:
        # An extension is certain by the last meeting named; a decision on a request was taken at the first one.
        return Moment(max(named) if step is Step.EXTENSION else named[0])
    years = _YEAR.findall(row["meeting"])
    return Moment(date(int(years[-1]), 12, 31), Precision.YEAR)
