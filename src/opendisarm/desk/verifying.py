"""Proof that the journal is whole and that ledgers follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from opendisarm.core.journal import Break, Entry, Head, breaks
from opendisarm.desk.land import land_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.postings import Postings


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and every difference found; none = all is well."""

    head: Head
    entries: int
    postings: int
    breaks: tuple[Break, ...]
    differences: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.breaks and not self.differences


def verify(workspace: Workspace, expected: str = "") -> Verification:
    """Follow the chain entry by entry, and fold the land ledger anew beside the one that is kept.

    expected  a journal head printed earlier (a report's footer): it must be one of the chain's links.
    """
    head = workspace.store.head()
    kept = land_ledger(workspace)
    seen: set[str] = set()

    def watched() -> Iterator[Entry]:
        for entry in workspace.store.load(head):
            seen.add(entry.chain)
            yield entry

    found = breaks(watched(), head)
    differences: list[str] = []
    if expected and expected not in seen and not any(link.startswith(expected) for link in seen):
        differences.append(f"The journal does not contain the head {expected}: it was cut off or replaced.")
    fresh = land_ledger(workspace, anew=True)
    if kept.columns.ids != fresh.columns.ids:
        differences.append("The kept land ledger stands on other records than the journal.")
    else:
        differences.extend(
            f"The kept land ledger differs from a new fold in '{field.name}'."
            for field in fields(Postings)
            if not np.array_equal(getattr(kept.postings, field.name), getattr(fresh.postings, field.name))
        )
    by_record = np.zeros(len(fresh.columns), np.float64)
    np.add.at(by_record, fresh.postings.by, fresh.postings.exact_m2)
    lost = np.abs(by_record - fresh.columns.area_m2) > np.maximum(1.0, fresh.columns.area_m2 * 1e-9)
    differences.extend(
        f"Postings of {fresh.columns.ids[record]} sum to {by_record[record]:.1f} m2, "
        f"its area is {fresh.columns.area_m2[record]:.1f} m2."
        for record in np.flatnonzero(lost)[:20].tolist()
    )
    return Verification(head, len(seen), len(fresh.postings), tuple(found), tuple(differences))
