"""Balances of the land ledger, as of two clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final
from weakref import ReferenceType, ref

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Treaty
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import LandLedger, land_ledger
from opendisarm.desk.land_days import land_days
from opendisarm.desk.last_ones import LastOnes
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.balances import Balance, balances, dimension, total
from opendisarm.ledgers.land.bridge import BY, Bridge, bridges


@dataclass(frozen=True, slots=True)
class LandBalance:
    """Rows by dimension and their total; on: None means "all field dates"."""

    on: date
    known: datetime | None
    head: str
    by: tuple[str, ...]
    treaty: Treaty | None
    rows: list[Balance]
    total: dict[Account, int]

    def as_json(self) -> dict[str, Any]:
        """The published shape: as_of, unit, balances_m2 {account: int}, rows [{dimension: value, account: int}]."""
        return {
            "as_of": {"on": self.on.isoformat(), "known": self.known.isoformat() if self.known else None},
            "journal_head": self.head,
            "unit": "m2",
            "treaty": self.treaty.value if self.treaty else None,
            "by": list(self.by),
            "balances_m2": {account.value: m2 for account, m2 in self.total.items()},
            "rows": [
                dict(zip(self.by, row.key, strict=True)) | {account.value: m2 for account, m2 in row.m2.items()}
                for row in self.rows
            ],
        }


def land_balance(
    workspace: Workspace, on: date, known: datetime | None, by: Sequence[str] = (), treaty: str = ""
) -> LandBalance:
    """m2 in every account at the end of `on`, as known at `known` (None: now), split by dimensions.

    Errors  DeskError on a dimension or treaty that there is not.
    """
    ledger = land_ledger(workspace, known)
    dims, scope = _dimensions(by), scope_of(treaty)
    rows = _rows(workspace, ledger, on, dims, scope)
    return LandBalance(on, known, ledger.head.chain, dims, scope, rows, total(rows))


def land_flows(
    workspace: Workspace, span: Span, known: datetime | None, by: Sequence[str] = (), treaty: str = ""
) -> tuple[LandLedger, list[Bridge]]:
    """The bridges from the opening to the closing of a period, by place or contamination."""
    ledger = land_ledger(workspace, known)
    dims = _dimensions(by)
    if wrong := [name for name in dims if name not in BY]:
        raise DeskError(f"Flows cannot be split by {', '.join(wrong)}.", f"Use one or more of: {', '.join(BY)}.")
    scope = scope_of(treaty)
    if not dims:
        return ledger, [land_days(ledger, "", scope).bridge(span)]
    with _ONE_AT_A_TIME:
        return ledger, bridges(ledger.columns, ledger.postings, span, dims, scope)


_ONE_AT_A_TIME: Final = Lock()
"""A sum over a large ledger takes tens of MiB for a moment: twenty readers at once would need them twenty times."""
_Key = tuple[Path, str, date, tuple[str, ...], Treaty | None]
_LAST: Final[LastOnes[_Key, tuple[ReferenceType[LandLedger], list[Balance]]]] = LastOnes(32)


def _rows(
    workspace: Workspace, ledger: LandLedger, on: date, dims: tuple[str, ...], scope: Treaty | None
) -> list[Balance]:
    """The rows of a balance; the last short ones are held in memory, as long as their ledger is the same."""
    if not dims:
        return [Balance((), land_days(ledger, "", scope).at(on))]

    def summed() -> list[Balance]:
        with _ONE_AT_A_TIME:
            return balances(ledger.columns, ledger.postings, on, dims, scope)

    if "hazard" in dims or len(dims) > _FEW_DIMENSIONS:
        return summed()
    key = (workspace.folder.absolute(), ledger.head.chain, on, dims, scope)
    return _LAST.of(key, lambda: (ref(ledger), summed()), lambda held: held[0]() is ledger)[1]


_FEW_DIMENSIONS: Final = 2
"""More of them, or hazardous areas, make too many rows to hold."""


def scope_of(treaty: str) -> Treaty | None:
    """The treaty a person means.  Errors  DeskError naming those there are."""
    if not treaty:
        return None
    try:
        return Treaty(treaty.upper())
    except ValueError:
        raise DeskError(f"'{treaty}' has no scope here.", f"Use one of: {', '.join(Treaty)}.") from None


def _dimensions(by: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(dimension(name) for word in by for name in word.split(",") if name.strip()))
    except ValueError as why:
        raise DeskError(str(why), "") from None
