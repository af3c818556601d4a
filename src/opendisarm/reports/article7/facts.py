"""Everything that an Article 7 report may use, and what of it is known at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.journal import Head
from opendisarm.core.records import AssistanceMeasure, Declaration, DeviceFound
from opendisarm.core.vocabulary import Treaty
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.people.ledger import fold
from opendisarm.ledgers.people.postings import People
from opendisarm.reports.figures import Phrase, Role, Row, row_key
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.period import period_of
from opendisarm.reports.report import SourcesOf, no_sources

TREATY: Final = Treaty.APMBC

TOTAL: Final = Row("total", Phrase("Total"), Role.TOTAL)
SHARED: Final = Row("shared", Phrase("Counted in more than one province"), Role.SHARED)
PROVINCE: Final = Phrase("Province")
PROVINCE_NOT_TOLD: Final = Phrase("Province not told")
DISTRICT_NOT_TOLD: Final = Phrase("District not told")


@dataclass(frozen=True)
class Facts:
    """Everything a report may use; made by the desk, all of it as of both clocks.

    columns, postings  the land ledger of this state only.
    devices            (entry id, record) of this state, any year.     declarations  the same.
    people             the people ledger of this state only; assistance: (entry id, record) of what it has set up.
    sources            where entries were read.
    Errors             ValueError when the day falls before the year.
    """

    state: str
    state_name: str
    year: int
    as_of: AsOf
    head: Head
    columns: LandColumns
    postings: Postings
    devices: Sequence[tuple[str, DeviceFound]] = ()
    declarations: Sequence[tuple[str, Declaration]] = ()
    sources: SourcesOf = no_sources
    people: People = field(default_factory=lambda: fold(()))
    assistance: Sequence[tuple[str, AssistanceMeasure]] = ()

    def __post_init__(self) -> None:
        period_of(self.year, self.as_of.on)

    @property
    def period(self) -> Span:
        """The calendar year, cut short where the day asked for falls within it."""
        return period_of(self.year, self.as_of.on)

    @property
    def of_people(self) -> PeopleFacts:
        """What the tables about people may use."""
        return PeopleFacts(self.people, self.assistance, self.state, self.period, self.period.last)

    @property
    def eve(self) -> date:
        """The last day of the year before."""
        return self.period.first - timedelta(days=1)

    @cached_property
    def land_known(self) -> bool:
        """Whether anybody entered any land record up to the end of the period."""
        return bool((self.columns.on <= self.period.last.toordinal()).any())

    @cached_property
    def flows_known(self) -> bool:
        """Whether any land record is dated in the period: without one, nobody can say that nothing happened."""
        on = self.columns.on
        return bool(((on >= self.period.first.toordinal()) & (on <= self.period.last.toordinal())).any())

    @cached_property
    def devices_known(self) -> bool:
        """Whether any device record is dated in the period."""
        return any(record.on in self.period for _, record in self.devices)

    @cached_property
    def devices_ever(self) -> bool:
        """Whether there is any device record up to the end of the period."""
        return any(record.on <= self.period.last for _, record in self.devices)

    @cached_property
    def provinces(self) -> tuple[Province, ...]:
        """Every province that a land or device record names up to the end of the period, by name; "not told" last."""
        columns, last = self.columns, self.period.last
        told = columns.on <= last.toordinal()
        places = np.unique(np.stack([columns.admin1.codes[told], columns.admin2.codes[told]]), axis=1)
        pairs = [(columns.admin1.names[one], columns.admin2.names[two]) for one, two in places.T.tolist()]
        names = {name for name, _ in pairs} | {record.place.admin1 for _, record in self.devices if record.on <= last}
        districts = {
            name: tuple(sorted({part for whole, part in pairs if whole == name}, key=lambda part: (not part, part)))
            for name in names
        }
        ordered = sorted(names, key=lambda name: (not name, name))
        return tuple(Province(name, districts[name] if any(districts[name]) else ()) for name in ordered)


@dataclass(frozen=True, slots=True)
class Province:
    """A row of most tables.  name: "" = not told; districts: those told, and "" where some are not."""

    name: str
    districts: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """Its row."""
        return Row(row_key(self.name), self.name or PROVINCE_NOT_TOLD)

    def district_rows(self) -> Iterator[tuple[str, Row]]:
        """(district, row) of its details."""
        key = row_key(self.name)
        for name in self.districts:
            yield name, Row(row_key(self.name, name), name or DISTRICT_NOT_TOLD, Role.DETAIL, key)
