"""Cut first and folded then, land is what the whole ledger says of it; and what a parcel holds is told carefully."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import CONTAMINATED, FINDINGS_OF_CONTAMINATION, Account
from opendisarm.desk.extracts.known_land import GAP_M2, Holding, Recorded, held, outlying, undecided, within_reach
from opendisarm.desk.extracts.meant import in_plane
from opendisarm.ledgers.land.balances import SHOWN, balances
from opendisarm.ledgers.land.columns import columns_of
from opendisarm.ledgers.land.ledger import fold
from tests.ledgers.land.test_properties import START, land_records
from tests.ledgers.land.walk import record, rectangle

EVER = date(2100, 1, 1)


def plane_box(width: float, height: float, east: float, north: float) -> shapely.Geometry:
    """A rectangle as `rectangle` draws it, in the plane."""
    return in_plane(shapely.from_wkb(rectangle(width, height, east, north)))


def recorded(*notes: str, counts: bool = True) -> list[Recorded]:
    return [Recorded(name, "HI", said, counts) for name, said in map(record, notes)]


def m2(holding: Holding) -> dict[str, int]:
    """Accounts that are not empty, whole m2."""
    return {account.value: round(m2) for account, m2 in holding.m2.items() if m2 >= 0.5}


@settings(max_examples=150, deadline=None)
@given(land_records(drawn_only=True))
def test_a_parcel_that_holds_everything_holds_what_the_ledger_holds(records: list[tuple[str, LandRecord]]) -> None:
    columns = columns_of(records)
    [whole] = balances(columns, fold(columns), EVER)
    found = held([Recorded(name, "", one, True) for name, one in records], plane_box(900, 900, -300, -300), "", EVER)
    for account in SHOWN:
        assert found.m2[account] == pytest.approx(whole.m2[account], abs=1 + len(records))


@settings(max_examples=150, deadline=None)
@given(land_records(drawn_only=True), st.floats(1, 250), st.floats(1, 170))
def test_the_parts_of_a_parcel_hold_what_the_parcel_holds(
    records: list[tuple[str, LandRecord]], east: float, north: float
) -> None:
    land = [Recorded(name, "", one, True) for name, one in records]
    whole = held(land, plane_box(300, 200, -10, -10), "", EVER)
    parts = [
        held(land, plane_box(width, height, left, below), "", EVER)
        for left, width in ((-10, east), (-10 + east, 300 - east))
        for below, height in ((-10, north), (-10 + north, 200 - north))
    ]
    for account in Account:
        slack = 4 * GAP_M2 if account is Account.UNRECORDED else 0.5
        assert sum(part.m2[account] for part in parts) == pytest.approx(whole.m2[account], abs=slack)


def test_only_what_lies_within_the_parcel_is_told() -> None:
    land = recorded("2020-01-01 S-1 suspects 100x100 at 0,0", "2021-01-01 C-1 clears 100x40 at 0,0 of S-1")
    assert m2(held(land, plane_box(100, 100, 50, 0), "", EVER)) == {
        "suspected": 3_000, "cleared": 2_000, "unrecorded": 5_000,
    }  # fmt: skip
    assert m2(held(land, plane_box(100, 100, 50, 0), "", date(2020, 12, 31))) == {
        "suspected": 5_000, "unrecorded": 5_000,
    }  # fmt: skip


def test_a_hazardous_area_also_holds_what_was_recorded_by_area_alone() -> None:
    land = recorded("2020-01-01 S-1 suspects 8_000 m2", "2021-01-01 C-1 clears 3_000 m2 of S-1")
    assert m2(held(land, None, "S-1", EVER)) == {"suspected": 5_000, "cleared": 3_000}
    assert m2(held(land, plane_box(100, 100, 0, 0), "", EVER)) == {"unrecorded": 10_000}


def test_a_release_that_was_undone_is_no_longer_among_the_releases() -> None:
    notes = ("2020-01-01 S-1 suspects 100x100 at 0,0", "2021-01-01 C-1 clears 100x100 at 0,0 of S-1")
    parcel = plane_box(100, 100, 0, 0)
    assert [one.ref for one in held(recorded(*notes), parcel, "", EVER).releases] == ["C-1"]
    found_again = held(recorded(*notes, "2022-01-01 S-2 confirms 100x100 at 0,0"), parcel, "", EVER)
    assert (found_again.releases, m2(found_again)) == ((), {"confirmed": 10_000})


def test_what_waits_for_a_decision_is_not_counted_and_is_told() -> None:
    parcel = shapely.from_wkb(rectangle(100, 100, 0, 0))
    waits = recorded("2020-01-01 S-1 suspects 100x100 at 50,50", counts=False)
    assert m2(held(waits, in_plane(parcel), "", EVER)) == {"unrecorded": 10_000}
    assert undecided(waits, parcel, "")
    assert undecided(waits, None, "S-1")
    assert not undecided(waits, shapely.from_wkb(rectangle(100, 100, 500, 500)), "")


def test_land_of_which_nobody_knows_where_it_lies_is_told_while_it_is_open() -> None:
    found, cleared = "2020-01-01 S-1 suspects 8_000 m2", "2021-01-01 C-1 clears 8_000 m2 of S-1"
    land = recorded(found, cleared)
    assert outlying(land, "", date(2020, 12, 31))
    assert not outlying(land, "", EVER)
    assert not outlying(land, "", date(2019, 12, 31))
    assert not outlying(recorded(found), "S-1", EVER), "A hazardous area is not told of its own land."
    assert not outlying(recorded(found, counts=False), "", EVER)
    assert not outlying(recorded("2020-01-01 S-1 suspects 100x100 at 0,0"), "", EVER)


@settings(max_examples=100, deadline=None)
@given(land_records(), st.integers(0, 1300))
def test_open_land_without_a_place_is_open_in_the_whole_ledger_too(
    records: list[tuple[str, LandRecord]], days: int
) -> None:
    on = START + timedelta(days=days)
    land = [Recorded(name, "", one, True) for name, one in records]
    columns = columns_of(records)
    found = {one.hazard for _, one in records if one.kind in FINDINGS_OF_CONTAMINATION and one.shape is None
             and one.on <= on}  # fmt: skip
    held_open = {
        row.key[0]
        for row in balances(columns, fold(columns), on, ("hazard",))
        if any(row.m2[account] for account in CONTAMINATED)
    }
    if found & held_open:
        assert outlying(land, "", on)


def test_records_are_looked_for_well_beyond_100_m_and_not_in_the_next_province() -> None:
    parcel = shapely.from_wkb(rectangle(100, 100, 0, 0))
    land = recorded(*(f"2020-01-01 S-{east} suspects 10x10 at {east},0" for east in (50, 199, 5_000)))
    assert [one.entry for one in within_reach(land, parcel, "", EVER)] == ["S-50", "S-199"]
    assert [one.entry for one in within_reach(land, None, "S-5000", EVER)] == ["S-5000"]
