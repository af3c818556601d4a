"""The overview: balances now, the year, the years, duties, and what waits, as of two clocks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from opendisarm.access.scope import Reader
from opendisarm.core.clocks import Span
from opendisarm.core.journal import Head
from opendisarm.desk.duties import Occasion, calendar, duties_of
from opendisarm.desk.land import land_ledger
from opendisarm.desk.last_ones import LastOnes
from opendisarm.desk.overview.arrivals import Arrival, Waiting, arrivals
from opendisarm.desk.overview.land import Stock, land
from opendisarm.desk.overview.obligations import duty_rows
from opendisarm.desk.review.rights import AUTHORITY
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.bridge import Bridge
from opendisarm.reports.land_pictures.duty_line import DutyRow
from opendisarm.reports.land_pictures.strata import Level

AHEAD: Final = 365
"""Days of the coming twelve months."""
_ARRIVALS: Final = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """state: whose duties; "" when the workspace holds several states.  head: of the journal as known.

    stocks    every account at the end of `on`.             bridge  of open land, from 1 January to `on`.
    levels    year-ends from the first record's year, then `on`; none without land.
    duties    those that bind the state on the day.         due  what falls due, and who meets, in `AHEAD` days.
    waiting, arrivals   as far as the reader reaches the records.
    """

    state: str
    on: date
    known: datetime | None
    head: Head
    stocks: tuple[Stock, ...]
    bridge: Bridge
    levels: tuple[Level, ...]
    duties: tuple[DutyRow, ...]
    due: tuple[Occasion, ...]
    waiting: Waiting
    arrivals: tuple[Arrival, ...]

    @property
    def year(self) -> Span:
        """The period of the bridge."""
        return Span(date(self.on.year, 1, 1), self.on)

    def as_json(self) -> dict[str, Any]:
        """The published shape: areas in whole m2, days as ISO text."""
        return {
            "as_of": {"on": self.on.isoformat(), "known": self.known.isoformat() if self.known else None},
            "journal_head": self.head.chain,
            "state": self.state or None,
            "unit": "m2",
            "balances_m2": {stock.account.value: stock.m2 for stock in self.stocks},
            "bridge": {
                "first": self.year.first.isoformat(), "last": self.year.last.isoformat(),
                "opening": self.bridge.opening,
                **{cause.value: m2 for cause, m2 in self.bridge.flows.items()}, "closing": self.bridge.closing,
            },
            "years": [
                {"on": level.on.isoformat(), "reopened": level.reopened}
                | {account.value: m2 for account, m2 in level.m2.items()}
                for level in self.levels
            ],
            "duties": [
                {"duty": row.key, "cite": row.cite, "answer": row.answer,
                 "due": row.due.isoformat() if row.due else None, "unconfirmed": row.unconfirmed,
                 "days": [{"what": what.value, "on": day.isoformat()} for what, day in row.events]}
                for row in self.duties
            ],
            "falls_due": [one.as_json() | {"days_left": (one.on - self.on).days} for one in self.due],
            "waiting": asdict(self.waiting),
        }  # fmt: skip


def overview(
    workspace: Workspace, on: date, known: datetime | None, state: str = "", reader: Reader = AUTHORITY
) -> Overview:
    """Everything at once.

    state   only the land of this state, and its duties; "" for all land, and the duties of the workspace's own state.
    reader  whose reach decides which records are counted among those that wait or came; land and duties are for all.
    Errors  DeskError for a state that does not exist.
    """
    ledger = land_ledger(workspace, known)
    whose = state or workspace.state
    ground = land(ledger, on, state)
    key = (workspace.folder.absolute(), ledger.head, on, known, whose)
    rows, due = _LAST.of(key, lambda: _duties(workspace, whose, on, known))
    waiting, came = arrivals(workspace, reader, ledger.head, _ARRIVALS)
    return Overview(
        whose, on, known, ledger.head, ground.stocks, ground.bridge, ground.levels, rows, due, waiting, came
    )


_Key = tuple[Path, Head, date, datetime | None, str]
_Duties = tuple[tuple[DutyRow, ...], tuple[Occasion, ...]]
_LAST: Final[LastOnes[_Key, _Duties]] = LastOnes(32)


def _duties(workspace: Workspace, state: str, on: date, known: datetime | None) -> _Duties:
    if not state:
        return (), ()
    code, lines = duties_of(workspace, state, on, known)
    return duty_rows(workspace, code, lines, on, known), tuple(calendar(workspace, code, on, AHEAD, known))
