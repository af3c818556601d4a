"""Proof that the journal is whole and that ledgers follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from opendisarm.core.journal import Break, Entry, Head, breaks
from opendisarm.desk.attachments.checking import pictures_apart
from opendisarm.desk.land import LandLedger, folded_anew, kept_ledger
from opendisarm.desk.people.ledger import PeopleLedger, kept_people, people_anew
from opendisarm.desk.people.vault import vault_if_any
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.people.postings import People
from opendisarm.ledgers.words import Words


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and every difference found; none = all is well.

    postings, persons  of the land and of the people ledger.
    """

    head: Head
    entries: int
    postings: int
    persons: int
    breaks: tuple[Break, ...]
    differences: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.breaks and not self.differences


def verify(workspace: Workspace, expected: str = "") -> Verification:
    """Follow the chain entry by entry, and fold each ledger anew beside the one that is kept; follow the chain of the
    readings of persons.

    expected  a journal head printed earlier (a report's footer): it must be one of the chain's links.
    """
    head = workspace.store.head()
    kept, kept_persons = kept_ledger(workspace, head), kept_people(workspace, head)
    seen: set[str] = set()

    def watched() -> Iterator[Entry]:
        for entry in workspace.store.load(head):
            seen.add(entry.chain)
            yield entry

    found = breaks(watched(), head)
    differences: list[str] = []
    if expected and expected not in seen and not any(link.startswith(expected) for link in seen):
        differences.append(f"The journal does not contain the head {expected}: it was cut off or replaced.")
    fresh = folded_anew(workspace, head)
    if isinstance(kept, LandLedger):
        differences.extend(_apart(kept, fresh))
    elif kept:
        differences.append(f"The kept land ledger could not be read ({kept}); it was made anew.")
    by_record = np.zeros(len(fresh.columns), np.float64)
    np.add.at(by_record, fresh.postings.by, fresh.postings.exact_m2)
    lost = np.abs(by_record - fresh.columns.area_m2) > np.maximum(1.0, fresh.columns.area_m2 * 1e-9)
    differences.extend(
        f"Postings of {fresh.columns.ids[record]} sum to {by_record[record]:.1f} m2, "
        f"its area is {fresh.columns.area_m2[record]:.1f} m2."
        for record in np.flatnonzero(lost)[:20].tolist()
    )
    people = people_anew(workspace, head)
    differences.extend(_people_apart(kept_persons, people))
    differences.extend(_readings(workspace))
    differences.extend(pictures_apart(workspace))
    counts = len(seen), len(fresh.postings), len(people.people.postings.by)
    return Verification(head, *counts, tuple(found), tuple(differences))


def _people_apart(kept: PeopleLedger | str, fresh: PeopleLedger) -> Iterator[str]:
    if isinstance(kept, str):
        if kept:
            yield f"The kept people ledger could not be read ({kept}); it was made anew."
        return
    for name in _names(People):
        one, other = getattr(kept.people, name), getattr(fresh.people, name)
        parts = sorted(_names(type(one))) if is_dataclass(one) else []
        same = all(_same(getattr(one, part), getattr(other, part)) for part in parts) if parts else _same(one, other)
        if not same:
            yield f"The kept people ledger differs from a new fold in '{name}'."


def _readings(workspace: Workspace) -> Iterator[str]:
    vault = vault_if_any(workspace)
    for place in vault.verify() if vault is not None else ():
        yield f"Reading {place.seq} of the vault's log: {place.what}."


def _apart(kept: LandLedger, fresh: LandLedger) -> Iterator[str]:
    """In what a kept ledger differs from a new fold of the same journal."""
    if kept.columns.ids != fresh.columns.ids:
        yield "The kept land ledger stands on other records than the journal."
        return
    for side, names in (("columns", _names(LandColumns) - {"ids", "shapes"}), ("postings", _names(Postings))):
        for name in sorted(names):
            if not _same(getattr(getattr(kept, side), name), getattr(getattr(fresh, side), name)):
                yield f"The kept land ledger differs from a new fold in '{name}' ({side})."


def _same(kept: Any, fresh: Any) -> bool:
    if isinstance(kept, tuple):
        return bool(kept == fresh)
    if isinstance(kept, Words):
        return bool(kept.names == fresh.names and np.array_equal(kept.codes, fresh.codes))
    return bool(np.array_equal(kept, fresh, equal_nan=kept.dtype.kind == "f"))


def _names(of: type[Any]) -> set[str]:
    return {field.name for field in fields(of)}
