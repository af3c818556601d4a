"""Which of their columns is which of our fields, laid out once a file, so that each row is read fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from opendisarm.core.catalogue import table as codes
from opendisarm.core.catalogue import value as value_codes
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.records import Shape
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import drafts
from opendisarm.importers.tables.habits import Habits
from opendisarm.importers.tables.headers import assigned
from opendisarm.importers.tables.readers import UNITS, Read, reader, unit_of, wrong_values
from opendisarm.importers.values import coordinates, placing
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.numbers import unit_named
from opendisarm.importers.values.remarks import Remark
from opendisarm.importers.values.words import like, plain

_SHOWN: Final = 40
_NO_HABITS: Final = Habits()


class _Column(NamedTuple):
    """A column that is read.  letter: of the spreadsheet, "" where rows have no cells."""

    at: int
    field: str
    header: str
    letter: str
    read: Read

    def place(self, source: Source) -> Source:
        return source.at(self.header, f"{self.letter}{source.row}" if self.letter else "")


class _Plan(NamedTuple):
    """How to read rows of one kind: columns that are fields of it, and columns that go to `extra`."""

    columns: tuple[_Column, ...]
    constants: dict[str, Any]
    extra: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is which field.  `findings` are about the layout as a whole (unknown columns, units in headers).

    kind   record kind of rows that do not say theirs; "" when every row must.
    """

    headers: tuple[str, ...]
    findings: tuple[Finding, ...]
    kind: str
    wanted: Wanted
    habits: Habits
    columns: Mapping[str, _Column]
    constants: Mapping[str, Any]
    _plans: dict[str, _Plan] = field(default_factory=dict)

    @classmethod
    def of(
        cls, headers: Sequence[str], wanted: Wanted, where: Source, *, shapes: bool = False, habits: Habits = _NO_HABITS
    ) -> Layout | tuple[Finding, ...]:
        """Lay out columns by the mapping, else by known names.

        where    the file (and sheet or layer), row 0: for findings about the layout.
        shapes   rows come with a shape (layers): no cell addresses; columns of coordinates are kept in `extra`.
        habits   how the file writes numbers and dates, where it shows that; the mapping wins.
        Errors   as findings, when the mapping names what the file does not have, or nothing tells the kind.
        """
        headers = [plain(header) for header in headers]
        used, doubts = assigned(headers, wanted, where, placing.COORDINATE_FIELDS if shapes else ())
        if rejecting(doubts):
            return doubts
        habits = Habits(wanted.said("decimal") or habits.decimal, wanted.said("date_order") or habits.date_order)
        kind, unsaid = _kind_of_file(wanted, used, where)
        constants, wrong = _constants(wanted, habits, used, where)
        columns = {
            name: _Column(
                at, name, headers[at], "" if shapes else letter(at), reader(name, headers[at], wanted, habits)
            )
            for name, at in sorted(used.items(), key=lambda item: item[1])
        }
        findings = (*doubts, *unsaid, *wrong, *wrong_values(wanted, where))
        if rejecting(findings):
            return findings
        findings += tuple(_notes(columns, headers, kind, where))
        return cls(tuple(headers), findings, kind, wanted, habits, columns, constants)

    def row(self, values: Sequence[object], source: Source, shape: Shape | None = None) -> Row:
        """One row as record(s) and findings.  Shape  values in the order of the headers; None or "" when blank."""
        kind, findings = self._kind_of(values, source)
        plan = self._plans.get(kind) or self._plan(kind)
        found = dict(plan.constants)
        failed: set[str] = set()
        width = len(values)
        for column in plan.columns:
            value = values[column.at] if column.at < width else None
            if value is None or value == "":
                continue
            got, remarks = column.read(value)
            if got is not None:
                found[column.field] = got
            if remarks:
                where = column.place(source)
                findings += [remark.at(where) for remark in remarks]
                if got is None:
                    failed.add(column.field)
        if width > len(self.headers) and (beyond := [word for v in values[len(self.headers) :] if (word := plain(v))]):
            findings.append(codes.ROW_TOO_LONG.at(source, count=len(beyond), value=beyond[0]))
        if not kind:
            return Row(source, (), tuple(findings))
        extra = tuple((name, word) for at, name in plan.extra if at < width and (word := plain(values[at])))
        shape, point, noted = self._placed(kind, found, shape, frozenset(failed))
        record, missing = drafts.draft(kind, found, shape, point, extra)
        noted += [one for one in missing if one[0] not in failed]
        findings += [remark.at(self._place(name, source)) for name, remark in noted]
        return Row(source, (record,) if record else (), tuple(findings))

    def as_mapping(self) -> dict[str, object]:
        """What can be saved with `mapping.save` and replayed."""
        said: dict[str, object] = dict(self.wanted.mapping or {})
        ours = {"kind": self.kind, "decimal": self.habits.decimal, "date_order": self.habits.date_order}
        said |= {key: word for key, word in ours.items() if word}
        left_out = {name: "" for name, header in self.wanted.section("columns").items() if not header}
        said["columns"] = {column.field: column.header for column in self.columns.values()} | left_out
        return said

    def places(self) -> dict[str, tuple[str, str]]:
        """Field of a record -> (their header, letter): a date is `on`, whatever draws a shape is `shape`."""
        found = {column.field: (column.header, column.letter) for column in self.columns.values()}
        drawing = next((name for name in ("wkt", *placing.POINT_FIELDS) if name in found), None)
        aliases = {"on": "date", "shape": drawing}
        return found | {ours: found[name] for ours, name in aliases.items() if name in found}

    def _kind_of(self, values: Sequence[object], source: Source) -> tuple[str, list[Finding]]:
        column = self.columns.get("kind")
        if column is None:
            return self.kind, []
        told, remarks = column.read(values[column.at] if column.at < len(values) else "")
        if remarks:
            return "", [remark.at(column.place(source)) for remark in remarks]
        if told or self.kind:
            return told or self.kind, []
        return "", [codes.FIELD_MISSING.at(column.place(source), field="kind", kind="table")]

    def _plan(self, kind: str) -> _Plan:
        """Rows whose kind cannot be read are read as far as they can be, so that all their errors show at once."""
        fields = drafts.FIELDS_OF.get(kind, frozenset(self.columns))
        columns = tuple(column for name, column in self.columns.items() if name in fields and name != "kind")
        kept = {column.at for column in columns} | {self.columns[name].at for name in self.columns if name == "kind"}
        if kind == "place.admin":
            kept -= {column.at for column in columns if column.field.startswith("admin")}
        elif kind in drafts.AREA_KINDS:
            kept -= {column.at for column in columns if column.field in placing.POINT_FIELDS}
        named = [(at, header or f"column {letter(at)}") for at, header in enumerate(self.headers) if at not in kept]
        constants = {name: value for name, value in self.constants.items() if name in fields}
        return self._plans.setdefault(kind, _Plan(columns, constants, tuple(named)))

    def _placed(
        self, kind: str, found: dict[str, Any], sent: Shape | None, failed: frozenset[str]
    ) -> tuple[Shape | None, coordinates.Point | None, list[placing.Noted]]:
        """The polygon or the point of a row, and what is to be said about it."""
        point, noted = placing.point_of(found, self.wanted.said("crs"), failed)
        shape: Shape | None = sent or found.get("wkt")
        if shape is None:
            return None, point, noted
        geometry, area_needed = coordinates.geometry_of(shape), kind in drafts.AREA_KINDS
        if area_needed and geometry == "point":
            return None, coordinates.point_in(shape), [*noted, ("wkt", Remark(value_codes.POINT_NOT_AREA, {}))]
        fits = geometry in {"polygon", "multipolygon"} if area_needed else geometry == "point"
        if sent is None and not fits:
            noted.append(("wkt", drafts.wrong_shape(kind, geometry)))
        return shape, point, noted

    def _place(self, name: str, source: Source) -> Source:
        column = self.columns.get(name)
        if column:
            return column.place(source)
        return source if name in placing.COORDINATE_FIELDS else source.at(name)


