"""The painted map says what the ledger says, for every account, on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings

from opendisarm.core.plane import area_m2
from opendisarm.core.records import LandRecord
from opendisarm.desk.ground_map.covering import covering
from opendisarm.desk.ground_map.strokes import Strokes, strokes
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.rules import ACCOUNTS
from opendisarm.sample import records
from tests.ledgers.land.test_properties import START, land_records
from tests.ledgers.land.walk import record

DAYS = (START, START + timedelta(days=300), START + timedelta(days=700), date(2100, 1, 1))


def painted(columns: LandColumns, on: date) -> tuple[Strokes, dict[str, float]]:
    """m2 by account of what is on top when the strokes are painted over each other, one after the other."""
    paint = strokes(columns)
    counts = np.flatnonzero(columns.on[paint.by] <= on.toordinal())
    found: dict[str, float] = {}
    above: Any = shapely.Polygon()
    for number in counts[::-1].tolist():
        name = ACCOUNTS[int(paint.account[number])].value
        found[name] = found.get(name, 0.0) + float(paint.shape[number].difference(above).area)
        above = above.union(paint.shape[number])
    return paint, found


def exact(columns: LandColumns, on: date) -> dict[str, float]:
    """m2 by account as the ledger overlaid them, before it rounds each record and piece to whole square metres."""
    told = fold(columns)
    told = told.only(columns.on[told.by] <= on.toordinal())
    sides = np.bincount(told.target, told.exact_m2, len(ACCOUNTS)) - np.bincount(
        told.source, told.exact_m2, len(ACCOUNTS)
    )
    return {
        account.value: float(m2) for account, m2 in zip(ACCOUNTS, sides, strict=True) if account.value != "unrecorded"
    }


def ledger(columns: LandColumns, on: date) -> dict[str, int]:
    [row] = balances(columns, fold(columns), on)
    return {account.value: m2 for account, m2 in row.m2.items()}


def walked(notes: str) -> LandColumns:
    return columns_of(record(line) for line in notes.strip().splitlines())


def on_top(columns: LandColumns, on: date = DAYS[-1]) -> dict[tuple[str, bool], int]:
    """Whole m2 of what is seen, by account and whether it is reopened."""
    paint = strokes(columns)
    seen = covering(paint.shape).seen_m2(columns.on[paint.by], area_m2(paint.shape), on)
    found: dict[tuple[str, bool], int] = {}
    for account, again, m2 in zip(paint.account.tolist(), paint.reopened.tolist(), seen.tolist(), strict=True):
        key = ACCOUNTS[account].value, again
        found[key] = found.get(key, 0) + round(m2)
    return {key: m2 for key, m2 in found.items() if m2}


@settings(max_examples=60, deadline=None)
@given(land_records(drawn_only=True))
def test_what_is_on_top_is_what_the_ledger_says(made: list[tuple[str, LandRecord]]) -> None:
    columns = columns_of(made)
    for on in DAYS:
        told, whole = exact(columns, on), ledger(columns, on)
        _, found = painted(columns, on)
        off = {name: (found.get(name, 0.0), m2) for name, m2 in told.items() if abs(found.get(name, 0.0) - m2) > 0.001}
        assert not off, f"{on}: {off}"
        # The ledger rounds what each record moves: at most a square metre a record lies between it and the map.
        assert all(abs(found.get(name, 0.0) - m2) <= len(columns) for name, m2 in whole.items())


@settings(max_examples=60, deadline=None)
@given(land_records(drawn_only=True))
def test_the_areas_kept_of_each_stroke_are_those_of_painting(made: list[tuple[str, LandRecord]]) -> None:
    columns = columns_of(made)
    for on in DAYS:
        paint, found = painted(columns, on)
        seen = covering(paint.shape).seen_m2(columns.on[paint.by], area_m2(paint.shape), on)
        kept = np.bincount(paint.account, seen, len(ACCOUNTS))
        for code, account in enumerate(ACCOUNTS):
            assert abs(kept[code] - found.get(account.value, 0.0)) < 0.001


@settings(max_examples=30, deadline=None)
@given(land_records(drawn_only=True))
def test_strokes_of_one_record_do_not_overlap(made: list[tuple[str, LandRecord]]) -> None:
    paint = strokes(columns_of(made))
    for by in np.unique(paint.by):
        own = paint.shape[paint.by == by]
        assert abs(float(area_m2(own).sum()) - float(shapely.union_all(own).area)) < 0.001


def test_in_an_invented_country_every_site_agrees_with_the_ledger() -> None:
    named = ((f"E-{number:05d}", one) for number, one in enumerate(records(3_000, 5, 0.0)))
    columns = columns_of((name, one) for name, one in named if isinstance(one, LandRecord) and one.shape)
    columns = columns.only(np.flatnonzero(columns.drawn))
    paint = strokes(columns)
    seen = covering(paint.shape).seen_m2(columns.on[paint.by], area_m2(paint.shape), date(2100, 1, 1))
    site = _sites(paint)
    told = fold(columns)
    whose = site_of_records = dict(zip(paint.by.tolist(), site.tolist(), strict=True))
    place = np.array([whose.get(by, -1) for by in told.placed_by.tolist()])
    assert len(set(site_of_records.values())) > 100
    for account in range(1, len(ACCOUNTS)):
        ledger_m2 = np.bincount(
            place[told.target == account] + 1, told.exact_m2[told.target == account], site.max() + 2
        )
        out = told.source == account
        ledger_m2 = ledger_m2 - np.bincount(place[out] + 1, told.exact_m2[out], site.max() + 2)
        painted_m2 = np.bincount(site + 1, np.where(paint.account == account, seen, 0.0), site.max() + 2)
        assert np.abs(ledger_m2 - painted_m2).max() < 1.0


def _sites(paint: Strokes) -> Any:
    """A number for every group of strokes that touch."""
    tree = shapely.STRtree(paint.shape)
    site = np.arange(len(paint))
    one, other = tree.query(paint.shape, predicate="intersects")
    while True:
        lowest = site.copy()
        np.minimum.at(lowest, one, site[other])
        if (lowest == site).all():
            return site
        site = lowest


def test_a_survey_of_suspected_land_does_not_hide_what_is_confirmed() -> None:
    columns = walked("""
        2020-01-01  S-1  confirms  100x100 at 0,0
        2020-02-01  S-2  suspects  100x100 at 50,0
    """)
    assert on_top(columns) == {("confirmed", False): 10_000, ("suspected", False): 5_000}


def test_land_released_twice_stays_as_the_first_release_left_it() -> None:
    columns = walked("""
        2020-01-01  S-1  suspects  100x100 at 0,0
        2020-02-01  C-1  clears    100x50 at 0,0   of S-1
        2020-03-01  C-2  cancels   100x100 at 0,0  of S-1
    """)
    assert on_top(columns) == {("cleared", False): 5_000, ("cancelled", False): 5_000}


def test_land_found_contaminated_after_its_release_is_reopened_until_it_is_released_again() -> None:
    columns = walked("""
        2020-01-01  S-1  suspects  100x100 at 0,0
        2020-02-01  C-1  clears    100x100 at 0,0  of S-1
        2020-03-01  S-2  suspects  100x40 at 0,0
        2020-04-01  S-3  confirms  100x20 at 0,0
        2020-05-01  C-2  clears    100x10 at 0,0   of S-3
    """)
    assert on_top(columns, date(2020, 3, 31)) == {("cleared", False): 6_000, ("suspected", True): 4_000}
    assert on_top(columns, date(2020, 4, 30)) == {
        ("cleared", False): 6_000, ("suspected", True): 2_000, ("confirmed", True): 2_000,
    }  # fmt: skip
    assert on_top(columns) == {
        ("cleared", False): 7_000, ("suspected", True): 2_000, ("confirmed", True): 1_000,
    }  # fmt: skip


def test_ground_searched_for_remnants_only_stays_open_where_mines_are_recorded() -> None:
    columns = walked("""
        2020-01-01  S-1  confirms  100x100 at 0,0  holds ap_mine_factory
        2020-02-01  C-1  clears    100x50 at 0,0   of S-1 holds other_erw
    """)
    assert on_top(columns) == {("confirmed", False): 10_000}


def test_land_corrected_off_the_books_is_not_shown_as_released() -> None:
    columns = walked("""
        2020-01-01  S-1  suspects  100x100 at 0,0
        2020-02-01  K-1  corrects  100x30 at 0,0   of S-1
    """)
    assert on_top(columns) == {("suspected", False): 7_000, ("correction", False): 3_000}


def test_what_a_record_without_a_polygon_took_is_not_on_the_map() -> None:
    columns = walked("""
        2020-01-01  S-1  suspects  100x100 at 0,0
        2020-02-01  C-1  clears    3000 m2  of S-1
    """)
    assert ledger(columns, DAYS[-1])["cleared"] == 3_000
    assert on_top(columns) == {("suspected", False): 10_000}
