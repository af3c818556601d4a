"""Persons counted, with the entries that count them; listed only when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import Number, Share


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What entries add to figures of one kind.  Shape  one element an addition.

    ids    entries of the ledger.       by      position of the entry in `ids`.
    on     ordinal day.                 amount  persons, services or sessions; negative where the entry takes away.
    did    code of what the entry did with them; `names`: its words.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    by: Ints
    on: Ints
    did: Ints
    amount: Ints

    def __len__(self) -> int:
        return len(self.by)

    def part(self, which: Flags) -> Part:
        """The elements that are flagged."""
        return Part(self, np.flatnonzero(which))

    def everything(self) -> Part:
        """All of it."""
        return Part(self, np.arange(len(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The elements behind one cell.  which: their positions."""

    counted: Counted
    which: Ints

    def number(self) -> Number:
        """The figure that they make."""
        return Number(self.total(), self)

    def shares(self) -> Sequence[Share]:
        """One an entry, in the order of field dates; entries that net to 0 are left out."""
        found = self.counted
        entries, last, inverse = self._entries()
        amounts = np.zeros(len(entries), np.int64)
        np.add.at(amounts, inverse, found.amount[self.which])
        shares = [
            Share(
                found.ids[entry], found.names[int(found.did[at])], date.fromordinal(int(found.on[at])), amount
            )
            for entry, at, amount in zip(entries.tolist(), last.tolist(), amounts.tolist(), strict=True)
            if amount
        ]  # fmt: skip
        return tuple(sorted(shares, key=lambda share: (share.on, share.entry)))

    def total(self) -> int:
        """The sum of the amounts."""
        return int(self.counted.amount[self.which].sum())

    def reported(self) -> int:
        """No person has a polygon, and none needs one."""
        return 0

    def _entries(self) -> tuple[Ints, Ints, Ints]:
        """(entries, the last element of each, which entry each element has)."""
        by = self.counted.by[self.which]
        entries, inverse = np.unique(by, return_inverse=True)
        inverse = inverse.reshape(-1)
        last = np.zeros(len(entries), np.int64)
        last[inverse] = self.which
        return entries, last, inverse
