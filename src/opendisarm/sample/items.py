"""One record of a story, with what the plan knows about it."""

from __future__ import annotations

from dataclasses import dataclass

from opendisarm.core.records import LandRecord, Record
from opendisarm.sample.sites import Site


@dataclass(slots=True)
class Item:
    """A record before any fault is planted in it.

    m2      true area of the land that it moves, whole m2; 0 for what moves none.
    alone   no other record leans on it, so that a fault here shows here and nowhere else.
    """

    record: Record
    m2: int = 0
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """The story of one hazard (or the events of one site), records in the order in which they were written."""

    site: Site
    items: list[Item]


def has_polygon(record: Record) -> bool:
    """Whether it is about land with an outline."""
    return isinstance(record, LandRecord) and record.shape is not None
