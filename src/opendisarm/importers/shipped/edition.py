"""All that ships: each table, how it is read, and the day until which it was compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from opendisarm.core.records import Incident, NormRecord
from opendisarm.core.sources import Source
from opendisarm.importers.shipped import acts, deadlines, statuses

STATUS_PAGES: Final = date(2026, 2, 3)
"""The depositary's pages are of this day (data/norms/README.md)."""

DEADLINES: Final = date(2026, 3, 21)
"""Compiled in February 2026; the youngest source among them is of this day."""

OTHERS: Final = date(2026, 7, 31)


@dataclass(frozen=True, slots=True)
class ShippedFact:
    """A record, its row, and the moment from which we know it."""

    record: NormRecord | Incident
    source: Source
    entered: datetime


@cache
def shipped() -> tuple[ShippedFact, ...]:
    """Every shipped fact, in the order of knowledge, table and row."""
    milestones = list(acts.milestones("processes.csv"))
    held = [record for record, _ in milestones]
    read: tuple[tuple[date, Iterator[tuple[NormRecord | Incident, Source]]], ...] = (
        (STATUS_PAGES, statuses.treaty("apmbc", "apmbc.csv")),
        (STATUS_PAGES, statuses.treaty("ccm", "ccm.csv")),
        (STATUS_PAGES, statuses.treaty("att", "att.csv")),
        (STATUS_PAGES, statuses.conventional_weapons("ccw.csv")),
        (DEADLINES, deadlines.clearance("apmbc-5-clearance", "article5.csv", deadlines.meetings(held, "apmbc"))),
        (DEADLINES, deadlines.clearance("ccm-4-clearance", "ccm_article4.csv", deadlines.meetings(held, "ccm"))),
        (DEADLINES, deadlines.stockpiles("stockpiles.csv")),
        (OTHERS, iter(milestones)),
        (OTHERS, acts.endorsements("ewipa_endorsements.csv")),
        (OTHERS, acts.positions("aws_positions.csv")),
        (OTHERS, acts.sponsors("aws_sponsors.csv")),
        (OTHERS, acts.measures("national_laws.csv")),
        (OTHERS, acts.reports("reporting.csv")),
        (OTHERS, acts.counts("ewipa_totals.csv", "ewipa")),
        (OTHERS, acts.counts("aws_totals.csv", "aws")),
        (OTHERS, acts.counts("national_laws_totals.csv")),
        (OTHERS, acts.counts("use_reactions.csv")),
        (OTHERS, acts.incidents("use_incidents.csv")),
    )
    return tuple(
        ShippedFact(record, source, datetime(day.year, day.month, day.day, tzinfo=UTC))
        for day, records in read
        for record, source in records
    )
