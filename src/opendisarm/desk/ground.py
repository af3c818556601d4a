"""From field to multilateral level: what the land ledger says of a state's land under each clearance duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Treaty
from opendisarm.desk.land import LandLedger, land_ledger
from opendisarm.desk.land_days import land_days
from opendisarm.desk.workspace import Workspace
from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.pace import full_years

SCOPES: Final = (Treaty.APMBC, Treaty.CCM)
RELEASED: Final = (Account.CANCELLED, Account.REDUCED, Account.CLEARED)


def land_of(workspace: Workspace, state: str, on: date, known: datetime | None) -> Mapping[str, ClearanceFacts]:
    """Treaty scope -> figures of the state's land; {} where the workspace holds no land of that state."""
    ledger = land_ledger(workspace, known)
    if not state or not any(land_days(ledger, state).at(on).values()):
        return {}
    year_ago = date(on.year - 1, 12, 31)
    found: dict[str, ClearanceFacts] = {}
    for scope in SCOPES:
        days = land_days(ledger, state, scope)
        held, before = days.at(on), days.at(year_ago)
        released = released_by_method(ledger, state, on, scope)
        found[scope.value] = ClearanceFacts(
            on=on,
            remaining_m2=_open(held),
            suspected_m2=held[Account.SUSPECTED],
            confirmed_m2=held[Account.CONFIRMED],
            released_m2={year: sum(parts.values()) for year, parts in released.items()},
            cleared_m2={year: parts[Account.CLEARED] for year, parts in released.items()},
            earlier_remaining=(year_ago, _open(before)),
            source="land ledger",
        )
    return found


def released_by_method(ledger: LandLedger, state: str, on: date, scope: Treaty) -> dict[int, dict[Account, int]]:
    """m2 cancelled, reduced and cleared in each of the last full calendar years in which a record moved land.

    A year without any record is left out: nobody may have reported yet, which is unknown, not 0.
    """
    found: dict[int, dict[Account, int]] = {}
    days = land_days(ledger, state, scope)
    for year in full_years(on):
        bridge = days.bridge(Span.of_year(year))
        if any((*bridge.flows.values(), *bridge.released.values())):
            found[year] = {account: bridge.released.get(account, 0) for account in RELEASED}
    return found


def _open(held: Mapping[Account, int]) -> int:
    return held[Account.SUSPECTED] + held[Account.CONFIRMED]
