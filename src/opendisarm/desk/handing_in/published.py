"""What the public was shown of persons, and when: the editions of the journal, one line a publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from opendisarm.audience import edition_of
from opendisarm.core.journal import EDITION, Entry
from opendisarm.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of casualties.  shown, withheld: how many of its figures.  by: what it is split by."""

    entry: str
    measure: str
    by: tuple[str, ...]
    shown: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What was put on record together.

    moment, by   when, and who published.       state  alpha-3, or WORLD.
    on, known    both clocks of the figures: ask with them, and the same figures are told again.
    """

    batch: str
    moment: datetime
    by: str
    state: str
    on: date
    known: datetime | None
    tables: tuple[PublishedTable, ...]


def publications(workspace: Workspace) -> list[Publication]:
    """All of them, newest first.  A report whose tables the public had seen before adds none."""
    entries = workspace.store.load(kinds=(EDITION,))
    found = [_publication(batch, list(some)) for batch, some in groupby(entries, key=lambda entry: entry.batch)]
    return found[::-1]


def _publication(batch: str, entries: list[Entry]) -> Publication:
    first, told = entries[0], entries[0].payload
    return Publication(
        batch, first.entered, first.by, told["state"], date.fromisoformat(told["on"]),
        datetime.fromisoformat(told["known"]) if told["known"] else None, tuple(map(_table, entries)),
    )  # fmt: skip


def _table(entry: Entry) -> PublishedTable:
    edition = edition_of(entry.payload["edition"])
    return PublishedTable(entry.id, entry.payload["measure"], edition.dims, len(edition.shown), len(edition.withheld))
