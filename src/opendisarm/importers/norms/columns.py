"""Which column of a table about states is which field of a kind, laid out once a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from opendisarm.core.catalogue import norm
from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import DATE, Wanted, norm_synonyms, problems
from opendisarm.importers.norms.fields import DEFAULTS, INCIDENT, fields_of
from opendisarm.importers.norms.values import Read, reader, words_of
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.tables.headers import match_of
from opendisarm.importers.values.placing import COORDINATE_FIELDS
from opendisarm.importers.values.words import fold, like, plain

_SHOWN: Final = 40
_ALSO_COORDINATES: Final = frozenset(
    {"x", "y", "coordinates", "coordinate", "coords", "gps", "geo", "geolocation", "location coordinates", "latlon",
     "lat lon", "lat long", "point", "what3words", "plus code", "coordonnees", "coordenadas", "الاحداثيات"}
)  # fmt: skip
_LOOKS_LIKE_A_POINT: Final = re.compile(
    r"-?\d{1,3}\.\d{3,}\s*°?\s*[NSEWO]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}"  # 48.12345, 37.98765
    r"|\b(?:POINT|POLYGON)\b\s*\("
    r"|\d{1,3}\s*°\s*\d{1,2}\s*['′]",  # 48° 07'
    re.IGNORECASE,
)


class Column(NamedTuple):
    """A column that is read.  letter: of the spreadsheet."""

    at: int
    field: str
    header: str
    read: Read

    def place(self, source: Source) -> Source:
        """The cell of this column in a row."""
        return source.at(self.header, f"{letter(self.at)}{source.row}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of one kind are read.

    constants  field -> value, where no column (or an empty cell) says it.     extra  (column, header) kept as it is.
    findings   about the table as a whole.
    """

    kind: str
    columns: tuple[Column, ...]
    constants: Mapping[str, Any]
    extra: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]


def field_called(name: str) -> str:
    """Our field by the word of a mapping: the date of a record is also called date there."""
    return "on" if name == DATE else name


def placed(kind: str, headers: Sequence[str], said: Mapping[str, Any]) -> dict[str, list[int]]:
    """Field -> its columns, best first.  said: field -> header, as a mapping names it; "" takes the field away."""
    folded = [fold(header) for header in headers]
    theirs = {field_called(name): fold(str(header or "")) for name, header in said.items()}
    found = {field: [folded.index(header)] for field, header in theirs.items() if header and header in folded}
    taken = {at for columns in found.values() for at in columns}
    rivals: dict[int, list[tuple[int, str]]] = {}
    for field in fields_of(kind):
        for rank, name in enumerate(_names(field)):
            for at, header in enumerate(folded):
                if header == name and at not in taken and field not in theirs:
                    rivals.setdefault(at, []).append((rank, field))
    # A header that several fields share belongs to the one that names it first.
    of_field: dict[str, list[tuple[int, int]]] = {}
    for at, claims in rivals.items():
        rank, field = min(claims)
        of_field.setdefault(field, []).append((rank, at))
    return found | {field: [at for _, at in sorted(columns)] for field, columns in of_field.items()}


