"""Dates that cannot be, or that stand in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opendisarm.core.catalogue import record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.findings import Finding
from opendisarm.core.records import LandRecord, Milestone, Precision, PublishedCount, PublishedFigure, Record
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, RELEASES

_MAY_LOOK_AHEAD = (PublishedFigure, PublishedCount, Milestone)


def first_day(of: Record) -> date:
    """The earliest day that a record's date can mean: a month or a year is dated to its last day."""
    precision = getattr(of, "precision", Precision.DAY)
    if precision is Precision.YEAR:
        return of.on.replace(month=1, day=1)
    return of.on.replace(day=1) if precision is Precision.MONTH else of.on


def impossible_dates(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """In the future, or too long ago.  Published figures and meetings may look ahead: they are claims and plans."""
    today, earliest = batch.limits.today, batch.limits.earliest
    for index, item in enumerate(batch.items):
        if first_day(item.record) > today and not isinstance(item.record, _MAY_LOOK_AHEAD):
            yield batch.note(index, record.DATE_IN_FUTURE, "on", on=item.record.on)
        elif item.record.on < earliest:
            yield batch.note(index, record.DATE_TOO_EARLY, "on", on=item.record.on, earliest=earliest)


def ended_before_started(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Work that ended before it began."""
    for index, item in enumerate(batch.items):
        started = getattr(item.record, "started", None)
        if started is not None and started > item.record.on:
            yield batch.note(index, record.END_BEFORE_START, "on", on=item.record.on, started=started)


def released_before_found(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Releases dated before the file first records their hazardous area.

    Says nothing of areas that the journal already holds: it may know them from an earlier day.
    """
    found: dict[str, date] = {}
    for item in batch.items:
        land = item.record
        if isinstance(land, LandRecord) and land.kind in FINDINGS_OF_CONTAMINATION:
            for name in {land.hazard, land.ref} - {""}:
                found[name] = min(found.get(name, land.on), first_day(land))
    known = {ref for kind, ref in batch.surroundings.seen if kind in FINDINGS_OF_CONTAMINATION}
    for index, item in enumerate(batch.items):
        land = item.record
        if not isinstance(land, LandRecord) or land.kind not in RELEASES or land.hazard in known:
            continue
        if (day := found.get(land.hazard)) and land.on < day:
            yield batch.note(index, record.RELEASED_BEFORE_FOUND, "on", on=land.on, hazard=land.hazard, found=day)
