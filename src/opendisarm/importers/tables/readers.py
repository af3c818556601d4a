"""How the cells of a column are read, decided once a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables.habits import Habits
from opendisarm.importers.values import coordinates
from opendisarm.importers.values.choices import Choices, choices
from opendisarm.importers.values.dates import dated
from opendisarm.importers.values.numbers import AREA_UNITS, DEPTH_UNITS, area_m2, depth_cm, number, unit_named, whole
from opendisarm.importers.values.remarks import Parsed
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, like, plain, text

Read = Callable[[object], Parsed]

UNITS: Final[dict[str, tuple[dict[str, float], str]]] = {
    "area_m2": (AREA_UNITS, "m2"),
    "depth_cm": (DEPTH_UNITS, "cm"),
}
"""Fields that are measured: (units that are known, ours)."""

_CHOSEN: Final = frozenset({"kind", "contamination", "method", "fate", "to"})
_REMEMBERED: Final = 4_096


def reader(field: str, header: str, wanted: Wanted, habits: Habits) -> Read:
    """The reader of a column, or of a constant (header "").  Cells that repeat are read once."""
    read = _reader(field, header, wanted, habits)
    remembered = lru_cache(maxsize=_REMEMBERED, typed=True)(read)

    def careful(given: object) -> Parsed:
        if not isinstance(given, str | int | float | bytes) and not hasattr(given, "year"):
            given = given.item() if hasattr(given, "item") else plain(given)
        return remembered(given)

    return read if field == "wkt" else careful


def unit_of(field: str, header: str) -> str:
    """The unit of a measured column: of its header, else ours."""
    known, ours = UNITS[field]
    unit = unit_named(header)
    return unit if unit in known else ours


def wrong_values(wanted: Wanted, where: Source) -> Iterator[Finding]:
    """Words of the mapping's `values` that are none of our codes, where the list of codes is closed."""
    for field, words in wanted.section("values").items():
        if field not in _CHOSEN or not choices(field).closed:
            continue
        known = choices(field).codes
        for word in words.values():
            if word not in known:
                facts = {"word": word, "what": f"a {field}", "like": like(word, known), "known": ", ".join(known)}
                yield codes.MAPPING_WORD.at(where, **facts)


def _reader(field: str, header: str, wanted: Wanted, habits: Habits) -> Read:
    theirs: Mapping[str, str] = wanted.section("values").get(field) or {}
    words = {fold(word): ours for word, ours in theirs.items()}
    if field in _CHOSEN:
        chosen = _with_words(choices(field), words)
        return chosen.several if field == "contamination" else chosen.one
    read = _plain_reader(field, header, wanted, habits)
    if not words:
        return read
    return lambda given: read(words.get(fold(plain(given)), given))


def _plain_reader(field: str, header: str, wanted: Wanted, habits: Habits) -> Read:
    match field:
        case "date" | "started":
            return partial(dated, order=habits.date_order, state=wanted.state)
        case "area_m2":
            return partial(area_m2, unit=unit_of(field, header), mark=habits.decimal)
        case "depth_cm":
            return partial(depth_cm, unit=unit_of(field, header), mark=habits.decimal)
        case "quantity" | "level":
            return partial(whole, mark=habits.decimal)
        case "easting" | "northing":
            return partial(number, mark=habits.decimal)
        case "lat":
            return partial(coordinates.degrees, axis="latitude")
        case "lon":
            return partial(coordinates.degrees, axis="longitude")
        case "mgrs":
            return coordinates.from_mgrs
        case "wkt":
            return partial(coordinates.from_wkt, crs=wanted.said("crs"))
        case "state":
            return state
        case _:
            return _word


def _word(given: object) -> tuple[Any, tuple[()]]:
    return text(given), ()


def _with_words(chosen: Choices, words: Mapping[str, str]) -> Choices:
    return replace(chosen, by_word={**chosen.by_word, **words}) if words else chosen
