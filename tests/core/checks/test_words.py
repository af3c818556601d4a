"""Every code that the checks and the repair can give, made to appear, with its words as words."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date

import pytest

from opendisarm.core.catalogue import geometry, record
from opendisarm.core.checks import Surroundings
from opendisarm.core.findings import Code, Finding
from opendisarm.core.records import Shape
from opendisarm.core.repair import repaired
from opendisarm.core.vocabulary import Account, Contamination, LandKind
from tests.core.checks.cast import (
    BOW_TIE,
    SQUARE,
    at,
    circle,
    device,
    event,
    found,
    land,
    moved,
    rows,
    shape,
    unit,
)  # fmt: skip

CROSSING = "MULTIPOLYGON (((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1)), {second})"
KNOWN = Surroundings(units=(unit(),))


def two_points() -> Shape:
    """A ring that GEOS refuses to read: two points."""
    return Shape(struct.pack("<BIIIdddd", 1, 3, 1, 2, 36.0, 1.0, 36.1, 1.1))


def mended(wkt: str) -> list[Finding]:
    return [finding for row in repaired(rows(land(wkt))) for finding in row.findings]


CASES: dict[str, tuple[Callable[[], list[Finding]], str]] = {
    "GEOMETRY_UNREADABLE": (
        lambda: found(land(shape=two_points())),
        "land.csv, row 2, shape: The shape cannot be read: Points of LinearRing do not form a closed linestring. "
        "Export the layer again, with closed rings and without curves. [GEOMETRY_UNREADABLE]",
    ),
    "SHAPE_EMPTY": (
        lambda: found(land("POLYGON EMPTY")),
        "land.csv, row 2, shape: The shape is there but holds no coordinates. "
        "Draw it, or leave the shape out and give the area. [SHAPE_EMPTY]",
    ),
    "NOT_A_POLYGON": (
        lambda: found(land("LINESTRING (36 1, 36.001 1)")),
        "land.csv, row 2, shape: The shape is a line, but this record needs a polygon. "
        "Send the boundary; where only a reference point is known, leave the shape out and give the area. "
        "[NOT_A_POLYGON]",
    ),
    "COORDINATES_NOT_FINITE": (
        lambda: found(land("POLYGON ((36 1, 36.001 nan, 36.001 inf, 36 1))")),
        "land.csv, row 2, shape: Coordinates that are not numbers: 2. "
        "Look for empty or infinite coordinates in the file that the shape was made from. [COORDINATES_NOT_FINITE]",
    ),
    "COORDINATES_OUT_OF_RANGE": (
        lambda: found(device(shape=shape("POINT (512000 118000)"))),
        "land.csv, row 2, shape: There is no place at longitude 512000.000000, latitude 118000.000000. "
        "These look like metres of a projected grid: name its reference system and send the file again. "
        "[COORDINATES_OUT_OF_RANGE]",
    ),
    "COORDINATES_SWAPPED": (
        lambda: found(event(shape=shape("POINT (11 104.9)"))),
        "land.csv, row 2, shape: Latitude and longitude look swapped: a latitude of 104.900000 does not exist. "
        "Exchange the two columns, or say which is which when the columns are mapped, and send the file again. "
        "[COORDINATES_SWAPPED]",
    ),
    "NULL_ISLAND": (
        lambda: found(device(shape=shape("POINT (0 0.001)"))),
        "land.csv, row 2, shape: Points at longitude 0, latitude 0 (in the sea off Africa; usually an empty "
        "coordinate): 1. Give the coordinates, or leave the shape out. [NULL_ISLAND]",
    ),
    "EXTENT_TOO_WIDE": (
        lambda: found(land("POLYGON ((-179 1, 179 1, 179 1.001, -179 1))")),
        "land.csv, row 2, shape: The shape spans 358.0 degrees of longitude, more than half of the Earth. "
        "Where it crosses the 180th meridian, split it there into two parts; else look for one stray point. "
        "[EXTENT_TOO_WIDE]",
    ),
    "GEOMETRY_INVALID": (
        lambda: found(land(BOW_TIE)),
        "land.csv, row 2, shape: The polygon is not valid: its sides cross (Self-intersection) at longitude "
        "36.000500, latitude 1.000500. Correct the order of its corners there, or import with --repair and check "
        "what the repair changed. [GEOMETRY_INVALID]",
    ),
    "TOO_FEW_VERTICES": (
        lambda: found(land("POLYGON ((36 1, 36.001 1, 36 1, 36.001 1, 36 1))")),
        "land.csv, row 2, shape: A ring of the polygon has only 2 distinct corners; it needs at least 3. "
        "Add the missing corners; where only a line or a point is known, leave the shape out and give the area. "
        "[TOO_FEW_VERTICES]",
    ),
    "GEOMETRY_TOO_FINE": (
        lambda: found(land("POLYGON ((36 1, 36.000000001 1, 36.000000001 1.000000001, 36 1))")),
        "land.csv, row 2, shape: The polygon vanishes or breaks at the millimetre to which land is measured. "
        "Check its coordinates for a unit slip, or draw the boundary again without hairline spikes. "
        "[GEOMETRY_TOO_FINE]",
    ),
    "DUPLICATE_VERTEX": (
        lambda: found(land("POLYGON ((36 1, 36.001 1, 36.001 1, 36.001 1.001, 36 1))")),
        "land.csv, row 2, shape: Corners that repeat the one before: 1, the first at longitude 36.001000, "
        "latitude 1.000000. "
        "Nothing is lost; check that no corner was typed twice in place of another. [DUPLICATE_VERTEX]",
    ),
    "RING_CLOSED_TWICE": (
        lambda: found(land("POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1, 36 1))")),
        "land.csv, row 2, shape: Rings whose closing point is repeated: 1. "
        "Nothing is lost; remove the second closing point in the source. [RING_CLOSED_TWICE]",
    ),
    "RING_RESTARTED": (
        lambda: found(land("POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1, 36.001 1, 36 1))")),
        "land.csv, row 2, shape: Rings whose last two points are their first two again: 1. "
        "Remove the repeated second point, so that the ring ends where it began. [RING_RESTARTED]",
    ),
    "VERTEX_GAP": (
        lambda: found(land("POLYGON ((36 1, 36.1 1, 36.1 1.001, 36 1.001, 36 1))")),
        "land.csv, row 2, shape: Sides longer than 5 000 m: 2; the longest, 11 130 m, starts at longitude "
        "36.000000, latitude 1.000000. Check the corners at both ends for a wrong digit. [VERTEX_GAP]",
    ),
    "PARTS_OVERLAP": (
        lambda: found(land(CROSSING.format(
            second="((36.0009 1, 36.0019 1, 36.0019 1.001, 36.0009 1.001, 36.0009 1))"))),
        "land.csv, row 2, shape: The parts of this shape overlap by 5.3 % of their common area (1 231 m2). "
        "Merge the parts, or remove the one that was drawn twice. [PARTS_OVERLAP]",
    ),
    "DUPLICATE_PART": (
        lambda: found(land(CROSSING.format(
            second="((36.001 1.001, 36.001 1, 36 1, 36 1.001, 36.001 1.001))"))),
        "land.csv, row 2, shape: The shape holds the same polygon 2 times. Remove the copies. [DUPLICATE_PART]",
    ),
    "DUPLICATE_POLYGON": (
        lambda: found(land(SQUARE), land("POLYGON ((36.001 1.001, 36.001 1, 36 1, 36 1.001, 36.001 1.001))")),
        "land.csv, row 3, shape: This polygon has the same corners as that of row 2. "
        "Check whether the same work was reported twice, or whether one of the two got the wrong boundary. "
        "[DUPLICATE_POLYGON]",
    ),
    "SYNTHETIC_CIRCLE": (
        lambda: found(land(circle(32))),
        "land.csv, row 2, shape: The polygon is a circle of radius 111 m: drawn from a point and an area, not "
        "surveyed on the ground. It is kept for the map and never used for overlap; send the surveyed boundary "
        "when there is one. [SYNTHETIC_CIRCLE]",
    ),
    "PROBABLE_WRONG_ZONE": (
        lambda: found(land(moved(SQUARE, 6, 0), place=at()), around=KNOWN),
        "land.csv, row 2, shape: The shape lies outside XSA, and inside if moved by -6 degrees of longitude: probably "
        "read in the wrong UTM zone. Check the zone of the coordinates that were sent. [PROBABLE_WRONG_ZONE]",
    ),
    "PROBABLE_WRONG_SIGN": (
        lambda: found(event(shape=shape("POINT (-36 1)"), place=at()), around=KNOWN),
        "land.csv, row 2, shape: The shape lies outside XSA, and inside with the other sign of longitude. "
        "Check east or west, north or south, and the minus sign. [PROBABLE_WRONG_SIGN]",
    ),
    "OUTSIDE_STATE": (
        lambda: found(event(shape=shape("POINT (33 48)"), place=at()), around=KNOWN),
        "land.csv, row 2, shape: The shape, around longitude 33.000000, latitude 48.000000, lies outside XSA. "
        "Check the coordinates, their reference system, and the state. [OUTSIDE_STATE]",
    ),
    "OUTSIDE_ADMIN_UNIT": (
        lambda: found(event(shape=shape("POINT (36.55 1)"), place=at(admin1_code="XS01")), around=KNOWN),
        "land.csv, row 2, shape: The shape lies about 5 565 m outside North (XS01), which the record names. "
        "Check the coordinates and the name or code of the administrative unit. [OUTSIDE_ADMIN_UNIT]",
    ),
    "MIXED_CRS": (
        lambda: found(event(shape=shape("POINT (36 1)")), event(shape=shape("POINT (36.2 1)", given_crs="EPSG:32637"))),
        "land.csv, row 3, shape: The shapes of this file were sent in 2 reference systems: EPSG:32637 (1), "
        "EPSG:4326 (1). Check that no datum or zone was mixed up, best by looking at the shapes on the map. "
        "[MIXED_CRS]",
    ),
    "DUPLICATE_POINT": (
        lambda: found(device(shape=shape("POINT (36 1)")), device(shape=shape("POINT (36 1)"))),
        "land.csv, row 3, shape: The point has the same coordinates and date as that of row 2. "
        "Check whether the same find was reported twice. [DUPLICATE_POINT]",
    ),
    "EVENTS_SHARE_A_POINT": (
        lambda: found(*[event(shape=shape("POINT (36 1)"))] * 3),
        "land.csv, row 3, shape: Reported events with the same coordinates and date as an earlier one in the file: 2. "
        "Nothing need be done where events were placed at a village centre; else look for double reports. "
        "[EVENTS_SHARE_A_POINT]",
    ),
    "REPAIRED": (
        lambda: mended("POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1, 36.001 1, 36 1))"),
        "land.csv, row 2, shape: The polygon was not valid and was repaired as asked; its area changed by +0.0 m2, to "
        "12 307 m2. Compare it with the shape as sent, which is kept beside it. [REPAIRED]",
    ),
    "REPAIR_CHANGES_LAND": (
        lambda: mended("POLYGON ((36 1, 36.001 1.001, 36.001 1, 36 1.0005, 36 1))"),
        "land.csv, row 2, shape: The polygon was not valid, and the repair asked for changes the land itself: its "
        "rings enclosed 3 077 m2, the repaired shape has 5 128 m2 (+2 051 m2). Ask the sender for the true boundary "
        "before anybody relies on it; the shape as sent is kept beside it. [REPAIR_CHANGES_LAND]",
    ),
    "REPAIR_REFUSED": (
        lambda: mended("POLYGON ((36 1, 36.001 1, 36 1, 36.001 1, 36 1))"),
        "land.csv, row 2, shape: The polygon is not valid and was not repaired: nothing with an area would be left. "
        "Correct the boundary by hand, or ask the sender for it. [REPAIR_REFUSED]",
    ),
    "DUPLICATE_ID": (
        lambda: found(land(ref="C-1"), land(ref="C-1")),
        "land.csv, row 3, ref: The id C-1 was already used for a land.cleared record by row 2. "
        "Give each record an id of its own, or remove the copy. [DUPLICATE_ID]",
    ),
    "DUPLICATE_ID_TRIMMED": (
        lambda: found(land(ref="C-1"), land(ref="c-1 ")),
        "land.csv, row 3, ref: The id 'c-1 ' differs from 'C-1' of row 2 only by spaces, case or character width. "
        "If both mean the same land.cleared record, write the id in one way; the system treats them as two. "
        "[DUPLICATE_ID_TRIMMED]",
    ),
    "DUPLICATE_DEVICE_LINE": (
        lambda: found(device(activity="T-9", model="PMN"), device(activity="T-9", model="PMN")),
        "land.csv, row 3, quantity: 3 x PMN on 2021-03-01 was already reported for T-9 by row 2. "
        "Check whether the same items were counted twice; if not, nothing need be done. [DUPLICATE_DEVICE_LINE]",
    ),
    "PCODE_UNKNOWN": (
        lambda: found(land(place=at(admin1_code="XS99")), around=KNOWN),
        "land.csv, row 2, admin1_code: The code XS99 is none of the administrative units known here. "
        "Check it for a typing mistake, or import the administrative units that it belongs to. [PCODE_UNKNOWN]",
    ),
    "NO_AREA": (
        lambda: found(land(area_m2=None)),
        "land.csv, row 2, area_m2: The record has neither an area nor a shape, so no land can be counted. "
        "Give the area in m2, or the boundary. [NO_AREA]",
    ),
    "AREA_INVALID": (
        lambda: found(land(area_m2=-40.0)),
        "land.csv, row 2, area_m2: The area -40 m2 is not an area. "
        "Give the area in m2 as a number of 0 or more. [AREA_INVALID]",
    ),
    "AREA_TOO_LARGE": (
        lambda: found(land(area_m2=2e10)),
        "land.csv, row 2, area_m2: The area, 20 000 000 000 m2, is larger than 10 000 km2. "
        "Check the unit of the area column. [AREA_TOO_LARGE]",
    ),
    "AREA_DIFFERS": (
        lambda: found(land(SQUARE, area_m2=14_000.0)),
        "land.csv, row 2, area_m2: The reported area is 14 000 m2, the area of the polygon 12 307 m2: 13.8 % apart. "
        "Both are kept; check which of the two is right. [AREA_DIFFERS]",
    ),
    "UNIT_SLIP": (
        lambda: found(land(SQUARE, area_m2=1.23)),
        "land.csv, row 2, area_m2: The reported area, 1.2 m2, is about 10 000 times smaller than the polygon's, "
        "12 307 m2. Check the unit of the area column: hectares and square metres were probably exchanged. [UNIT_SLIP]",
    ),
    "DATE_IN_FUTURE": (
        lambda: found(land(on=date(2025, 6, 16))),
        "land.csv, row 2, on: The date 2025-06-16 lies in the future. "
        "Check the year, and the order of day and month. [DATE_IN_FUTURE]",
    ),
    "DATE_TOO_EARLY": (
        lambda: found(land(on=date(1899, 12, 30))),
        "land.csv, row 2, on: The date 1899-12-30 lies before 1900-01-01, the earliest date that is believed. "
        "Check the year; a date of about 1900 is often an empty cell. [DATE_TOO_EARLY]",
    ),
    "END_BEFORE_START": (
        lambda: found(land(started=date(2021, 3, 2))),
        "land.csv, row 2, on: The work is dated 2021-03-01, before it started on 2021-03-02. "
        "Check both dates, and the order of day and month. [END_BEFORE_START]",
    ),
    "RELEASED_BEFORE_FOUND": (
        lambda: found(land(kind=LandKind.CONFIRMED, hazard="H-7", on=date(2021, 5, 1)), land(hazard="H-7")),
        "land.csv, row 3, on: The release is dated 2021-03-01, before hazardous area H-7 was first recorded "
        "(2021-05-01). Check both dates, or first enter the survey that found the area. [RELEASED_BEFORE_FOUND]",
    ),
    "CORRECTION_WITHOUT_REASON": (
        lambda: found(land(kind=LandKind.CORRECTION, to=Account.CORRECTION, reason=" ")),
        "land.csv, row 2, reason: The correction gives no reason. "
        "Say why the books change; the reason is printed beside the figure. [CORRECTION_WITHOUT_REASON]",
    ),
    "CORRECTION_TO_INVALID": (
        lambda: found(land(kind=LandKind.CORRECTION, to=Account.CLEARED, reason="typed twice")),
        "land.csv, row 2, to: The correction moves land to 'cleared'. "
        "Land can be corrected to suspected, to confirmed, or off the books (correction); a release needs its own "
        "record. [CORRECTION_TO_INVALID]",
    ),
    "TO_WITHOUT_CORRECTION": (
        lambda: found(land(to=Account.SUSPECTED)),
        "land.csv, row 2, to: Only a correction says where land goes; on this record 'suspected' has no effect. "
        "Enter a correction with its reason if the books are to change. [TO_WITHOUT_CORRECTION]",
    ),
    "DEPTH_MISSING": (
        lambda: found(land(depth_cm=None), land(depth_cm=None), land()),
        "land.csv, row 2, depth_cm: Clearance records without a depth: 2. "
        "Give the depth in cm to which the land was searched. [DEPTH_MISSING]",
    ),
    "DEPTH_INVALID": (
        lambda: found(land(depth_cm=float("nan"))),
        "land.csv, row 2, depth_cm: The depth nan cm is not a depth. "
        "Give the depth below ground in cm as a number of 0 or more, or leave it empty. [DEPTH_INVALID]",
    ),
    "CONTAMINATION_MISSING": (
        lambda: found(land(kind=LandKind.SUSPECTED, contamination=frozenset())),
        "land.csv, row 2, contamination: The hazardous area does not say what contaminates it. "
        "Give the types of contamination; without them the area counts under no treaty. [CONTAMINATION_MISSING]",
    ),
    "DEVICE_QUANTITY": (
        lambda: found(device(quantity=0)),
        "land.csv, row 2, quantity: A quantity of 0 is not a number of items. "
        "Give the number of items, 1 or more, or leave the line out. [DEVICE_QUANTITY]",
    ),
    "DEVICE_WITHOUT_CATEGORY": (
        lambda: found(device(category=" ")),
        "land.csv, row 2, category: The device has no category. "
        "Give the category of the ordnance, or write 'unknown'. [DEVICE_WITHOUT_CATEGORY]",
    ),
    "METHOD_CONTRADICTS_KIND": (
        lambda: found(land(method="Non-Technical Survey")),
        "land.csv, row 2, method: Non-technical survey is given as the method of cleared land, which it cannot report. "
        "Check the method and the kind: non-technical survey cancels land, technical survey reduces it, clearance "
        "clears it. [METHOD_CONTRADICTS_KIND]",
    ),
    "SPOT_TASK_WITH_AREA": (
        lambda: found(land(method="EOD spot task", area_m2=25.0)),
        "land.csv, row 2, area_m2: An EOD spot task disposes of items and releases no land, but this one reports 25 "
        "m2. Report the items as devices found, and the land by the clearance or survey that released it. "
        "[SPOT_TASK_WITH_AREA]",
    ),
    "BAC_WITH_MINES": (
        lambda: found(land(method="BAC", contamination=frozenset({Contamination.CLUSTER, Contamination.AV_MINE}))),
        "land.csv, row 2, contamination: Battle area clearance is for land where no mines are expected, but this "
        "record names mines. If mines were searched for, give mine clearance as the method; if not, take mines out of "
        "the contamination. [BAC_WITH_MINES]",
    ),
    "POSSIBLE_PERSONAL_DATA": (
        lambda: found(land(extra=(("Owner name", "A. Sample"),)), land(extra=(("Owner name", "+254 700 000 000"),))),
        "land.csv, row 2, Owner name: Values of this column that may identify a person: 2 (name, telephone number). "
        "Only the vault keeps them. Take them out of reasons and notes, which the journal keeps, and send the file "
        "again. [POSSIBLE_PERSONAL_DATA]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_each_code_reads_well(code: str) -> None:
    make, words = CASES[code]
    assert [str(finding) for finding in make() if finding.code == code] == [words]


def test_no_code_of_shapes_or_records_lacks_its_words() -> None:
    defined = {name for module in (geometry, record) for name, code in vars(module).items() if isinstance(code, Code)}
    assert defined == set(CASES)


def test_a_code_is_named_as_the_constant_that_holds_it() -> None:
    for module in (geometry, record):
        for name, code in vars(module).items():
            assert not isinstance(code, Code) or code.name == name
