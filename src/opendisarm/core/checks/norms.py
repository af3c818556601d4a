"""Records about states and incidents that contradict themselves or another row of their file.

What contradicts an act that is already known (a second deposit, an extension that shortens) needs the journal, and is
found when the rows meet it: `law.contradictions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opendisarm.core.catalogue import norm, record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.dates import first_day
from opendisarm.core.checks.duplicates import folded
from opendisarm.core.clocks import last_day_of_month
from opendisarm.core.findings import Finding
from opendisarm.core.records import Incident, Milestone, ObligationStep, Step, Vote


def periods(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Meetings and incidents that end before the first day on which they can have begun."""
    for index, item in enumerate(batch.items):
        match item.record:
            case Milestone(until=until) | Incident(until=until) if until is not None and until < first_day(item.record):
                yield batch.note(index, norm.UNTIL_BEFORE_START, "until", until=until, on=item.record.on)


def still_to_come(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Incidents whose last day has not come."""
    for index, item in enumerate(batch.items):
        match item.record:
            case Incident(until=until) if until is not None and _earliest(until) > batch.limits.today:
                yield batch.note(index, record.DATE_IN_FUTURE, "until", on=until)


def late_extensions(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Extensions granted when the very deadline that they grant had passed: it happens, but look."""
    for index, item in enumerate(batch.items):
        match item.record:
            case ObligationStep(step=Step.EXTENSION, deadline=deadline) if deadline and deadline < first_day(
                item.record
            ):
                yield batch.note(index, norm.EXTENSION_AFTER_DEADLINE, "deadline", deadline=deadline, on=item.record.on)


def votes_twice(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Two votes of a state on one resolution in one body."""
    first: dict[tuple[str, str, str, str], int] = {}
    for index, item in enumerate(batch.items):
        vote = item.record
        if not isinstance(vote, Vote):
            continue
        key = (vote.instrument, vote.state, folded(vote.resolution), folded(vote.body))
        earlier = first.setdefault(key, index)
        before = batch.items[earlier].record
        if earlier != index and isinstance(before, Vote):
            facts = {"state": vote.state, "resolution": vote.resolution, "other": batch.called(earlier)}
            yield batch.note(index, norm.VOTED_TWICE, "ballot", **facts, ballot=before.ballot, own=vote.ballot)


def _earliest(last: date) -> date:
    """The earliest day that a last day can mean: how exactly it is known is not kept, and a month or a year is dated
    to its end."""
    if (last.month, last.day) == (12, 31):
        return last.replace(month=1, day=1)
    return last.replace(day=1) if last == last_day_of_month(last.year, last.month) else last
