"""Balances on any day, as known on any day, split any way: the parts always sum to the whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Treaty
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.errors import DeskError
from opendisarm.ledgers.land.balances import ALSO_CALLED, DIMENSIONS
from tests.desk.office import Office, at, sample_office

LAST = date(9999, 12, 31)
ROWS = (
    "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,",
    "SHA,S-2,,2020-06-01,500,cluster munitions,South,HALO,",
    "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,",
    "cancelled,N-1,S-2,2022-01-01,100,,South,HALO,",
)


@pytest.fixture
def filled(office: Office) -> Office:
    office.enter(*ROWS)
    return office


def test_a_balance_counts_field_dates_up_to_its_day(filled: Office) -> None:
    assert filled.m2(on="2019-12-31") == {}
    assert filled.m2(on="2020-01-01") == {"confirmed": 1000}
    assert filled.m2(on="2021-01-01") == {"suspected": 500, "confirmed": 600, "cleared": 400}
    assert filled.m2(on="2022-01-01") == {"suspected": 400, "confirmed": 600, "cancelled": 100, "cleared": 400}


def test_a_balance_splits_by_dimensions_in_the_order_asked_for(filled: Office) -> None:
    found = land_balance(filled.workspace, LAST, None, ["province, contamination"])
    assert found.by == ("admin1", "contamination")
    assert [(row.key, row.m2[Account.CONFIRMED], row.m2[Account.SUSPECTED]) for row in found.rows] == [
        (("North", "ap_mine_factory"), 600, 0),
        (("South", "cluster_munition_remnant"), 0, 400),
    ]


def test_a_balance_under_a_treaty_has_only_land_of_its_scope(filled: Office) -> None:
    found = land_balance(filled.workspace, LAST, None, (), "apmbc")
    assert found.treaty is Treaty.APMBC
    assert {account.value: m2 for account, m2 in found.total.items() if m2} == {"confirmed": 600, "cleared": 400}


@pytest.mark.parametrize("seed", [1, 4])
def test_parts_sum_to_the_whole_by_every_dimension(seed: int, tmp_path: Path) -> None:
    workspace = sample_office(tmp_path, seed).workspace
    whole = land_balance(workspace, LAST, None).total
    assert all(m2 >= 0 for m2 in whole.values())
    assert sum(m2 > 0 for m2 in whole.values()) >= 4, "the sample has land in most accounts"
    for name in (*DIMENSIONS, *ALSO_CALLED):
        assert land_balance(workspace, LAST, None, [name]).total == whole, name
    assert land_balance(workspace, LAST, None, list(DIMENSIONS)).total == whole


@pytest.mark.parametrize("seed", [1, 4])
def test_flows_lead_from_one_balance_to_the_next(seed: int, tmp_path: Path) -> None:
    workspace = sample_office(tmp_path, seed).workspace
    for year in (2015, 2019, 2023):
        _, [bridge] = land_flows(workspace, Span.of_year(year), None)
        before, after = (land_balance(workspace, date(day, 12, 31), None).total for day in (year - 1, year))
        assert bridge.opening == before[Account.SUSPECTED] + before[Account.CONFIRMED]
        assert bridge.closing == after[Account.SUSPECTED] + after[Account.CONFIRMED]
        assert bridge.ties


def test_the_published_shape_says_as_of_when_and_from_which_journal(filled: Office) -> None:
    told = land_balance(filled.workspace, date(2021, 6, 1), at(5), ["state"]).as_json()
    assert told == {
        "as_of": {"on": "2021-06-01", "known": "2026-06-01T14:00:00+00:00"},
        "journal_head": filled.store.head().chain,
        "unit": "m2",
        "treaty": None,
        "by": ["state"],
        "balances_m2": {
            "suspected": 500, "confirmed": 600, "cancelled": 0, "reduced": 0, "cleared": 400, "correction": 0
        },
        "rows": [
            {"state": "XSA", "suspected": 500, "confirmed": 600, "cancelled": 0, "reduced": 0, "cleared": 400,
             "correction": 0},
        ],
    }  # fmt: skip


def test_a_day_before_anything_was_entered_has_an_empty_balance_and_the_first_head(filled: Office) -> None:
    found = land_balance(filled.workspace, LAST, at(-1))
    assert set(found.total.values()) == {0}
    assert found.head == "0" * 64


@pytest.mark.parametrize(
    ("by", "treaty", "words"),
    [
        (["colour"], "", "'colour' is no dimension of the land ledger; use one or more of: state, admin1"),
        (["province,colour"], "", "'colour' is no dimension"),
        ([], "NPT", "'NPT' has no scope here"),
    ],
)
def test_what_is_no_dimension_or_treaty_is_told(filled: Office, by: list[str], treaty: str, words: str) -> None:
    with pytest.raises(DeskError, match=words):
        land_balance(filled.workspace, LAST, None, by, treaty)
