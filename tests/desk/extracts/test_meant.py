"""Which land is meant: read as it was typed, or refused with what is wrong."""

from __future__ import annotations

import json

import pytest
import shapely

from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts.meant import drawn, is_drawn
from opendisarm.extracts.statement import MOST_CORNERS, ParcelKind

FIELD = "POLYGON ((20 5, 20.001 5, 20.001 5.001, 20 5.001, 20 5))"
GEOMETRY = json.loads(shapely.to_geojson(shapely.from_wkt(FIELD)))


@pytest.mark.parametrize(
    "text",
    [
        FIELD,
        f"\n  {FIELD.lower().replace('polygon', 'Polygon')}",
        json.dumps(GEOMETRY),
        json.dumps({"type": "Feature", "properties": {}, "geometry": GEOMETRY}),
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": GEOMETRY}]}),
        "MULTIPOLYGON (((20 5, 20 5.001, 20.001 5.001, 20.001 5, 20 5)))",
        "POLYGON ((20.0000000004 5, 20.001 5, 20.001 5.001, 20 5.001, 20.0000000004 5))",
    ],
)
def test_one_outline_is_one_parcel_however_it_was_written(text: str) -> None:
    assert is_drawn(text)
    found = drawn(text).parcel
    assert (found.kind, found.outline) == (ParcelKind.DRAWN, drawn(FIELD).parcel.outline)
    assert set(found.corners) == {
        (20_000_000, 5_000_000), (20_001_000, 5_000_000), (20_001_000, 5_001_000), (20_000_000, 5_001_000),
    }  # fmt: skip


def test_a_name_is_no_outline() -> None:
    assert not is_drawn("H-7")


def test_holes_parts_and_many_corners_are_told_by_a_digest_that_tells_them_apart() -> None:
    hole = (
        "POLYGON ((20 5, 20.01 5, 20.01 5.01, 20 5.01, 20 5), (20.004 5.004, 20.006 5.004, 20.006 5.006, 20.004 5.004))"
    )
    parts = "MULTIPOLYGON (((20 5, 20.01 5, 20.01 5.01, 20 5)), ((21 5, 21.01 5, 21.01 5.01, 21 5)))"
    round_field = shapely.Point(20, 5).buffer(0.01, quad_segs=16).wkt
    found = [drawn(text).parcel for text in (hole, parts, round_field)]
    assert len(shapely.from_wkt(round_field).exterior.coords) > MOST_CORNERS
    assert [one.corners for one in found] == [(), (), ()]
    assert len({one.outline for one in found}) == 3


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("POLYGON ((20 5, 21 5", "cannot be read"),
        ('{"type": "FeatureCollection", "features": []}', "cannot be read"),
        ('{"type": "Feature"}', "cannot be read"),
        ("{" * 50_000, "cannot be read"),
        ('{"type": "Point", "coordinates": [20, 5]}', "a parcel is a polygon, and this is a Point"),
        ("POLYGON EMPTY", "a parcel is a polygon"),
        ("POLYGON ((20 5, 21 6, 21 5, 20 6, 20 5))", "does not close round land: self-intersection"),
        ("POLYGON ((20 5, 200 5, 20 6, 20 5))", "beyond the Earth"),
        ("POLYGON ((20 5, nan 5, 20 6, 20 5))", "beyond the Earth"),
        ("POLYGON ((500000 5, 500010 5, 500000 6, 500000 5))", "beyond the Earth"),
    ],
)
def test_what_is_no_outline_is_refused_in_words(text: str, what: str) -> None:
    with pytest.raises(DeskError) as refused:
        drawn(text)
    assert what.casefold() in refused.value.what.casefold()
    assert refused.value.remedy


def test_too_many_corners_are_refused() -> None:
    with pytest.raises(DeskError, match="at most 10000"):
        drawn(shapely.Point(20, 5).buffer(0.01, quad_segs=3_000).wkt)
