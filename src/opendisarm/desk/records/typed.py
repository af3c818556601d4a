"""From what somebody typed into a form to the row that it says, with the findings of each field.

What stands in a field as it did is taken as it was, to the last digit: a shape keeps its original, a date how exactly
it is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import shapely

from opendisarm.core.catalogue import table as table_codes
from opendisarm.core.catalogue import value as codes
from opendisarm.core.findings import Finding
from opendisarm.core.records import Place, Precision, Record, class_of
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, LandKind
from opendisarm.desk.records.fields import Answer, Field, Said, fields_of, kept_apart, said_of
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.coordinates import from_wkt
from opendisarm.importers.values.dates import dated
from opendisarm.importers.values.numbers import number, whole
from opendisarm.importers.values.remarks import Remark
from opendisarm.importers.values.states import state

TYPED: Final = Source()
"""What is typed at the door comes from no file."""

_Read = tuple[Any, Sequence[Remark]]


def row_of(kind: str, said: Mapping[str, Sequence[str]], before: Record | None = None) -> Row:
    """The row that a form says.  before: the record that it corrects; what is not said of it stays.

    Errors  KeyError on a kind unknown to this version.
    """
    stood: Said = said_of(before) if before is not None else {}
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    failed = False
    for field in fields_of(kind):
        texts = _tidied(said.get(field.name, stood.get(field.name, ())))
        if before is not None and texts == _tidied(stood[field.name]):
            values |= _as_it_was(before, field)
            continue
        value, remarks = _read(field, texts)
        findings += [remark.at(TYPED.at(field.name)) for remark in remarks]
        if value is None and (remarks or field.needed):
            failed = True
            if not remarks:
                findings.append(table_codes.FIELD_MISSING.at(TYPED.at(field.name), field=field.name, kind=kind))
        elif field.answer is Answer.ROUGH_DAY and value is not None:
            values |= {field.name: value.on, "precision": value.precision}
        elif value is not None:
            values[field.name] = value
    if failed:
        return Row(TYPED, (), tuple(findings))
    return Row(TYPED, (_record(kind, values, before),), tuple(findings))


def _record(kind: str, values: dict[str, Any], before: Record | None) -> Record:
    parts = {name.partition(".")[2]: values.pop(name) for name in list(values) if name.startswith("place.")}
    if "place" in class_of(kind).__dataclass_fields__:
        values["place"] = Place(**parts)
    if before is not None:
        values = kept_apart(before) | values
    if kind == "norm.count":
        values.setdefault("number", "")  # its source gives no number
    if kind == "incident.use" and values.get("until") and (before is None or values["on"] != before.on):
        values["on"] = _first_day(values["on"], values["precision"])
    if kind in FINDINGS_OF_CONTAMINATION:
        values["hazard"] = values.get("hazard") or values.get("ref", "")
    values["kind"] = LandKind(kind) if kind in set(LandKind) else kind
    made: Record = class_of(kind)(**values)
    return made


def _first_day(of: date, precision: Precision) -> date:
    """A period counts from the first day that its beginning can mean."""
    if precision is Precision.YEAR:
        return of.replace(month=1, day=1)
    return of.replace(day=1) if precision is Precision.MONTH else of


def _as_it_was(before: Record, field: Field) -> dict[str, Any]:
    value: Any = before
    for part in field.name.split("."):
        value = getattr(value, part)
    if field.answer is Answer.ROUGH_DAY:
        return {field.name: value, "precision": getattr(before, "precision", Precision.DAY)}
    return {field.name: value}


def _read(field: Field, texts: tuple[str, ...]) -> _Read:
    """The value of a field; None where nothing is said, or where a remark says what is wrong with it."""
    text = texts[0] if texts else ""
    if not text:
        return None, ()
    if field.listed:
        return choices(field.listed).one(text)
    match field.answer:
        case Answer.NUMBER:
            return number(text, ".")
        case Answer.WHOLE:
            return whole(text, ".")
        case Answer.ROUGH_DAY:
            return dated(text)
        case Answer.DAY:
            found, remarks = dated(text)
            return (found.on if found else None), remarks
        case Answer.STATE:
            return state(text)
        case Answer.SHAPE:
            return _shape(text)
        case Answer.ONE | Answer.SEVERAL:
            return _chosen(field, texts)
        case _:
            return text, ()


def _chosen(field: Field, texts: tuple[str, ...]) -> _Read:
    """Words of the list, as the record class wants them."""
    strange = next((text for text in texts if text not in field.words), None)
    if strange is not None:
        facts = {"value": strange, "field": field.name, "like": "", "known": ", ".join(field.words)}
        return None, (Remark(codes.CHOICE_UNKNOWN, facts),)
    words = texts if field.of is None else tuple(map(field.of, texts))
    return (frozenset(words) if field.answer is Answer.SEVERAL else words[0]), ()


def _shape(text: str) -> _Read:
    """A shape from WKT, or from a GeoJSON geometry or feature; WGS 84 unless EWKT says another system."""
    if not text.startswith("{"):
        return from_wkt(text)
    try:
        found = shapely.from_geojson(text)
    except shapely.errors.GEOSException:
        return None, (Remark(codes.WKT_UNREADABLE, {"why": "it is no GeoJSON geometry or feature"}),)
    if found.geom_type == "GeometryCollection" and len(found.geoms) == 1:
        found = found.geoms[0]
    return from_wkt(shapely.to_wkt(found, rounding_precision=-1))


def _tidied(texts: Sequence[str]) -> tuple[str, ...]:
    """As a browser and a person leave them: no blank ends, one kind of line end, nothing twice, lists in one order."""
    plain = [text.replace("\r\n", "\n").strip() for text in texts]
    return tuple(sorted({text for text in plain if text}))