def laid_out(
    kind: str, headers: Sequence[str], rows: Sequence[Cells], wanted: Wanted, where: Source, date_order: str
) -> Layout | tuple[Finding, ...]:
    """Lay out the columns for one kind: by the mapping, else by known names.

    rows    under the header: a column of coordinates is also known by what it holds.
    Errors  as findings, when the mapping says what the table or the kind does not have.
    """
    wrong = (*problems(wanted.mapping or {}, where, (*fields_of(kind), DATE, "kind")), *_absent(headers, wanted, where))
    wrong += tuple(_wrong_values(kind, wanted, where))
    if wrong:
        return wrong
    assigned = placed(kind, headers, wanted.section("columns"))
    theirs = {field_called(name): words for name, words in wanted.section("values").items()}
    columns = tuple(
        Column(at, field, headers[at], reader(kind, field, date_order, theirs.get(field)))
        for field, [at, *_] in sorted(assigned.items(), key=lambda item: item[1])
    )
    constants, notes = _constants(kind, wanted, {column.field for column in columns}, where, date_order)
    if rejecting(notes):
        return tuple(notes)
    used = {column.at for column in columns} | {at for at, header in enumerate(headers) if fold(header) == "kind"}
    others = [at for at in range(len(headers)) if at not in used]
    left_out = {at for at in others if kind == INCIDENT and _is_of_coordinates(at, headers[at], rows)}
    for at in sorted(left_out):
        header = headers[at] or f"column {letter(at)}"
        notes.append(norm.COORDINATES_LEFT_OUT.at(where.at(header), header=header))
    extra = tuple((at, headers[at] or f"column {letter(at)}") for at in others if at not in left_out)
    notes += _twice(assigned, headers, where)
    named = [headers[at] for at, _ in extra if headers[at]]
    if named:
        shown = ", ".join(named[:_SHOWN]) + (" ..." if len(named) > _SHOWN else "")
        notes.append(codes.COLUMNS_UNKNOWN.at(where, headers=shown))
    return Layout(kind, columns, constants, extra, tuple(notes))


def _constants(
    kind: str, wanted: Wanted, in_columns: set[str], where: Source, date_order: str
) -> tuple[dict[str, Any], list[Finding]]:
    said = {field_called(name): word for name, word in wanted.section("constants").items() if name != "kind"}
    if kind == INCIDENT and wanted.state and "state" not in in_columns:
        said.setdefault("state", wanted.state)
    notes: list[Finding] = []
    for field, word in DEFAULTS.get(kind, {}).items():
        if field not in said:
            said[field] = word
            if field not in in_columns:
                notes.append(norm.FIELD_TAKEN.at(where, field=field, value=word))
    values: dict[str, Any] = {}
    for field, word in said.items():
        value, remarks = reader(kind, field, date_order)(str(word))
        notes += [remark.at(where.at(field)) for remark in remarks]
        if value is not None and value != "":
            values[field] = value
    return values, notes


def _absent(headers: Sequence[str], wanted: Wanted, where: Source) -> Iterator[Finding]:
    folded = {fold(header) for header in headers}
    named = [header for header in headers if header]
    for field, header in wanted.section("columns").items():
        if header and fold(str(header)) not in folded:
            facts = {"field": field, "header": header, "like": like(str(header), named)}
            yield codes.COLUMN_ABSENT.at(where, **facts, headers=", ".join(named[:_SHOWN]))


def _wrong_values(kind: str, wanted: Wanted, where: Source) -> Iterator[Finding]:
    for field, words in wanted.section("values").items():
        known = words_of(kind, field)
        for word in words.values() if known and isinstance(words, Mapping) else ():
            if word not in known:
                facts = {"word": word, "what": f"a word for {field}", "like": like(word, known)}
                yield codes.MAPPING_WORD.at(where, **facts, known=", ".join(known))


def _twice(assigned: Mapping[str, Sequence[int]], headers: Sequence[str], where: Source) -> Iterator[Finding]:
    """Two columns that look alike; a name of the state beside its code is what everybody sends."""
    for field, [used, *others] in assigned.items():
        for other in others:
            if field != "state" or fold(headers[used]) == fold(headers[other]):
                facts = {"used": headers[used], "other": headers[other], "field": field}
                yield codes.COLUMN_TWICE.at(where.at(headers[other]), **facts)


def _is_of_coordinates(at: int, header: str, rows: Iterable[Cells]) -> bool:
    match = match_of(header)
    if (match and match.field in COORDINATE_FIELDS) or fold(header) in _ALSO_COORDINATES:
        return True
    return any(_LOOKS_LIKE_A_POINT.search(plain(cells[at])) for cells in rows if at < len(cells))


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in (*norm_synonyms().get(field, ()), field)))
