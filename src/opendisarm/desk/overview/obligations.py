"""The duties of a state with their days: when they began, by when they are to be done, when that was put off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from opendisarm.core.clocks import add_years
from opendisarm.core.records import Step
from opendisarm.desk.duties import DutyLine
from opendisarm.desk.norms import known
from opendisarm.desk.workspace import Workspace
from opendisarm.law.answers import Verdict
from opendisarm.law.instrument import Duty, Rule, duties
from opendisarm.law.party import Party
from opendisarm.ledgers.norms.facts import Facts
from opendisarm.reports.land_pictures.duty_line import DutyRow, Moment
from opendisarm.reports.land_pictures.duty_words import DUTY_WORDS

_SHOWN = frozenset({Verdict.DUE, Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN})


def duty_rows(
    workspace: Workspace | None, state: str, lines: list[DutyLine], on: date, moment: datetime | None
) -> tuple[DutyRow, ...]:
    """A row for each duty that binds the state on the day.  Shape  lines as `desk.duties.duties_of` gives them."""
    facts = known(workspace, moment).complete
    return tuple(_row(line, state, facts, on) for line in lines if line.answer.verdict in _SHOWN)


def _row(line: DutyLine, state: str, facts: Facts, on: date) -> DutyRow:
    duty, answer = line.duty, line.answer
    instrument = duties()[duty.id][0]
    party = Party(state, instrument, facts, on, {})
    events = []
    if instrument.binding and party.bound_from is not None:
        events.append((Moment.IN_FORCE, party.bound_from))
    if duty.rule is Rule.DEADLINE:
        events += _chain(party, duty)
    elif answer.due is not None:
        coming = answer.verdict is Verdict.DUE and answer.due >= on
        events.append((Moment.NEXT_DUE if coming else Moment.DEADLINE, answer.due))
    events.sort(key=lambda event: (event[1], list(Moment).index(event[0])))
    word = DUTY_WORDS.get(duty.id, duty.title)
    return DutyRow(duty.id, word, duty.cite, answer.verdict.value, answer.due, answer.unconfirmed, tuple(events))


def _chain(party: Party, duty: Duty) -> Iterator[tuple[Moment, date]]:
    """The days of a duty with one deadline, as `law.deadline.followed` counts them."""
    assert party.bound_from is not None
    years, _ = party.number(duty.years)
    assert isinstance(years, int)
    deadline = add_years(party.bound_from, years)
    yield Moment.DEADLINE, deadline
    done = False
    for fact in party.facts.steps(duty.id, party.state):
        step = fact.record
        if step.on > party.on:
            break
        again = step.step is Step.REOPENED
        if step.step in (Step.COMPLETION, Step.NOTHING_TO_DO):
            done = True
            yield Moment.COMPLETED, step.on
        if again:
            yield Moment.FOUND_AGAIN, step.on
        new = step.deadline if again or (step.step is Step.EXTENSION and duty.extension) else None
        counts = new is not None and (again or done or new >= deadline)
        if new is not None and counts and new != deadline:
            deadline = new
            yield Moment.EXTENDED, deadline
        if again or counts or step.step is Step.OUTSTANDING:
            done = False