def letter(index: int) -> str:
    """The letter of a column as spreadsheets show it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _kind_of_file(wanted: Wanted, used: Mapping[str, int], where: Source) -> tuple[str, tuple[Finding, ...]]:
    told = wanted.kind or wanted.said("kind") or str(wanted.section("constants").get("kind", ""))
    kinds = ", ".join(drafts.TABLE_KINDS)
    if not told:
        return "", () if "kind" in used else (codes.KIND_NOT_TOLD.at(where, kinds=kinds),)
    kind, _ = choices("kind").one(told)
    if kind is None:
        return "", (codes.KIND_UNKNOWN.at(where, value=told, like=like(told, drafts.TABLE_KINDS), kinds=kinds),)
    return kind, ()


def _constants(
    wanted: Wanted, habits: Habits, used: Mapping[str, int], where: Source
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    constants: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, word in wanted.section("constants").items():
        if name != "kind":
            value, remarks = reader(name, "", wanted, habits)(word)
            findings += [remark.at(where.at(name)) for remark in remarks]
            if value is not None:
                constants[name] = value
    if wanted.org and "operator" not in used:
        constants.setdefault("operator", wanted.org)
    if wanted.state:
        constants.setdefault("state", wanted.state)
    return constants, tuple(findings)


def _notes(columns: Mapping[str, _Column], headers: Sequence[str], kind: str, where: Source) -> Iterator[Finding]:
    for name, (units, ours) in UNITS.items():
        if column := columns.get(name):
            unit, place = unit_of(name, column.header), where.at(column.header)
            if unit != ours:
                yield codes.UNIT_IN_HEADER.at(place, unit=unit, ours=ours, factor=f"{units[unit]:g}")
            elif unit_named(column.header) not in units:
                yield codes.UNIT_NOT_TOLD.at(place, ours=ours)
    points = [column.header for name in placing.POINT_FIELDS if (column := columns.get(name))]
    if points and "wkt" not in columns and (not kind or kind in drafts.AREA_KINDS):
        yield value_codes.POINT_NOT_AREA.at(where.at(", ".join(points)))
    taken = {column.at for column in columns.values()}
    unknown = [header for at, header in enumerate(headers) if header and at not in taken]
    if unknown:
        more = " ..." if len(unknown) > _SHOWN else ""
        yield codes.COLUMNS_UNKNOWN.at(where, headers=", ".join(unknown[:_SHOWN]) + more)
