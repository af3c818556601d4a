"""Tables of ordered points, as national databases export polygons: one row a point, several rows an area."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import shapely

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.records import LandRecord, Record, Shape
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.columns import Layout, letter
from opendisarm.importers.tables.grids import Cells, Grid
from opendisarm.importers.tables.point_columns import CORNER_TYPES, REFERENCE_TYPES, PointColumns, names_points
from opendisarm.importers.tables.rings import Corner, ring
from opendisarm.importers.tables.template import Look
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.words import fold, plain

NAME = "point_tables"


def recognises(file: FieldFile) -> bool:
    """A table that numbers points and says to which area each belongs."""
    return grids.first_where(file, names_points) is not None


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One row for each area, which stands for all its point rows."""
    found = grids.first_where(file, names_points)
    assert found is not None, "only a file that is recognised is read"
    grid, header = found
    headers = [plain(cell) for cell in grid.rows[header]]
    points = PointColumns(headers)
    where = Source(file.name, file.digest, grid.sheet)
    attributes = ["" if at in points.taken else name for at, name in enumerate(headers)]
    layout = Layout.of(attributes, wanted, where)
    if not isinstance(layout, Layout):
        return Reading(iter(()), 0, (*grid.findings, *layout))
    mapping = layout.as_mapping() | {"header_row": header + 1}
    total = len(grid.rows) - header - 1
    notes = (*grid.findings, *layout.findings)
    return Reading(_rows(grid, header, layout, points), total, notes, mapping, layout.places())


@dataclass(slots=True)
class _Area:
    """The point rows of one area, in file order."""

    rows: list[tuple[Cells, Source]] = field(default_factory=list)


def _rows(grid: Grid, header: int, layout: Layout, points: PointColumns) -> Iterator[Row]:
    areas: dict[str, _Area] = {}
    others: list[Row] = []
    look = Look(layout)
    for index in range(header + 1, len(grid.rows)):
        cells, source = grid.rows[index], grid.at(index)
        if grids.blank(cells):
            others.append(Row(source, skipped="blank"))
        elif skipped := look.skipped(cells, source):
            others.append(skipped)
        elif area := plain(cells[points.area]) if points.area < len(cells) else "":
            areas.setdefault(area, _Area()).rows.append((cells, source))
        else:
            name = points.headers[points.area]
            place = source.at(name, f"{letter(points.area)}{source.row}")
            others.append(Row(source, findings=(codes.POINT_WITHOUT_POLYGON.at(place, field=name),)))
    drawn = (_area(area_rows.rows, layout, points) for area_rows in areas.values())
    yield from heapq.merge(others, drawn, key=lambda row: row.source.row)


def _area(rows: Sequence[tuple[Cells, Source]], layout: Layout, points: PointColumns) -> Row:
    """The row of one area: its attributes from its first row, its polygon from all."""
    findings = [*_disagreements(rows, layout, points), *_ids_given_twice(rows, points)]
    by_shape: dict[str, list[Corner]] = {}
    references: list[tuple[str, Point]] = []
    systems: list[str] = []
    for cells, source in rows:
        kind = points.word(cells, "type").strip()
        point, noted = points.point(cells, source)
        number, unread = points.number(cells, source)
        findings += [*noted, *unread]
        if fold(kind) in REFERENCE_TYPES:
            if point:
                references.append((kind, point))
            continue
        if fold(kind) not in CORNER_TYPES:
            known = ", ".join(sorted((CORNER_TYPES | REFERENCE_TYPES) - {""}))
            findings.append(codes.POINT_TYPE_UNKNOWN.at(points.place(source, "type"), value=kind, known=known))
        if point:
            systems.append(point.given_crs)
        by_shape.setdefault(points.word(cells, "shape").strip(), []).append(Corner(number, point, source))
    polygons: list[shapely.Polygon] = []
    for shape_id, corners in by_shape.items():
        polygon, wrong = ring(corners, shape_id or plain(rows[0][0][points.area]))
        findings += wrong
        polygons += [polygon] if polygon else []
    first = rows[0][1]
    if references:
        types = ", ".join(sorted({kind for kind, _ in references}))
        findings.append(codes.REFERENCE_POINTS.at(first, count=len(references), types=types))
    shape = None
    if polygons and not rejecting(findings):
        drawn = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
        shape = Shape(shapely.to_wkb(drawn), given_crs=systems[0])
    row = layout.row(_merged(rows, points), first, shape)
    row = replace(row, findings=(*row.findings, *findings), span=len(rows))
    return replace(row, records=tuple(_with(record, references) for record in row.records))


def _with(record: Record, references: Sequence[tuple[str, Point]]) -> Record:
    if not isinstance(record, LandRecord) or not references:
        return record
    kept = tuple((fold(kind).replace(" ", "_"), f"{point.lon:.7f} {point.lat:.7f}") for kind, point in references)
    return replace(record, extra=record.extra + kept)


def _merged(rows: Sequence[tuple[Cells, Source]], points: PointColumns) -> list[object]:
    """For each attribute, the first cell that is not blank; the cells about the point itself left out."""
    return [
        "" if at in points.taken else next((cells[at] for cells, _ in rows if at < len(cells) and plain(cells[at])), "")
        for at in range(len(points.headers))
    ]


def _disagreements(rows: Sequence[tuple[Cells, Source]], layout: Layout, points: PointColumns) -> Iterator[Finding]:
    first_cells = _merged(rows, points)
    for column in layout.columns.values():
        first = plain(first_cells[column.at])
        for cells, source in rows:
            other = plain(cells[column.at]) if column.at < len(cells) else ""
            if other and other != first:
                said = next(row.row for held, row in rows if column.at < len(held) and plain(held[column.at]) == first)
                facts = {"field": column.header, "first": first, "row": said, "other": other}
                yield codes.POINT_ROWS_DIFFER.at(column.place(source), **facts)
                break


def _ids_given_twice(rows: Sequence[tuple[Cells, Source]], points: PointColumns) -> Iterator[Finding]:
    given = [(word, source) for cells, source in rows if (word := points.word(cells, "id")).strip()]
    exact = Counter(word for word, _ in given)
    trimmed = Counter(word.strip() for word, _ in given)
    told: set[str] = set()
    for word, source in given:
        bare = word.strip()
        if trimmed[bare] > 1 and bare not in told:
            told.add(bare)
            code = codes.POINT_ID_TWICE if exact[word] == trimmed[bare] else codes.POINT_ID_TWICE_TRIMMED
            yield code.at(points.place(source, "id"), id=bare, count=trimmed[bare])
