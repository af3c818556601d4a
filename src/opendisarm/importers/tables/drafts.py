"""From the fields of a row to the record that it says, or to what is missing for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from opendisarm.core.catalogue import table as table_codes
from opendisarm.core.catalogue import value as codes
from opendisarm.core.records import AdminUnit, DeviceFound, EventReported, LandRecord, Place, Record, Shape
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, Account, Contamination, LandKind
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.placing import COORDINATE_FIELDS, Noted
from opendisarm.importers.values.remarks import Remark

Extra = tuple[tuple[str, str], ...]

_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
_LAND: Final = (
    "ref", "hazard", "date", "started", *_PLACE, "contamination", "area_m2", "operator", "method", "depth_cm",
    "reason", "to",
)  # fmt: skip
FIELDS_OF: Final[dict[str, frozenset[str]]] = {
    **{kind.value: frozenset({*_LAND, *COORDINATE_FIELDS}) for kind in LandKind},
    "device.found": frozenset(
        {"ref", "hazard", "activity", "date", *_PLACE, "category", "model", "quantity", "fate", "operator", "depth_cm"}
        | {*COORDINATE_FIELDS}
    ),
    "event.reported": frozenset({"ref", "date", *_PLACE, "category", *COORDINATE_FIELDS}),
    "place.admin": frozenset({"date", *_PLACE, "code", "name", "level", "parent", "wkt"}),
}
"""Record kind -> the fields that it has; columns of other fields go to its `extra`."""

TABLE_KINDS: Final = tuple(FIELDS_OF)
AREA_KINDS: Final = frozenset({*(kind.value for kind in LandKind), "place.admin"})


def draft(
    kind: str, found: Mapping[str, Any], shape: Shape | None, point: Point | None, extra: Extra
) -> tuple[Record | None, list[Noted]]:
    """The record that the fields say; None where something that the kind needs is missing (the notes say what).

    found   our field -> parsed value, unknown ones left out.
    shape   a polygon; point: a place in WGS 84, which becomes the shape of what happened at a point.
    """
    if kind == "place.admin":
        return _admin_unit(found, shape, extra)
    dated = found.get("date")
    if dated is None:
        return None, [_missing("date", kind)]
    place = Place(**{part: found.get(part) or "" for part in _PLACE})
    common: dict[str, Any] = {
        "on": dated.on, "precision": dated.precision, "place": place, "ref": found.get("ref", ""), "extra": extra,
    }  # fmt: skip
    if kind == "event.reported":
        category, noted = _category("event", found)
        return EventReported(**common, category=category, shape=shape or (point.shape() if point else None)), noted
    common |= {name: found.get(name, "") for name in ("hazard", "operator")}
    common |= {"depth_cm": found.get("depth_cm")}
    if kind == "device.found":
        return _device(found, common, shape or (point.shape() if point else None))
    return _land(LandKind(kind), found, common, shape, point), []


def point_remark(point: Point) -> tuple[str, str]:
    """A point as an extra of a record of land: no boundary is ever drawn from it."""
    return ("point_wgs84", f"{point.lon:.7f} {point.lat:.7f}")


def _land(
    kind: LandKind, found: Mapping[str, Any], common: dict[str, Any], shape: Shape | None, point: Point | None
) -> LandRecord:
    if kind in FINDINGS_OF_CONTAMINATION:
        common["hazard"] = common["hazard"] or common["ref"]
    if point:
        common["extra"] = (*common["extra"], point_remark(point))
    return LandRecord(
        **common,
        kind=kind,
        contamination=frozenset(map(Contamination, found.get("contamination") or ())),
        area_m2=found.get("area_m2"),
        shape=shape,
        method=found.get("method", ""),
        started=found["started"].on if found.get("started") else None,
        reason=found.get("reason", ""),
        to=Account(found["to"]) if found.get("to") else None,
    )


def _device(
    found: Mapping[str, Any], common: dict[str, Any], shape: Shape | None
) -> tuple[DeviceFound | None, list[Noted]]:
    category, noted = _category("device", found)
    if found.get("quantity") is None:
        return None, [*noted, _missing("quantity", "device.found")]
    record = DeviceFound(
        **common,
        category=category,
        quantity=found["quantity"],
        activity=found.get("activity", ""),
        model=found.get("model", ""),
        fate=found.get("fate") or "unknown",
        shape=shape,
    )
    return record, noted


def _admin_unit(found: Mapping[str, Any], shape: Shape | None, extra: Extra) -> tuple[AdminUnit | None, list[Noted]]:
    """Boundary files often give a unit by its columns admin1_code, admin2_code alone: the deepest one is the unit."""
    values = dict(found)
    if not values.get("code"):
        deepest = next((level for level in (2, 1) if values.get(f"admin{level}_code")), 0)
        if deepest:
            values["code"] = values[f"admin{deepest}_code"]
            values["name"] = values.get("name") or values.get(f"admin{deepest}", "")
            values.setdefault("level", deepest)
            if deepest == 2:
                values["parent"] = values.get("parent") or values.get("admin1_code", "")
    missing = [name for name in ("date", "code", "name", "level", "state") if not values.get(name)]
    if missing:
        return None, [_missing(name, "place.admin") for name in missing]
    unit = AdminUnit(
        on=values["date"].on,
        code=values["code"],
        name=values["name"],
        level=values["level"],
        state=values["state"],
        parent=values.get("parent", ""),
        shape=shape,
        extra=extra,
    )
    return unit, []


def _category(list_name: str, found: Mapping[str, Any]) -> tuple[str, list[Noted]]:
    category, remarks = choices(list_name).one(found.get("category", ""))
    return category or "", [("category", remark) for remark in remarks]


def _missing(field: str, kind: str) -> Noted:
    return field, Remark(table_codes.FIELD_MISSING, {"field": field, "kind": kind})


def wrong_shape(kind: str, found_type: str) -> Remark:
    """A shape of a type that the kind cannot have."""
    needed = "a polygon" if kind in AREA_KINDS else "a point"
    return Remark(codes.WKT_WRONG_TYPE, {"type": found_type, "kind": kind, "needed": needed})
