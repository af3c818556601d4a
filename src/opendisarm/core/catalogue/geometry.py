"""Codes of findings about shapes: rings, vertices, parts, coordinates, and where on Earth they lie."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

GEOMETRY_UNREADABLE = Code(
    "GEOMETRY_UNREADABLE", Severity.ERROR,
    "The shape cannot be read: {reason}.",
    "Export the layer again, with closed rings and without curves.",
    "geocheck 1",
)  # fmt: skip
SHAPE_EMPTY = Code(
    "SHAPE_EMPTY", Severity.ERROR,
    "The shape is there but holds no coordinates.",
    "Draw it, or leave the shape out and give the area.",
    "geocheck 1",
)  # fmt: skip
NOT_A_POLYGON = Code(
    "NOT_A_POLYGON", Severity.ERROR,
    "The shape is a {found}, but this record needs a polygon.",
    "Send the boundary; where only a reference point is known, leave the shape out and give the area.",
    "standards 2.1",
)  # fmt: skip
COORDINATES_NOT_FINITE = Code(
    "COORDINATES_NOT_FINITE", Severity.ERROR,
    "Coordinates that are not numbers: {count}.",
    "Look for empty or infinite coordinates in the file that the shape was made from.",
    "geocheck 1",
)  # fmt: skip
COORDINATES_OUT_OF_RANGE = Code(
    "COORDINATES_OUT_OF_RANGE", Severity.ERROR,
    "There is no place at longitude {lon}, latitude {lat}.",
    "{advice}",
    "users B4, ours",
)  # fmt: skip
COORDINATES_SWAPPED = Code(
    "COORDINATES_SWAPPED", Severity.ERROR,
    "Latitude and longitude look swapped: {why}.",
    "Exchange the two columns, or say which is which when the columns are mapped, and send the file again.",
    "users B4, ours",
)  # fmt: skip
NULL_ISLAND = Code(
    "NULL_ISLAND", Severity.ERROR,
    "Points at longitude 0, latitude 0 (in the sea off Africa; usually an empty coordinate): {count}.",
    "Give the coordinates, or leave the shape out.",
    "users B4, ours",
)  # fmt: skip
EXTENT_TOO_WIDE = Code(
    "EXTENT_TOO_WIDE", Severity.ERROR,
    "The shape spans {degrees} degrees of longitude, more than half of the Earth.",
    "Where it crosses the 180th meridian, split it there into two parts; else look for one stray point.",
    "users B4, ours",
)  # fmt: skip
GEOMETRY_INVALID = Code(
    "GEOMETRY_INVALID", Severity.ERROR,
    "The polygon is not valid: {reason} at longitude {lon}, latitude {lat}.",
    "Correct the order of its corners there, or import with --repair and check what the repair changed.",
    "geocheck 1",
)  # fmt: skip
TOO_FEW_VERTICES = Code(
    "TOO_FEW_VERTICES", Severity.ERROR,
    "A ring of the polygon has only {count} distinct corners; it needs at least 3.",
    "Add the missing corners; where only a line or a point is known, leave the shape out and give the area.",
    "geocheck 2",
)  # fmt: skip
GEOMETRY_TOO_FINE = Code(
    "GEOMETRY_TOO_FINE", Severity.ERROR,
    "The polygon vanishes or breaks at the millimetre to which land is measured.",
    "Check its coordinates for a unit slip, or draw the boundary again without hairline spikes.",
    "users B4, ours",
)  # fmt: skip
DUPLICATE_VERTEX = Code(
    "DUPLICATE_VERTEX", Severity.WARNING,
    "Corners that repeat the one before: {count}, the first at longitude {lon}, latitude {lat}.",
    "Nothing is lost; check that no corner was typed twice in place of another.",
    "geocheck 6",
)  # fmt: skip
RING_CLOSED_TWICE = Code(
    "RING_CLOSED_TWICE", Severity.WARNING,
    "Rings whose closing point is repeated: {count}.",
    "Nothing is lost; remove the second closing point in the source.",
    "geocheck 6",
)  # fmt: skip
RING_RESTARTED = Code(
    "RING_RESTARTED", Severity.WARNING,
    "Rings whose last two points are their first two again: {count}.",
    "Remove the repeated second point, so that the ring ends where it began.",
    "geocheck 6",
)  # fmt: skip
VERTEX_GAP = Code(
    "VERTEX_GAP", Severity.WARNING,
    "Sides longer than {limit} m: {count}; the longest, {longest} m, starts at longitude {lon}, latitude {lat}.",
    "Check the corners at both ends for a wrong digit.",
    "geocheck 14",
)  # fmt: skip
PARTS_OVERLAP = Code(
    "PARTS_OVERLAP", Severity.WARNING,
    "The parts of this shape overlap by {percent} % of their common area ({m2} m2).",
    "Merge the parts, or remove the one that was drawn twice.",
    "geocheck 15",
)  # fmt: skip
DUPLICATE_PART = Code(
    "DUPLICATE_PART", Severity.WARNING,
    "The shape holds the same polygon {times} times.",
    "Remove the copies.",
    "geocheck 3",
)  # fmt: skip
DUPLICATE_POLYGON = Code(
    "DUPLICATE_POLYGON", Severity.WARNING,
    "This polygon has the same corners as that of {other}.",
    "Check whether the same work was reported twice, or whether one of the two got the wrong boundary.",
    "geocheck 3",
)  # fmt: skip
SYNTHETIC_CIRCLE = Code(
    "SYNTHETIC_CIRCLE", Severity.WARNING,
    "The polygon is a circle of radius {radius} m: drawn from a point and an area, not surveyed on the ground.",
    "It is kept for the map and never used for overlap; send the surveyed boundary when there is one.",
    "users B4, ours",
)  # fmt: skip
PROBABLE_WRONG_ZONE = Code(
    "PROBABLE_WRONG_ZONE", Severity.WARNING,
    "The shape lies outside {state}, and inside if moved by {degrees} degrees of longitude: "
    "probably read in the wrong UTM zone.",
    "Check the zone of the coordinates that were sent.",
    "users B4, ours",
)  # fmt: skip
PROBABLE_WRONG_SIGN = Code(
    "PROBABLE_WRONG_SIGN", Severity.WARNING,
    "The shape lies outside {state}, and inside with the other sign of {which}.",
    "Check east or west, north or south, and the minus sign.",
    "users B4, ours",
)  # fmt: skip
OUTSIDE_STATE = Code(
    "OUTSIDE_STATE", Severity.WARNING,
    "The shape, around longitude {lon}, latitude {lat}, lies outside {state}.",
    "Check the coordinates, their reference system, and the state.",
    "users B4, ours",
)  # fmt: skip
OUTSIDE_ADMIN_UNIT = Code(
    "OUTSIDE_ADMIN_UNIT", Severity.WARNING,
    "The shape lies about {distance} m outside {unit}, which the record names.",
    "Check the coordinates and the name or code of the administrative unit.",
    "standards 2.5",
)  # fmt: skip
MIXED_CRS = Code(
    "MIXED_CRS", Severity.WARNING,
    "The shapes of this file were sent in {count} reference systems: {systems}.",
    "Check that no datum or zone was mixed up, best by looking at the shapes on the map.",
    "users B4, ours",
)  # fmt: skip
DUPLICATE_POINT = Code(
    "DUPLICATE_POINT", Severity.WARNING,
    "The point has the same coordinates and date as that of {other}.",
    "Check whether the same find was reported twice.",
    "geocheck 9",
)  # fmt: skip
EVENTS_SHARE_A_POINT = Code(
    "EVENTS_SHARE_A_POINT", Severity.INFO,
    "Reported events with the same coordinates and date as an earlier one in the file: {count}.",
    "Nothing need be done where events were placed at a village centre; else look for double reports.",
    "geocheck 9",
)  # fmt: skip
REPAIRED = Code(
    "REPAIRED", Severity.WARNING,
    "The polygon was not valid and was repaired as asked; its area changed by {difference} m2, to {area} m2.",
    "Compare it with the shape as sent, which is kept beside it.",
    "geocheck 1",
)  # fmt: skip
REPAIR_CHANGES_LAND = Code(
    "REPAIR_CHANGES_LAND", Severity.WARNING,
    "The polygon was not valid, and the repair asked for changes the land itself: its rings enclosed {before} m2, "
    "the repaired shape has {area} m2 ({difference} m2).",
    "Ask the sender for the true boundary before anybody relies on it; the shape as sent is kept beside it.",
    "geocheck 1",
)  # fmt: skip
REPAIR_REFUSED = Code(
    "REPAIR_REFUSED", Severity.ERROR,
    "The polygon is not valid and was not repaired: {why}.",
    "Correct the boundary by hand, or ask the sender for it.",
    "geocheck 1",
)  # fmt: skip
