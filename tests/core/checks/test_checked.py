"""What holds whatever a file brings."""

from __future__ import annotations

import struct
from datetime import date
from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.catalogue import CODES
from opendisarm.core.checks import CHECKS, Batch, Limits, Surroundings, checked
from opendisarm.core.checks import batch as room
from opendisarm.core.records import LandRecord, Shape
from opendisarm.core.repair import repaired
from opendisarm.core.rows import Row
from opendisarm.core.vocabulary import LandKind
from tests.core.checks.cast import LIMITS, SQUARE, at, device, event, land, rows, unit

AROUND = Surroundings(units=(unit(),))

degrees = st.one_of(
    st.floats(-180, 180), st.floats(36, 36.01), st.sampled_from([0.0, 36.0, 36.001, 180.0, -180.0, 90.0, 91.0, 1e300]),
    st.floats(),
)  # fmt: skip
points = st.tuples(degrees, degrees)


def _wkb_ring(corners: list[tuple[float, float]]) -> bytes:
    return struct.pack("<I", len(corners)) + b"".join(struct.pack("<dd", *corner) for corner in corners)


def _wkb_polygon(rings: list[list[tuple[float, float]]], closed: bool) -> bytes:
    drawn = [ring + ring[:1] if closed else ring for ring in rings]
    return struct.pack("<BII", 1, 3, len(drawn)) + b"".join(map(_wkb_ring, drawn))


polygons = st.builds(_wkb_polygon, st.lists(st.lists(points, max_size=7), max_size=3), st.booleans())
multipolygons = st.lists(polygons, max_size=3).map(
    lambda parts: struct.pack("<BII", 1, 6, len(parts)) + b"".join(parts)
)
collections = st.lists(st.one_of(polygons, multipolygons), max_size=2).map(
    lambda parts: struct.pack("<BII", 1, 7, len(parts)) + b"".join(parts)
)
single_points = points.map(lambda point: struct.pack("<BIdd", 1, 1, *point))
lines = st.lists(points, max_size=4).map(lambda corners: struct.pack("<BI", 1, 2) + _wkb_ring(corners))
curves = st.just(struct.pack("<BI", 1, 8) + _wkb_ring([(36, 1), (36.1, 1.1), (36.2, 1)]))
shapes = st.one_of(
    polygons, multipolygons, collections, single_points, lines, curves, st.binary(max_size=40)
).map(Shape)  # fmt: skip

records = st.one_of(
    st.builds(
        LandRecord, kind=st.sampled_from(LandKind), on=st.dates(), ref=st.text(max_size=3), area_m2=st.one_of(
            st.none(), st.floats()), shape=st.one_of(st.none(), shapes), depth_cm=st.one_of(st.none(), st.floats()),
        place=st.builds(at, admin1_code=st.sampled_from(["", "XS01", "XS99"])), reason=st.text(max_size=20),
    ),
    shapes.map(lambda shape: device(shape=shape, place=at())),
    shapes.map(lambda shape: event(shape=shape)),
    shapes.map(lambda shape: unit(shape=shape)),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(records, max_size=2), max_size=5))
def test_whatever_a_file_brings_each_row_comes_back_in_its_place(brought: list[list[Any]]) -> None:
    sent = rows(*brought)
    judged = checked(sent, LIMITS, AROUND)
    assert [row.source for row in judged] == [row.source for row in sent]
    assert [_unmarked(row) for row in judged] == [_unmarked(row) for row in sent]
    assert {finding.code for row in judged for finding in row.findings} <= CODES.keys()


@settings(deadline=None, max_examples=150)
@given(st.lists(shapes, max_size=4))
def test_whatever_shapes_come_a_repair_gives_valid_ones_or_leaves_them(brought: list[Shape]) -> None:
    sent = rows(*[land(shape=shape) for shape in brought])
    for before, after in zip(sent, repaired(sent), strict=True):
        changed = after.records != before.records
        assert changed == ("REPAIRED" in {finding.code for finding in after.findings})
        if changed:
            [record] = after.records
            assert isinstance(record, LandRecord)
            assert record.shape is not None
            assert shapely.is_valid(shapely.from_wkb(record.shape.wkb))


@settings(deadline=None, max_examples=40)
@given(st.lists(records, max_size=4))
def test_checking_twice_finds_the_same(brought: list[Any]) -> None:
    assert repr(checked(rows(*brought), LIMITS)) == repr(checked(rows(*brought), LIMITS))


def test_no_rows_give_no_rows() -> None:
    assert checked([], LIMITS) == []


def test_findings_of_the_reader_stay_before_those_of_the_checks() -> None:
    [row] = rows(land(area_m2=-1.0))
    earlier = checked([row], LIMITS)[0].findings
    [again] = checked([row.noting(*earlier)], Limits(today=date(2020, 1, 1)))
    assert [finding.code for finding in again.findings] == ["AREA_INVALID", "DATE_IN_FUTURE", "AREA_INVALID"]


def test_each_check_is_listed_once_and_names_its_rule() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)


def test_one_shape_that_the_plane_refuses_does_not_stop_the_others(monkeypatch: Any) -> None:
    odd = "POLYGON ((36 1, 36.001 1, 36.001 1.002, 36 1))"

    def refusing(shapes: Any) -> Any:
        if any(shape.equals(shapely.from_wkt(odd)) for shape in shapes):
            raise shapely.errors.GEOSException("side location conflict")
        return np.array([shapely.box(0, 0, 2, 2)] * len(shapes))

    monkeypatch.setattr(room, "into_plane", refusing)
    batch = Batch(rows(land(SQUARE), land(odd), land(SQUARE)), LIMITS, Surroundings())
    assert batch.areas_m2.tolist()[::2] == [4.0, 4.0]
    assert batch.plane[1] is None


def _unmarked(row: Row) -> list[str]:
    """The records of a row, without the mark of a circle."""
    return [repr(record).replace("synthetic=True", "synthetic=False") for record in row.records]
