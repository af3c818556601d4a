"""Small journals for the tests of the store: what is entered, and a way past the guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import shapely

from opendisarm.core.journal import Proposal
from opendisarm.core.sources import Source

if TYPE_CHECKING:
    from opendisarm.store.journal_store import JournalStore

MORNING = datetime(2025, 4, 30, 8, 0, 0, 123_456, tzinfo=UTC)
SQUARE = shapely.to_wkb(shapely.box(10, 5, 10.1, 5.1))


def proposal(ref: str, **facts: Any) -> Proposal:
    return Proposal(kind="land.cleared", payload={"ref": ref, "area_m2": 12.5}, ref=ref, **facts)


FULL = Proposal(
    kind="land.confirmed",
    payload={"name": "حقل ٧ – «Ñandú» 🜨", "nothing": None, "yes": True, "deep": [1, {"a": 0.1}], "nul": "a\0b"},
    source=Source("تقرير.xlsx", "d" * 64, "Sheet 1", 2**40),
    shape=SQUARE,
    given_shape=bytes(range(256)),
    on=date(1, 1, 1),
    ref="H-7 ٧",
    org="NPA",
    supersedes="E-0",
)


def append(store: JournalStore, *proposals: Proposal, moment: datetime = MORNING, batch: str = "B-1") -> list[str]:
    return store.append(proposals, batch=batch, by="Amal", moment=moment)


@contextmanager
def cursor(store: JournalStore) -> Iterator[Any]:
    from django.db import connections

    with connections[store.alias].cursor() as opened:
        yield opened


def past_the_trigger(store: JournalStore, change: str) -> None:
    """What somebody with all rights could do: take the trigger away, change the journal, put the trigger back."""
    with cursor(store) as opened:
        if opened.db.vendor == "sqlite":
            opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = opened.fetchall()
            statements = [*(f"DROP TRIGGER {name}" for name, _ in triggers), change, *(made for _, made in triggers)]
        else:
            statements = ["ALTER TABLE journal DISABLE TRIGGER USER", change, "ALTER TABLE journal ENABLE TRIGGER USER"]
        for statement in statements:
            opened.execute(statement)
