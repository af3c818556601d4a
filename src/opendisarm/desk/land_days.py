"""The land ledger day by day: sums up to every day on which something moved, so that any date is looked up, not summed.

Balances and bridges of the whole, or of one state, follow from it as from `ledgers.land`; a page asks for a dozen of
them, and twenty readers for a dozen each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import RELEASED, Account, Cause, Treaty
from opendisarm.desk.land import LandLedger
from opendisarm.ledgers.land.balances import SHOWN, in_scope
from opendisarm.ledgers.land.bridge import FLOWS, Bridge, release_flags
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.of_state import of_state
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import ACCOUNTS, CAUSES, IS_CONTAMINATED, A
from opendisarm.ledgers.words import Flags, Ints

_FLOW: Final = np.array([FLOWS.index(cause if cause in FLOWS else Cause.RECLASSIFIED) for cause in CAUSES])
_RELEASE: Final = np.array([RELEASED.index(account) if account in RELEASED else 0 for account in ACCOUNTS])


@dataclass(frozen=True, slots=True)
class LandDays:
    """Sums of postings up to and with each day.  Unit  whole m2.

    days      ordinals on which land moved, ascending.
    held      [day + 1, account]; flows [day + 1, position in FLOWS]; released and outside [day + 1, position in
              RELEASED], as in `Bridge`; the first row is that of before the first day.
    """

    days: Ints
    held: Ints
    flows: Ints
    released: Ints
    outside: Ints

    @property
    def first(self) -> date | None:
        """The first day on which land moved; None when none did."""
        return date.fromordinal(int(self.days[0])) if len(self.days) else None

    def at(self, on: date) -> dict[Account, int]:
        """m2 in every account at the end of a day."""
        row = self.held[self._row(on)].tolist()
        return {account: row[A[account]] for account in SHOWN}

    def bridge(self, span: Span) -> Bridge:
        """From the opening to the closing of a period."""
        before, after = self._row(span.first - timedelta(days=1)), self._row(span.last)
        moved = (self.flows[after] - self.flows[before]).tolist()
        released, outside = ((of[after] - of[before]).tolist() for of in (self.released, self.outside))
        return Bridge(
            key=(),
            opening=int(self.flows[before].sum()),
            flows=dict(zip(FLOWS, moved, strict=True)),
            closing=int(self.flows[after].sum()),
            released=dict(zip(RELEASED, released, strict=True)),
            outside=dict(zip(RELEASED, outside, strict=True)),
        )

    def _row(self, on: date) -> int:
        return int(np.searchsorted(self.days, on.toordinal(), side="right"))


_Of = tuple[str, Treaty | None]
_HELD: Final[WeakKeyDictionary[LandLedger, dict[_Of, LandDays]]] = WeakKeyDictionary()
_LOCK: Final = Lock()


def land_days(ledger: LandLedger, state: str = "", treaty: Treaty | None = None) -> LandDays:
    """Of a state ("" = all land), under a treaty (None = whatever contaminates it); held as long as its ledger is."""
    with _LOCK:
        held = _HELD.setdefault(ledger, {})
        if (state, treaty) not in held:
            columns, postings = ledger.columns, ledger.postings
            if state:
                columns, postings = of_state(columns, postings, state)
            held[state, treaty] = _summed(columns, postings, treaty)
        return held[state, treaty]


def _summed(columns: LandColumns, postings: Postings, treaty: Treaty | None) -> LandDays:
    postings = postings.only(postings.moved)
    days, day = np.unique(columns.on[postings.by], return_inverse=True)
    entering, leaving = in_scope(postings.target_mask, treaty), in_scope(postings.source_mask, treaty)
    open_after, open_before = IS_CONTAMINATED[postings.target] & entering, IS_CONTAMINATED[postings.source] & leaving
    released = release_flags(postings) & in_scope(postings.source_mask | postings.target_mask, treaty)
    flow, release = _FLOW[postings.cause], _RELEASE[postings.target]

    def table(width: int, *moves: tuple[Flags, Ints, int]) -> Ints:
        summed = np.zeros((len(days) + 1, width), np.int64)
        for which, column, sign in moves:
            np.add.at(summed, (day[which] + 1, column[which]), sign * postings.m2[which])
        return summed.cumsum(axis=0)

    return LandDays(
        days,
        table(len(ACCOUNTS), (entering, postings.target, 1), (leaving, postings.source, -1)),
        table(len(FLOWS), (open_after, flow, 1), (open_before, flow, -1)),
        table(len(RELEASED), (released, release, 1)),
        table(len(RELEASED), (released & ~open_before, release, 1)),
    )
