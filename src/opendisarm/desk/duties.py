"""What binds a state on a day, what is due, and what falls due in the days to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from opendisarm.core.records import Milestone
from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import known
from opendisarm.desk.published_ground import published_land
from opendisarm.desk.states import state_name, state_named
from opendisarm.desk.workspace import Workspace
from opendisarm.law.answers import Answer, Verdict
from opendisarm.law.duties import all_duties
from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.instrument import Duty, duties, instruments
from opendisarm.law.pace import Pace, pace
from opendisarm.law.size_class import size_class
from opendisarm.ledgers.norms.facts import Fact, Facts
from opendisarm.world.states import states

MOST_DAYS = 36_525


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with its answer; a duty on clearance with the land behind it and its pace."""

    duty: Duty
    answer: Answer
    land: ClearanceFacts | None = None
    pace: Pace | None = None

    def as_json(self) -> dict[str, Any]:
        """The published shape: the answer, with the duty's title and article."""
        shape = {"title": self.duty.title, "cite": self.duty.cite} | self.answer.as_json()
        if self.land is not None and self.pace is not None:
            shape["land"] = {
                "as_of": self.land.on.isoformat(), "source": self.land.source, "remaining_m2": self.land.remaining_m2,
                "released_m2": {str(year): m2 for year, m2 in self.land.released_m2.items()},
                "cleared_m2": {str(year): m2 for year, m2 in self.land.cleared_m2.items()},
                "size_class": size_class(self.land.remaining_m2).as_json(), "pace": self.pace.as_json(),
            }  # fmt: skip
        return shape


def duties_of(workspace: Workspace | None, name: str, on: date, moment: datetime | None) -> tuple[str, list[DutyLine]]:
    """(ISO3, every duty with its answer).  Errors  DeskError for a state that does not exist."""
    state = state_named(name)
    facts = known(workspace, moment).complete
    ground = ground_of(workspace, state, on, moment)
    return state, [_with_land(line, state, on, ground) for line in _lines(state, facts, on, ground)]


def ground_of(
    workspace: Workspace | None, state: str, on: date, moment: datetime | None
) -> Mapping[str, ClearanceFacts]:
    """Treaty scope -> what the workspace's land ledger says of a state's land; {} where it holds none of it."""
    from opendisarm.desk.ground import land_of  # the land ledger is slow to load, and most questions need none

    return land_of(workspace, state, on, moment) if workspace is not None else {}


def _with_land(line: DutyLine, state: str, on: date, ground: Mapping[str, ClearanceFacts]) -> DutyLine:
    """A duty on clearance that is still open, with our land ledger's figures, or else with published ones."""
    open_ = line.answer.verdict in {Verdict.DUE, Verdict.MISSED, Verdict.UNKNOWN}
    if not line.duty.ground or not open_:
        return line
    land = ground.get(line.duty.ground) or published_land(state, line.duty.ground, on)
    return line if land is None else replace(line, land=land, pace=pace(land, line.answer.due))


def _lines(state: str, facts: Facts, on: date, ground: Mapping[str, ClearanceFacts]) -> list[DutyLine]:
    return [DutyLine(duties()[answer.duty][1], answer) for answer in all_duties(state, facts, on, ground)]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something with a day: a duty of a state that falls due, or a meeting.

    until   last day of a meeting; key names it for good ("KHM/apmbc-5-clearance/2030-12-31").
    exact   whether the day is known; else only the month or the year is, and `on` is its last day.
    """

    on: date
    key: str
    title: str
    cite: str
    state: str = ""
    until: date | None = None
    venue: str = ""
    unconfirmed: bool = False
    exact: bool = True
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "on": self.on.isoformat(), "until": self.until.isoformat() if self.until else None, "key": self.key,
            "state": self.state or None, "title": self.title, "cite": self.cite, "venue": self.venue or None,
            "unconfirmed": self.unconfirmed, "exact": self.exact, "note": self.note,
        }  # fmt: skip


def calendar(workspace: Workspace | None, name: str, on: date, days: int, moment: datetime | None) -> list[Occasion]:
    """What falls due, and who meets, from a day on, so many days ahead; name "" = all states with any act.

    Errors  DeskError for an unknown state, or a number of days out of range.
    """
    if not 0 <= days <= MOST_DAYS:
        raise DeskError(f"{days} days is no stretch of a calendar.", f"Give 0 to {MOST_DAYS}.")
    facts = known(workspace, moment).complete
    states = [state_named(name)] if name else _everybody(facts)
    last = on + timedelta(days=days)
    found: dict[str, Occasion] = {}
    for state in states:
        for occasion in _due_between(state, facts, on, last):
            found.setdefault(occasion.key, occasion)
    for meeting in facts.milestones():
        if meeting.record.on <= last and (meeting.record.until or meeting.record.on) >= on:
            met = _meeting(meeting)
            found[met.key] = met
    return sorted(found.values(), key=lambda one: (one.on, one.key))


def _due_between(state: str, facts: Facts, on: date, last: date) -> list[Occasion]:
    """Due days of one state: asked on the first day, then on the day after each due day found, for yearly duties."""
    found: list[Occasion] = []
    ask = on
    while ask <= last:
        lines = _lines(state, facts, ask, {})
        due = [line for line in lines if line.answer.verdict is Verdict.DUE and line.answer.due is not None]
        coming = [line for line in due if line.answer.due is not None and ask <= line.answer.due <= last]
        found += [_due(state, line) for line in coming]
        if not coming:
            break
        ask = min(line.answer.due for line in coming if line.answer.due is not None) + timedelta(days=1)
    return found


def _due(state: str, line: DutyLine) -> Occasion:
    answer = line.answer
    assert answer.due is not None
    title = f"{state_name(state)}: {line.duty.title}"
    return Occasion(
        answer.due, f"{state}/{answer.duty}/{answer.due}", title, line.duty.cite, state,
        unconfirmed=answer.unconfirmed, note=answer.note,
    )  # fmt: skip


def _meeting(fact: Fact[Milestone]) -> Occasion:
    record = fact.record
    return Occasion(
        record.on, f"{record.instrument}/{record.event}", f"{record.instrument.upper()}: {record.event}",
        record.citation, until=record.until, venue=record.venue, unconfirmed=record.grade.value == "K",
        exact=record.precision.value == "day", note=record.note,
    )  # fmt: skip


def _everybody(facts: Facts) -> list[str]:
    """The states of the world, and whoever else has done something (an invented country of an example)."""
    acted = {act.record.state for name in instruments() for act in facts.acts(name)}
    return sorted(acted | {state.iso3 for state in states()})
