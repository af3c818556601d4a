"""Which header of a table about states means which field of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from opendisarm.core.records import class_of
from opendisarm.importers.values.words import fold

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "state": (
        "iso3", "iso3 code", "country", "country name", "state name", "member state", "party", "participant", "pays",
        "etat", "pais", "estado", "الدوله", "البلد", "state party",
    ),
    "on": (
        "date", "endorsed on", "date of endorsement", "date endorsed", "submitted on", "as of", "vote date", "day",
        "fecha", "date du vote", "from", "start", "التاريخ", "deposit date", "date of deposit",
    ),
    "until": ("to", "end", "end date"),
    "instrument": ("convention", "treaty"),
    "ballot": ("vote", "voto", "position de vote", "ms vote"),
    "resolution": ("resolution or draft", "draft", "document", "res"),
    "citation": ("source", "reference", "fuente"),
    "status": ("endorsed", "endorsement"),
    "note": ("remarks", "comment", "comments", "notes"),
    "year": ("period year", "reporting year", "year covered"),
    "deadline": ("new deadline", "granted until"),
    "meeting": ("granted by", "decided by"),
    "measure": ("kind of measure", "type of measure"),
    "title": ("law", "name of law"),
    "weapon": ("weapon class", "type of weapon"),
    "venue": ("location", "city", "town", "where"),
    "actor_state": ("actor iso3",),
    "services": ("damaged services", "services damaged"),
    "populated": ("populated area", "in populated area"),
    "effective": ("entry into force", "entry into force date", "effect", "takes effect"),
    "place": ("iso3 location", "country of incident"),
}  # fmt: skip
"""Field -> other headers, folded."""

COORDINATES: Final = frozenset(
    {
        "lat",
        "latitude",
        "lon",
        "long",
        "longitude",
        "x",
        "y",
        "mgrs",
        "easting",
        "northing",
        "wkt",
        "coordinates",
        "gps",
    }
)
_NOT_COLUMNS: Final = frozenset({"kind", "extra", "precision", "harmed"})


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that a column may fill, as the class has them."""
    return tuple(field.name for field in fields(class_of(kind)) if field.name not in _NOT_COLUMNS)


def required(kind: str) -> tuple[str, ...]:
    """The fields without which there is no record."""
    from dataclasses import MISSING

    return tuple(field.name for field in fields(class_of(kind)) if field.default is MISSING)


def placed(kind: str, headers: Sequence[str], said: Mapping[str, Any]) -> dict[str, int]:
    """Field -> column.  said: field -> header, as a mapping names it; it goes before any guess."""
    folded = [fold(header) for header in headers]
    found: dict[str, int] = {}
    for field, header in said.items():
        if fold(str(header)) in folded:
            found[field] = folded.index(fold(str(header)))
    for field in fields_of(kind):
        own, others = field.replace("_", " "), SYNONYMS.get(field, ())
        codes = tuple(name for name in others if name.startswith("iso3"))  # a code is read without doubt, a name is not
        names = (*codes, own, *others)
        if field == "place":
            names = (*names, *SYNONYMS["state"], "state")
        for name in names:
            if field not in found and name in folded and folded.index(name) not in found.values():
                found[field] = folded.index(name)
    return found
