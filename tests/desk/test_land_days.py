"""The ledger looked up day by day says what the ledger summed anew says: of any day, period, state and treaty."""

from __future__ import annotations

import gc
from datetime import date, timedelta
from pathlib import Path
from weakref import ref

import pytest

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Treaty
from opendisarm.desk.land import LandLedger, land_ledger
from opendisarm.desk.land_days import land_days
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.bridge import bridges
from tests.desk.office import sample_office


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> LandLedger:
    return land_ledger(sample_office(tmp_path_factory.mktemp("office"), 3, 600).workspace)


def days_of(ledger: LandLedger) -> list[date]:
    first, last = int(ledger.columns.on.min()), int(ledger.columns.on.max())
    return [date.fromordinal(on) for on in (first - 1, *range(first, last + 400, 97), last)]


@pytest.mark.parametrize("treaty", [None, Treaty.APMBC, Treaty.CCM])
def test_balances_are_those_of_the_ledger_on_every_day(ledger: LandLedger, treaty: Treaty | None) -> None:
    days = land_days(ledger, "", treaty)
    for on in days_of(ledger):
        [whole] = balances(ledger.columns, ledger.postings, on, (), treaty)
        assert days.at(on) == whole.m2, on
    assert any(days.at(on).values())


@pytest.mark.parametrize("treaty", [None, Treaty.APMBC])
def test_bridges_are_those_of_the_ledger_for_any_period(ledger: LandLedger, treaty: Treaty | None) -> None:
    days = land_days(ledger, "", treaty)
    for on in days_of(ledger)[1:]:
        span = Span(on, on + timedelta(days=500))
        [summed] = bridges(ledger.columns, ledger.postings, span, (), treaty)
        assert days.bridge(span) == summed, on
    assert days.bridge(Span(date(1900, 1, 1), date(2100, 1, 1))).ties


def test_the_land_of_one_state_is_that_state_s(ledger: LandLedger) -> None:
    on = date(2100, 1, 1)
    held = {row.key[0]: row.m2 for row in balances(ledger.columns, ledger.postings, on, ("state",))}
    assert held
    for state, m2 in held.items():
        assert land_days(ledger, state).at(on) == m2
    assert not any(land_days(ledger, "ZZZ").at(on).values())
    assert land_days(ledger, "ZZZ").first is None


def test_it_is_summed_once_and_goes_with_its_ledger(tmp_path: Path) -> None:
    held = land_ledger(sample_office(tmp_path, 3).workspace)
    mine = LandLedger(held.head, held.columns, held.postings)
    days = land_days(mine)
    assert land_days(mine) is days
    gone = ref(mine)
    del mine
    gc.collect()
    assert gone() is None
