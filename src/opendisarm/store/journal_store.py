"""Append to a journal and load from it; nothing else can be done to one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np
import shapely
from django.db import Error, connections, transaction

from opendisarm.core.canonical import canonical_json
from opendisarm.core.clocks import utc
from opendisarm.core.journal import DECISIONS, Entry, Head, Mark, Proposal, mark_of
from opendisarm.core.sources import Source
from opendisarm.store.models import JournalRow

_CHUNK: Final = 2_000
_LOCK: Final = 7_316_881
"""Any fixed number: writers on PostgreSQL queue for this advisory lock, so that the chain never forks."""

_COLUMNS: Final = (
    "seq", "id", "kind", "payload", "file", "file_digest", "sheet", "row", "shape", "given_shape", "on", "ref", "org",
    "supersedes", "batch", "entered", "by", "previous", "chain",
)  # fmt: skip
_BOX: Final = ("west", "south", "east", "north")
_LISTED: Final = (
    "seq", "id", "kind", "payload", "shape", "file", "on", "ref", "org", "supersedes", "batch", "entered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JournalStore:
    """A journal in a database; `alias` is Django's name for the connection.

    Errors  of every method: OSError in the words of the database when it cannot be read or written (a full disk, a
    server that is gone, a damaged file). Nothing of what was being entered is entered then.
    """

    alias: str

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Until the end of the block nobody else enters anything, and what it appends is entered whole or not at all.

        For decisions that rest on what the journal holds; others go on reading, and wait only with what they enter.
        """
        with _in_words(), transaction.atomic(using=self.alias):
            if self._vendor == "postgresql":
                with connections[self.alias].cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield

    def append(
        self,
        proposals: Sequence[Proposal],
        *,
        batch: str,
        by: str,
        moment: datetime,
        progress: Callable[[int], None] | None = None,
    ) -> list[str]:
        """Enter proposals in one transaction: all of them, or none.

        Returns  the ids that are new; a proposal whose id the journal already holds is left as it was first entered.
        `moment` is the door's clock; a clock that was set back is answered with the moment after the last entry, so
        that "as known on" always means a first part of the journal.
        """  # fmt: skip
        with self.alone():
            head = self.head()
            new = self._unknown(proposals)
            if not new:
                return []
            moment = utc(moment)
            if head.entered is not None and moment <= head.entered:
                moment = head.entered + timedelta(microseconds=1)
            done = 0
            for start in range(0, len(new), _CHUNK):
                entries: list[Entry] = []
                for proposal in new[start : start + _CHUNK]:
                    entries.append(_entry(proposal, head, batch, by, moment))
                    head = Head(entries[-1].seq, entries[-1].chain, moment)
                self._insert(entries)
                done += len(entries)
                if progress is not None:
                    progress(done)
            return [proposal.id for proposal in new]

    def head(self, known: datetime | None = None) -> Head:
        """Where the journal ended at a moment; now when no moment is given."""
        rows = JournalRow.objects.using(self.alias)
        if known is not None:
            rows = rows.filter(entered__lte=_text(known))
        with _in_words():
            last = rows.order_by("-seq").values_list("seq", "chain", "entered").first()
        return Head() if last is None else Head(last[0], last[1], datetime.fromisoformat(last[2]))

    def marks(self, head: Head) -> list[Mark]:
        """What it takes to decide which entries count, up to a head; payloads of acts only."""
        rows = JournalRow.objects.using(self.alias).filter(seq__lte=head.seq)
        with _in_words():
            acts = dict(rows.filter(kind__in=tuple(DECISIONS)).values_list("seq", "payload"))
            plain = rows.values_list("seq", "id", "kind", "batch", "supersedes").iterator(chunk_size=_CHUNK)
            return [
                mark_of(seq, name, kind, batch, supersedes, json.loads(acts[seq]) if seq in acts else None)
                for seq, name, kind, batch, supersedes in plain
            ]

    def load(
        self,
        head: Head | None = None,
        *,
        kinds: Collection[str] = (),
        ids: Collection[str] | None = None,
        ref: str = "",
        digest: str = "",
        file: str = "",
        batch: str = "",
    ) -> Iterator[Entry]:
        """Entries in chain order, up to a head; narrowed by kind, id, sender's id, file digest or name, or batch.

        ids  None asks for all of them; an empty collection asks for none.
        """
        rows = JournalRow.objects.using(self.alias).all()
        if head is not None:
            rows = rows.filter(seq__lte=head.seq)
        if kinds:
            rows = rows.filter(kind__in=tuple(kinds))
        if ref:
            rows = rows.filter(ref=ref)
        if digest:
            rows = rows.filter(file_digest=digest)
        if file:
            rows = rows.filter(file=file)
        if batch:
            rows = rows.filter(batch=batch)
        parts = [rows]
        if ids is not None:
            places = sorted(self._seqs(list(ids)))
            parts = [rows.filter(seq__in=places[start : start + 500]) for start in range(0, len(places), 500)]
        with _in_words():
            for part in parts:
                yield from map(_loaded, part.values_list(*_COLUMNS).iterator(chunk_size=_CHUNK))

    def payloads(self, head: Head, kinds: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
        """(entry id, organisation, kind, payload as JSON text) of these kinds, in chain order, up to a head.

        For whoever reads hundreds of thousands and needs nothing else of them.
        """
        rows = JournalRow.objects.using(self.alias).filter(seq__lte=head.seq, kind__in=tuple(kinds))
        with _in_words():
            yield from rows.values_list("id", "org", "kind", "payload").iterator(chunk_size=_CHUNK)

    def lines(self, head: Head, kinds: Collection[str], after: int = 0) -> Iterator[tuple[Any, ...]]:
        """What a list needs of entries of these kinds, in chain order, after a place in the chain and up to a head.

        Shape  (seq, id, kind, payload as JSON text, shape or None, file, field date, sender's id, organisation,
        supersedes, batch, moment of entry), the dates as ISO text.
        """
        rows = JournalRow.objects.using(self.alias).filter(seq__gt=after, seq__lte=head.seq, kind__in=tuple(kinds))
        with _in_words():
            yield from rows.values_list(*_LISTED).iterator(chunk_size=_CHUNK)

    def refs(self, kinds: Collection[str]) -> list[tuple[str, str, str, str, str]]:
        """(kind, organisation, sender's id, field date, entry id) of entries that carry a sender's id."""
        rows = JournalRow.objects.using(self.alias).filter(kind__in=tuple(kinds)).exclude(ref="")
        with _in_words():
            return list(rows.values_list("kind", "org", "ref", "on", "id").iterator(chunk_size=_CHUNK))

    def holds(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids the journal already holds."""
        return set(self._seqs(ids).values())

    def close(self) -> None:
        """Let go of the database."""
        connections[self.alias].close()

    @property
    def _vendor(self) -> str:
        return connections[self.alias].vendor

    def _insert(self, entries: Sequence[Entry]) -> None:
        """In plain SQL: making a model of every row takes longer than all the rest of entering it."""
        connection = connections[self.alias]
        names = ", ".join(map(connection.ops.quote_name, (*_COLUMNS, *_BOX)))
        values = ", ".join(["%s"] * len((*_COLUMNS, *_BOX)))
        boxes = _boxes([entry.shape for entry in entries])
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {JournalRow._meta.db_table} ({names}) VALUES ({values})",
                [_cells(entry) + box for entry, box in zip(entries, boxes, strict=True)],
            )

    def _seqs(self, ids: Sequence[str]) -> dict[int, str]:
        """Place in the chain -> id, of those among these ids that the journal holds."""
        held: dict[int, str] = {}
        with _in_words():
            for start in range(0, len(ids), 500):
                some = JournalRow.objects.using(self.alias).filter(id__in=ids[start : start + 500])
                held.update(some.values_list("seq", "id"))
        return held

    def _unknown(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        named = {proposal.id: proposal for proposal in proposals}
        held = self.holds(list(named))
        return [proposal for name, proposal in named.items() if name not in held]


@contextmanager
def _in_words() -> Iterator[None]:
    """What a database driver raises, as an OSError in its own words: callers know files and servers, not drivers."""
    try:
        yield
    except Error as why:
        raise OSError(str(why).strip().partition("\n")[0] or type(why).__name__) from why


def _text(moment: datetime) -> str:
    return utc(moment).isoformat(timespec="microseconds")


def _entry(proposal: Proposal, head: Head, batch: str, by: str, moment: datetime) -> Entry:
    entry = Entry(
        seq=head.seq + 1, id=proposal.id, kind=proposal.kind, payload=proposal.payload, source=proposal.source,
        shape=proposal.shape, given_shape=proposal.given_shape, on=proposal.on, ref=proposal.ref, org=proposal.org,
        supersedes=proposal.supersedes, batch=batch, entered=moment, by=by, previous=head.chain, chain="",
    )  # fmt: skip
    return replace(entry, chain=entry.link())


def _cells(entry: Entry) -> tuple[Any, ...]:
    """The row of an entry, in the order of `_COLUMNS`."""
    source = entry.source
    return (
        entry.seq, entry.id, entry.kind, canonical_json(dict(entry.payload)), source.file, source.digest, source.sheet,
        source.row, entry.shape, entry.given_shape, entry.on.isoformat() if entry.on else "", entry.ref, entry.org,
        entry.supersedes, entry.batch, _text(entry.entered), entry.by, entry.previous, entry.chain,
    )  # fmt: skip


def _boxes(shapes: Sequence[bytes | None]) -> list[tuple[float | None, ...]]:
    """West, south, east, north of each shape; None where there is none, or none with a place."""
    wkb = np.empty(len(shapes), dtype=object)
    wkb[:] = shapes
    bounds = shapely.bounds(shapely.from_wkb(wkb, on_invalid="ignore"))
    placed = np.isfinite(bounds).all(axis=1)
    return [tuple(box) if has else (None,) * len(_BOX) for box, has in zip(bounds.tolist(), placed, strict=True)]


def _loaded(columns: tuple[Any, ...]) -> Entry:
    (seq, name, kind, payload, file, file_digest, sheet, row, shape, given, on, ref, org, supersedes, batch, entered,
     by, previous, chain) = columns  # fmt: skip
    return Entry(
        seq=seq, id=name, kind=kind, payload=json.loads(payload), source=Source(file, file_digest, sheet, row),
        shape=bytes(shape) if shape is not None else None, given_shape=bytes(given) if given is not None else None,
        on=date.fromisoformat(on) if on else None, ref=ref, org=org, supersedes=supersedes, batch=batch,
        entered=datetime.fromisoformat(entered), by=by, previous=previous, chain=chain,
    )  # fmt: skip
