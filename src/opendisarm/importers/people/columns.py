"""Which column of a table about people is which field of a kind, laid out once a file.

What no field of ours claims goes to the vault, so the only headers that are ever repeated are those that name a field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from opendisarm.core.catalogue import norm, person
from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import DATE, Wanted, people_synonyms, problems, synonyms
from opendisarm.importers.people import reached
from opendisarm.importers.people.fields import FAMILIES, HARMED, OUTCOMES, SESSION, fields_of, identifying
from opendisarm.importers.people.reached import Counted
from opendisarm.importers.people.values import Read, choices_of, list_of, reader, words_of
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.values.placing import POINT_FIELDS
from opendisarm.importers.values.words import fold, like, not_known, plain

_BRACKETS: Final = re.compile(r"[(\[{].*?[)\]}]")
_GROUPED: Final = re.compile(r"(?:[a-z_][a-z0-9_]*/)+([^/]+)")
_LIKE_DATA: Final = re.compile(r"\d{3}|[@,;\r\n]|.{41}")
_SHOWN: Final = 20
_LOOKED_AT: Final = 500


class Column(NamedTuple):
    """A column that is read.  letter: of the spreadsheet."""

    at: int
    field: str
    header: str

    def place(self, source: Source) -> Source:
        """The cell of this column in a row."""
        return source.at(self.header, f"{letter(self.at)}{source.row}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of one kind are read.

    columns    fields of the record and fields that identify.     reads  field -> how its cells are read.
    counts     columns of persons reached.     others  (column, header) of those that only the vault keeps.
    constants  field -> value, where no column (or an empty cell) says it.     crs  of easting and northing, "" unless
               said.     findings  about the table as a whole.
    """

    kind: str
    columns: tuple[Column, ...]
    reads: Mapping[str, Read]
    counts: tuple[tuple[Counted, Column], ...]
    others: tuple[tuple[int, str], ...]
    constants: Mapping[str, Any]
    crs: str
    findings: tuple[Finding, ...]


def field_called(name: str) -> str:
    """Our field by the word of a mapping: the date of a record is also called date there."""
    return "on" if name == DATE else name


def placed(kind: str, headers: Sequence[str], said: Mapping[str, Any], rows: Sequence[Cells]) -> dict[str, list[int]]:
    """Field -> its columns, best first.

    said  field -> header, as a mapping names it; "" takes the field away.
    rows  under the header: of two closed lists that share a header, the one whose words the column holds.
    """
    folded = [fold(header) for header in headers]
    theirs = {field_called(name): fold(str(header or "")) for name, header in said.items()}
    found = {field: [folded.index(header)] for field, header in theirs.items() if header and header in folded}
    taken = {at for columns in found.values() for at in columns}
    of_field: dict[str, list[tuple[int, int]]] = {}
    for at, header in enumerate(headers):
        claims = [] if at in taken else [claim for claim in _claims(kind, header) if claim[1] not in theirs]
        if not claims:
            continue
        fits = {field: _fitting(kind, field, at, rows) if len(claims) > 1 else 0 for _, field in claims}
        rank, field = min(claims, key=lambda claim: (-fits[claim[1]], claim))
        of_field.setdefault(field, []).append((rank, at))
    return found | {field: [at for _, at in sorted(columns)] for field, columns in of_field.items()}


def counting(kind: str, headers: Sequence[str], used: Collection[int]) -> dict[int, Counted]:
    """Column -> whom it counts, of a table of sessions; used: columns that are fields already."""
    if kind != SESSION:
        return {}
    return {at: one for at, header in enumerate(headers) if at not in used and (one := reached.counted(header))}


def laid_out(
    kind: str, headers: Sequence[str], rows: Sequence[Cells], wanted: Wanted, where: Source, order: str
) -> Layout | tuple[Finding, ...]:
    """Lay out the columns for one kind: by the mapping, else by known names.

    Errors  as findings, when the mapping says what the table or the kind does not have, or identifies somebody.
    """
    ours = (*fields_of(kind), *identifying(kind))
    if wrong := (*problems(wanted.mapping or {}, where, (*ours, DATE, "kind")), *_wrong(kind, headers, wanted, where)):
        return tuple(wrong)
    assigned = placed(kind, headers, wanted.section("columns"), rows)
    columns = tuple(
        Column(at, field, headers[at]) for field, [at, *_] in sorted(assigned.items(), key=lambda item: item[1])
    )
    used = {column.at for column in columns}
    counts = counting(kind, headers, used)
    known = used | set(counts) | {at for at, header in enumerate(headers) if fold(header) == "kind"}
    others = tuple((at, headers[at] or f"column {letter(at)}") for at in range(len(headers)) if at not in known)
    theirs = {field_called(name): words for name, words in wanted.section("values").items()}
    notes: list[Finding] = []
    if "sex" in assigned and "sex" not in theirs and _says_h_and_m(assigned["sex"][0], rows):
        theirs["sex"] = {"m": "female", "h": "male"}
        notes.append(person.SEX_LETTERS.at(where.at(headers[assigned["sex"][0]])))
    reads = {field: reader(kind, field, order, wanted.state, theirs.get(field)) for field in ours}
    constants, more = _constants(kind, wanted, reads, set(assigned), where)
    notes += more
    if rejecting(notes):
        return tuple(notes)
    notes += _twice(assigned, headers, where)
    notes += _kept(kind, columns, others, where)
    counters = tuple((one, Column(at, "", headers[at])) for at, one in counts.items())
    return Layout(kind, columns, reads, counters, others, constants, wanted.said("crs"), tuple(notes))


