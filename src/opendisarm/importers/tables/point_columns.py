"""The columns of a table of ordered points, and the place and the role of each point in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.values import coordinates
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.numbers import number
from opendisarm.importers.values.placing import point_of
from opendisarm.importers.values.remarks import Remark
from opendisarm.importers.values.words import fold, plain

AREA_IDS: Final = ("hazreduc localid", "hazard localid", "polygon id", "area id", "polygon localid")
"""Headers (folded) by which points are grouped into areas; the first that a table has."""

_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "shape": ("shape id", "shapeid", "part id", "part no"),
    "number": ("pointno", "point no", "point number", "vertex no", "corner no", "point order"),
    "id": ("pointlocal id", "point localid", "point local id", "point id"),
    "type": ("pointtypeenum", "point type", "pointtype", "pointtypeenum guid"),
    "lat": ("latitude", "lat", "y dd"),
    "lon": ("longitude", "lon", "long", "x dd"),
    "x": ("user entered x",),
    "y": ("user entered y",),
    "mgrs": ("user entered mgrs", "mgrs"),
    "format": ("coordformat", "userinputformat", "user input format"),
    "zone": ("utm zone", "zone"),
    "system": ("coordrefsys", "coord ref sys", "crs"),
    "": (
        "elevation", "bearing", "distance", "frompoint guid", "frompoint", "dataentrydate", "dataenterer", "shapeenum",
        "poly prop enum guid", "isactive", "fixedby", "point description",
    ),
}  # fmt: skip
REFERENCE_TYPES: Final = frozenset(
    {"benchmark", "bench mark", "bm", "reference point", "reference", "rp", "landmark", "lm"}
)
CORNER_TYPES: Final = frozenset(
    {
        "", "start point", "starting point", "sp", "turning point", "tp", "intermediate point", "ip", "end point", "ep",
        "corner", "corner point", "vertex", "perimeter point", "boundary point", "polygon point",
    }
)  # fmt: skip


def names_points(headers: frozenset[str]) -> bool:
    """Whether folded headers are those of a table of ordered points."""
    return any(name in headers for name in _HEADERS["number"]) and any(name in headers for name in AREA_IDS)


class PointColumns:
    """Where in a row the facts about its point stand."""

    def __init__(self, headers: Sequence[str]) -> None:
        folded = [fold(header) for header in headers]
        self.headers = headers
        self.area = next(folded.index(name) for name in AREA_IDS if name in folded)
        self._at: dict[str, int] = {}
        for role, names in _HEADERS.items():
            for name in names:
                if role and name in folded:
                    self._at.setdefault(role, folded.index(name))
        every = {name for names in _HEADERS.values() for name in names}
        self.taken = frozenset(at for at, name in enumerate(folded) if name in every)

    def word(self, row: Sequence[object], role: str) -> str:
        """The cell of a role as it stands, spaces included; "" when there is none."""
        at = self._at.get(role, -1)
        cell = row[at] if 0 <= at < len(row) else ""
        return cell if isinstance(cell, str) else plain(cell)

    def number(self, row: Sequence[object], source: Source) -> tuple[int | None, list[Finding]]:
        """The number of a point in its shape; None when it has none or it cannot be read."""
        found, remarks = number(self.word(row, "number"))
        findings = [remark.at(self.place(source, "number")) for remark in remarks]
        return (int(found) if found is not None and float(found).is_integer() else None), findings

    def point(self, row: Sequence[object], source: Source) -> tuple[Point | None, list[Finding]]:
        """The place of a point: its latitude and longitude, else what its user entered, in the format named."""
        noted: list[tuple[str, Remark]] = []
        roles = {"lat": "lat", "lon": "lon"}
        form = fold(self.word(row, "format"))
        if not self.word(row, "lat").strip() and not self.word(row, "lon").strip():
            grid = "utm" in form or (not form and self.word(row, "zone").strip() != "")
            roles = {"easting": "x", "northing": "y"} if grid else {"lon": "x", "lat": "y"}
        found: dict[str, object] = {}
        failed: set[str] = set()
        for name, role in roles.items():
            cell = self.word(row, role)
            if not cell.strip():
                continue
            axis = {"lat": "latitude", "lon": "longitude"}.get(name)
            value, remarks = coordinates.degrees(cell, axis) if axis else number(cell)
            noted += [(role, remark) for remark in remarks]
            if value is None:
                failed.add(name)
            else:
                found[name] = value
        if not found and self.word(row, "mgrs").strip():
            found["mgrs"], remarks = coordinates.from_mgrs(self.word(row, "mgrs"))
            noted += [("mgrs", remark) for remark in remarks]
        if self.word(row, "zone").strip() or self.word(row, "system").strip():
            found["utm_zone"] = self.word(row, "zone").strip() or self.word(row, "system").strip()
        point, more = point_of(found, "", frozenset(failed))
        noted += [(_ROLE_OF.get(name, name), remark) for name, remark in more]
        return point, [remark.at(self.place(source, role)) for role, remark in noted]

    def place(self, source: Source, role: str) -> Source:
        """The cell of a role in a row."""
        at = self._at.get(role)
        return source if at is None else source.at(self.headers[at], f"{letter(at)}{source.row}")


_ROLE_OF: Final[Mapping[str, str]] = {"easting": "x", "northing": "y", "utm_zone": "zone"}
