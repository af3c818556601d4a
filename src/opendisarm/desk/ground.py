"""From field to multilateral level: what the land ledger says of a state's land under each clearance duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Treaty
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.workspace import Workspace
from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.pace import full_years
from opendisarm.ledgers.land.balances import Balance

SCOPES: Final = (Treaty.APMBC, Treaty.CCM)
RELEASED: Final = (Account.CANCELLED, Account.REDUCED, Account.CLEARED)


def land_of(workspace: Workspace, state: str, on: date, known: datetime | None) -> Mapping[str, ClearanceFacts]:
    """Treaty scope -> figures of the state's land; {} where the workspace holds no land of that state.

    A year of which no land record exists is left out: unknown, not 0.
    """
    if all(not any(row.m2.values()) for row in _rows(workspace, state, on, known)):
        return {}
    found: dict[str, ClearanceFacts] = {}
    for scope in SCOPES:
        held = _total(workspace, state, on, known, scope)
        released = released_by_method(workspace, state, on, known, scope)
        year_ago = date(on.year - 1, 12, 31)
        before = _total(workspace, state, year_ago, known, scope)
        found[scope.value] = ClearanceFacts(
            on=on,
            remaining_m2=held[Account.SUSPECTED] + held[Account.CONFIRMED],
            suspected_m2=held[Account.SUSPECTED],
            confirmed_m2=held[Account.CONFIRMED],
            released_m2={year: sum(parts.values()) for year, parts in released.items()},
            cleared_m2={year: parts[Account.CLEARED] for year, parts in released.items()},
            earlier_remaining=(year_ago, before[Account.SUSPECTED] + before[Account.CONFIRMED]),
            source="land ledger",
        )
    return found


def _rows(workspace: Workspace, state: str, on: date, known: datetime | None, treaty: str = "") -> list[Balance]:
    return [row for row in land_balance(workspace, on, known, ("state",), treaty).rows if row.key == (state,)]


def _total(workspace: Workspace, state: str, on: date, known: datetime | None, scope: Treaty) -> dict[Account, int]:
    total = dict.fromkeys(Account, 0)
    for row in _rows(workspace, state, on, known, scope.value):
        for account, m2 in row.m2.items():
            total[account] += m2
    return total


def released_by_method(
    workspace: Workspace, state: str, on: date, known: datetime | None, scope: Treaty
) -> dict[int, dict[Account, int]]:
    """m2 cancelled, reduced and cleared in each of the last full calendar years in which a record moved land.

    A year without any record is left out: nobody may have reported yet, which is unknown, not 0.
    """
    found: dict[int, dict[Account, int]] = {}
    for year in full_years(on):
        _, bridges = land_flows(workspace, Span.of_year(year), known, ("state",), scope.value)
        for bridge in bridges:
            if bridge.key == (state,) and any((*bridge.flows.values(), *bridge.released.values())):
                found[year] = {account: bridge.released.get(account, 0) for account in RELEASED}
    return found
