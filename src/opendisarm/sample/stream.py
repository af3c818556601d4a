"""The records of the invented country, as many as asked for, hazard by hazard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from opendisarm.core.records import Record
from opendisarm.sample.draws import Draws
from opendisarm.sample.faults import Deck
from opendisarm.sample.finds import event
from opendisarm.sample.items import Item, Told
from opendisarm.sample.published import FIGURES, Totals
from opendisarm.sample.samplia import Country, country
from opendisarm.sample.sites import Pen, sites
from opendisarm.sample.story import life, old_record

FEWEST: Final = 100
MOST: Final = 1_000_000

_PLACES_STREAM, _STORIES_STREAM, _FAULTS_STREAM = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Planned:
    """A record, and the name of the fault planted in it ("" when it is sound; names are keys of `FAULTS`)."""

    record: Record
    fault: str = ""


def records(count: int, seed: int, faults: float = 0.015) -> Iterator[Record]:
    """Exactly `count` records of all kinds of the field: admin units, then hazard by hazard, then published figures.

    The same arguments give the same records, byte for byte, on any machine. A smaller count is a smaller country.
    Errors  ValueError on a count below 100 or above 1,000,000, a share of faults outside 0 to 1, a negative seed.
    """
    return (planned_record.record for planned_record in planned(count, seed, faults))


def planned(count: int, seed: int, faults: float = 0.015) -> Iterator[Planned]:
    """The same records, each with the name of its fault."""
    if not FEWEST <= count <= MOST:
        raise ValueError(f"The sample has from {FEWEST} to {MOST} records, not {count}.")
    if not 0 <= faults <= 1:
        raise ValueError(f"The share of faulty records is a number from 0 to 1, not {faults}.")
    if seed < 0:
        raise ValueError(f"A seed is 0 or more, not {seed}.")
    return _planned(country(seed), count, seed, faults)


def _planned(land: Country, count: int, seed: int, faults: float) -> Iterator[Planned]:
    yield from map(Planned, land.units)
    deck, chance, totals = Deck(), Draws(seed, _FAULTS_STREAM), Totals()
    planted = (each for told in _stories(land, seed) for each in deck.plant(told, faults, chance))
    for item, record, fault in islice(planted, count - len(land.units) - FIGURES):
        totals.add(item)
        yield Planned(record, fault)
    yield from map(Planned, totals.figures())


def _stories(land: Country, seed: int) -> Iterator[Told]:
    """The story of each hazard, site by site, and now and then what people reported there."""
    pen = Pen(Draws(seed, _STORIES_STREAM))
    for site in sites(land, Draws(seed, _PLACES_STREAM), pen):
        for slot in site.slots:
            old = pen.rota.due("old record", every=12, first=3)
            yield Told(site, old_record(slot, site, pen) if old else life(slot, site, pen))
        reported: list[Item] = [event(site, pen)] if pen.rota.due("event", every=3, first=1) else []
        yield Told(site, reported)