def shown(headers: Sequence[str]) -> list[str]:
    """Headers that may be repeated: those that do not look like the data of a table without headers."""
    return [header for header in headers if header and not _LIKE_DATA.search(header)]


def listed(ours: Sequence[str], others: Sequence[str]) -> str:
    """What goes to the vault, in words: fields of ours by their names, other headers that may be repeated, how many."""
    parts = [", ".join(ours)] if ours else []
    if others:
        named = shown(others)[:_SHOWN]
        left = len(others) - len(named)
        tail = [f"{left} without a name that may be repeated"] if left else []
        plural = "column" if len(others) == 1 else "columns"
        parts.append(f"{len(others)} {plural} without a field of ours ({', '.join([*named, *tail])})")
    return " and ".join(parts)


def _claims(kind: str, header: str) -> list[tuple[int, str]]:
    """(rank, field) of the fields that a header names: as written, without brackets, or its last part (group/field)."""
    if header.startswith("_"):  # a server's own column: its _id and _status are nobody's
        return []
    grouped = _GROUPED.fullmatch(header)
    spellings = (header, _BRACKETS.sub(" ", header), *([grouped[1]] if grouped else []))
    for word in dict.fromkeys(map(fold, spellings)):
        if found := _names(kind).get(word, []):
            return found
    return []


@cache
def _names(kind: str) -> dict[str, list[tuple[int, str]]]:
    """Header -> (rank, field) of a kind."""
    found: dict[str, list[tuple[int, str]]] = {}
    for field in (*fields_of(kind), *identifying(kind)):
        known = people_synonyms()
        coordinates = synonyms().get(field, ()) if field in POINT_FIELDS else ()
        names = (field, *known.get(field, ()), *known.get(f"{kind}.{field}", ()), *coordinates)
        for rank, name in enumerate(dict.fromkeys(map(fold, names))):
            found.setdefault(name, []).append((rank, field))
    return found


def _fitting(kind: str, field: str, at: int, rows: Sequence[Cells]) -> float:
    """The share of the cells of a column that are words of a closed list; 0 for a field without one."""
    if list_of(kind, field) is None:
        return 0.0
    words = [fold(word) for cells in rows[:_LOOKED_AT] if at < len(cells) and not not_known(word := plain(cells[at]))]
    return sum(word in choices_of(field).by_word for word in words) / len(words) if words else 0.0


def _says_h_and_m(at: int, rows: Sequence[Cells]) -> bool:
    words = {fold(plain(cells[at])) for cells in rows if at < len(cells)}
    return {"h", "m"} <= words and "f" not in words


def _constants(
    kind: str, wanted: Wanted, reads: Mapping[str, Read], in_columns: set[str], where: Source
) -> tuple[dict[str, Any], list[Finding]]:
    said = {field_called(name): word for name, word in wanted.section("constants").items() if name != "kind"}
    if wanted.state:
        said.setdefault("state", wanted.state)
    if wanted.org and "organisation" in fields_of(kind) and kind.startswith(FAMILIES[1:]):
        said.setdefault("organisation", wanted.org)
    notes: list[Finding] = []
    values: dict[str, Any] = {}
    for field, word in said.items():
        value, remarks = reads[field](str(word))
        notes += [remark.at(where.at(field)) for remark in remarks]
        if value is not None:
            values[field] = value
    if kind == HARMED and not ({"outcome", *OUTCOMES} & (in_columns | set(values))):
        notes.append(norm.FIELD_TAKEN.at(where, field="outcome", value="unknown"))
    return values, notes


def _wrong(kind: str, headers: Sequence[str], wanted: Wanted, where: Source) -> Iterator[Finding]:
    """What a mapping says that the table or the lists do not have, or that identifies somebody."""
    folded = {fold(header) for header in headers}
    named = shown(headers)
    for field, header in wanted.section("columns").items():
        if header and fold(str(header)) not in folded:
            facts = {"field": field, "header": header, "like": like(str(header), named)}
            yield codes.COLUMN_ABSENT.at(where, **facts, headers=", ".join(named[:_SHOWN]))
    for section in ("constants", "values"):
        for field in wanted.section(section):
            if field in identifying(kind):
                yield person.CONSTANT_IDENTIFIES.at(where, field=field)
    for field, words in wanted.section("values").items():
        known = words_of(kind, field_called(field))
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
                yield person.PERSON_COLUMN_TWICE.at(where.at(headers[other]), **facts)


def _kept(kind: str, columns: Sequence[Column], others: Sequence[tuple[int, str]], where: Source) -> Iterator[Finding]:
    """Once a file: what goes to the vault and nowhere else."""
    ours = [column.field for column in columns if column.field in identifying(kind)]
    if what := listed(ours, [header for _, header in others]):
        yield person.KEPT_IN_VAULT.at(where, what=what)
