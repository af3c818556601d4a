"""What must always hold, whatever was recorded."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core import slices
from opendisarm.core.clocks import Span
from opendisarm.core.plane import area_m2
from opendisarm.core.records import LandRecord, Place, Shape
from opendisarm.core.vocabulary import Account, LandKind, types_of
from opendisarm.ledgers.land.balances import SHOWN, balances, total
from opendisarm.ledgers.land.bridge import bridges
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import UNRECORDED
from tests.ledgers.land.walk import rectangle

START = date(2010, 1, 1)


@st.composite
def land_records(draw: st.DrawFn, drawn_only: bool = False) -> list[tuple[str, LandRecord]]:
    """Overlapping rectangles and area-only records of three hazards, in any order, often on the same days."""
    records = []
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(list(LandKind)))
        shape, area = None, None
        if drawn_only or draw(st.booleans()):
            east, north = draw(st.integers(0, 20)), draw(st.integers(0, 20))
            width, height = draw(st.integers(1, 20)), draw(st.integers(1, 20))
            shape = Shape(rectangle(width * 7.3, height * 5.1, east * 6.7, north * 4.9))
        else:
            area = float(draw(st.integers(0, 20_000)))
        records.append(
            (
                f"E-{number:02d}",
                LandRecord(
                    kind=kind, on=START + timedelta(days=draw(st.integers(0, 40)) * 30), shape=shape, area_m2=area,
                    hazard=draw(st.sampled_from(["", "H-1", "H-2", "H-3"])),
                    contamination=frozenset(types_of(draw(st.sampled_from([0, 1, 4, 8, 9])))),
                    place=Place("XSA", draw(st.sampled_from(["North", "South"]))), operator=draw(st.sampled_from("AB")),
                    to=draw(st.sampled_from([Account.CORRECTION, Account.SUSPECTED, Account.CONFIRMED]))
                    if kind is LandKind.CORRECTION else None,
                ),
            )
        )  # fmt: skip
    return records


def ledger(records: list[tuple[str, LandRecord]]) -> tuple[LandColumns, Postings]:
    columns = columns_of(records)
    return columns, fold(columns)


def said(columns: LandColumns, postings: Postings) -> list[tuple[object, ...]]:
    """Postings as plain values, with entry ids for positions."""
    ids = (*columns.ids, "")
    hazard = columns.hazard.names
    return sorted(
        (
            ids[by], ids[held], ids[place], source, target, source_mask, target_mask, hazard[source_hazard],
            hazard[target_hazard], cause, m2,
        )
        for by, held, place, source, target, source_mask, target_mask, source_hazard, target_hazard, cause, m2 in zip(
            *(getattr(postings, name).tolist() for name in (
                "by", "held_by", "placed_by", "source", "target", "source_mask", "target_mask", "source_hazard",
                "target_hazard", "cause", "m2",
            )), strict=True,
        )
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(land_records(drawn_only=True))
def test_land_is_neither_made_nor_lost(records: list[tuple[str, LandRecord]]) -> None:
    columns, postings = ledger(records)
    of_record = np.bincount(postings.by, postings.exact_m2, len(columns))
    assert of_record == pytest.approx(columns.area_m2, abs=1e-5)
    held = np.zeros(len(Account))
    np.add.at(held, postings.target, postings.exact_m2)
    np.add.at(held, postings.source, -postings.exact_m2)
    touched = postings.target[(postings.source == UNRECORDED) & (postings.target != UNRECORDED)]
    if (postings.source == UNRECORDED).any() and len(touched) == (postings.source == UNRECORDED).sum():
        assert -held[UNRECORDED] == pytest.approx(
            float(area_m2(np.array([shapely.union_all(columns.shapes)]))[0]), abs=1e-4
        )


@settings(max_examples=300, deadline=None)
@given(land_records())
def test_postings_of_a_record_sum_to_its_area_and_no_account_goes_below_zero(
    records: list[tuple[str, LandRecord]],
) -> None:
    columns, postings = ledger(records)
    of_record = np.bincount(postings.by, postings.m2, len(columns))
    assert np.abs(of_record - columns.area_m2).max() <= 1 + len(records)
    whole = ~columns.drawn
    assert (of_record[whole] == columns.area_m2[whole]).all()
    for on in sorted({record.on for _, record in records}):
        for by in ((), ("contamination",), ("hazard",), ("operator",), ("admin1", "hazard", "contamination")):
            assert all(m2 >= 0 for row in balances(columns, postings, on, by) for m2 in row.m2.values())


@settings(max_examples=200, deadline=None)
@given(land_records(), st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(records: list[tuple[str, LandRecord]], chance: st.DataObject) -> None:
    straight = said(*ledger(records))
    chance.shuffle(records)  # type: ignore[attr-defined]
    assert said(*ledger(records)) == straight


@settings(max_examples=200, deadline=None)
@given(land_records(), st.integers(0, 1300))
def test_a_balance_on_a_day_needs_only_the_records_up_to_that_day(
    records: list[tuple[str, LandRecord]], days: int
) -> None:
    day = START + timedelta(days=days)
    early = [pair for pair in records if pair[1].on <= day]
    all_of_it = balances(*ledger(records), day)
    assert all_of_it == (balances(*ledger(early), day) if early else all_of_it)
    assert early or total(all_of_it) == dict.fromkeys(SHOWN, 0)


@settings(max_examples=200, deadline=None)
@given(land_records(), st.integers(2010, 2013))
def test_every_bridge_ties_and_parts_sum_to_the_whole(records: list[tuple[str, LandRecord]], year: int) -> None:
    columns, postings = ledger(records)
    [whole] = bridges(columns, postings, Span.of_year(year))
    parts = bridges(columns, postings, Span.of_year(year), ("admin1",))
    assert whole.ties
    assert all(part.ties for part in parts)
    assert sum(part.closing for part in parts) == whole.closing
    for cause, m2 in whole.flows.items():
        assert sum(part.flows[cause] for part in parts) == m2
    for split in ("operator", "method", "hazard", "contamination"):
        of_each = bridges(columns, postings, Span.of_year(year), (split,))
        assert sum(part.closing for part in of_each) == whole.closing
        assert all(part.opening + sum(part.flows.values()) == part.closing for part in of_each)
        assert all(sum(part.released[a] for part in of_each) == m2 for a, m2 in whole.released.items())
    [following] = bridges(columns, postings, Span.of_year(year + 1))
    assert following.opening == whole.closing


def test_overlays_on_several_threads_give_what_one_thread_gives(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    chance = np.random.default_rng(7)
    kinds = [kind for kind in LandKind if kind is not LandKind.CORRECTION]
    records = []
    for number in range(400):
        east, north = chance.integers(0, 40, 2) * 60.0
        records.append(
            (
                f"E-{number:03d}",
                LandRecord(
                    kind=kinds[number % 5], on=START + timedelta(days=int(chance.integers(0, 900))),
                    shape=Shape(rectangle(90.5, 70.25, east, north)), hazard=f"H-{number % 30}",
                ),
            )
        )  # fmt: skip
    columns = columns_of(records)
    alone = said(columns, fold(columns))
    monkeypatch.setattr(slices, "_WORTH_A_SLICE", 1)
    monkeypatch.setattr(slices, "_processors", lambda: 3)
    assert said(columns, fold(columns)) == alone
