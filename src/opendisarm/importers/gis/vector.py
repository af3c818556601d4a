"""Any GIS file: GeoPackage, file geodatabase, Shapefile, GeoJSON, KML, KMZ, FlatGeobuf, GML, GPX.

One feature is one row. Layers and columns as `Layout` reads them; shapes as `geometries` draws them; GDAL only through
`gdal_door`. Features come in blocks, so that a million of them need the memory of one block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.gis import formats as gis_formats
from opendisarm.importers.gis.attributes import DRAWING, lost_letters, plain_column
from opendisarm.importers.gis.gdal_door import Block, Described, GdalRefusal, Layer, block, described
from opendisarm.importers.gis.geometries import drawn
from opendisarm.importers.gis.layers import chosen
from opendisarm.importers.gis.reference_systems import WGS84, ReferenceSystem, reference_system
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables.columns import Layout

NAME: Final = "vector"

_SEEKING_BLOCK: Final = 20_000
_STREAMING_BLOCK: Final = 100_000
"""Formats that cannot skip features are read from their start for each block: fewer, larger blocks."""
_MOST_REFUSALS: Final = 100
"""Features that a damaged file may refuse one by one before it counts as cut off."""


def recognises(file: FieldFile) -> bool:
    """Whether this is a GIS file by its content, or by its name."""
    return gis_formats.is_gis(file)


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """The features of one layer: the first with polygons, unless the mapping's `layer` names another.

    Errors  all as findings; those about the file as a whole leave no rows.
    """
    found = gis_formats.datasets(file)
    if isinstance(found, Finding):
        return _nothing(found)
    notes = tuple(finding for dataset in found for finding in dataset.findings)
    try:
        layer, about_layers = chosen(found, wanted.said("layer"), file.source)
        if layer is None:
            return _nothing(*notes, *about_layers)
        told = described(layer)
    except GdalRefusal as why:
        return _nothing(*notes, codes.GIS_UNREADABLE.at(file.source, why=why))
    where = Source(file.name, file.digest, layer.name)
    if not told.count:
        return _nothing(*notes, *about_layers, codes.LAYERS_NONE.at(where))
    system, about_system = _system(layer, told, wanted.said("crs"), where)
    notes += about_layers + about_system
    if system is None:
        return _nothing(*notes)
    kept = tuple(at for at, name in enumerate(told.headers) if not (_is_kml(layer) and name in DRAWING))
    layout = Layout.of([told.headers[at] for at in kept], wanted, where, shapes=bool(layer.geometry))
    if isinstance(layout, tuple):
        return _nothing(*notes, *layout)
    features = _Features(layer, told, system, layout, where, kept)
    mapping = layout.as_mapping()
    if any(finding.code == codes.LAYERS_LEFT.name for finding in about_layers):
        mapping["layer"] = layer.name  # only where there is a choice: next month's file may call its layer otherwise
    return Reading(features.rows(), told.count, notes + layout.findings, mapping, layout.places())


def _nothing(*findings: Finding) -> Reading:
    return Reading(iter(()), 0, findings)


def _is_kml(layer: Layer) -> bool:
    return layer.dataset.driver == "LIBKML"


def _system(
    layer: Layer, told: Described, mapped: str, where: Source
) -> tuple[ReferenceSystem | None, tuple[Finding, ...]]:
    if not layer.geometry:
        return ReferenceSystem(WGS84), ()
    detail = " (its .prj file is missing)" if layer.dataset.driver == "ESRI Shapefile" else ""
    return reference_system(layer.dataset.crs or told.crs, mapped, where, detail)


@dataclass(slots=True)
class _Features:
    """One layer on its way to rows.  refused: features refused one by one so far."""

    layer: Layer
    told: Described
    system: ReferenceSystem
    layout: Layout
    where: Source
    kept: tuple[int, ...]
    refused: int = 0

    def rows(self) -> Iterator[Row]:
        """Every feature once, in order."""
        size = _SEEKING_BLOCK if self.told.seeks else _STREAMING_BLOCK
        for start in range(0, self.told.count, size):
            yield from self._span(start, min(size, self.told.count - start))
            if self.refused > _MOST_REFUSALS:
                rest = start + size
                if rest < self.told.count:
                    yield self._cut_off(rest, self.told.count - rest, "too many features before it are damaged")
                return

    def _span(self, start: int, count: int) -> Iterator[Row]:
        """Features start+1 to start+count; a refusal is narrowed down to the features that cause it."""
        if self.refused > _MOST_REFUSALS:
            yield self._cut_off(start, count, "too many features before it are damaged")
            return
        try:
            features = block(self.layer, start, count)
        except GdalRefusal as why:
            if count == 1:
                self.refused += 1
                yield self._cut_off(start, 1, str(why))
                return
            half = count // 2
            yield from self._span(start, half)
            yield from self._span(start + half, count - half)
            return
        yield from self._read(features, start)
        if features.length < count:
            yield self._cut_off(start + features.length, count - features.length, "the file ends before they do")

    def _read(self, features: Block, start: int) -> Iterator[Row]:
        columns = [plain_column(features.columns[at], features.kinds[at]) for at in self.kept]
        shapes = drawn(features.wkb, features.length, self.system)
        lost = self._lost(columns)
        values = zip(*columns, strict=True) if columns else (() for _ in range(features.length))
        file, digest, sheet = self.where.file, self.where.digest, self.where.sheet
        for at, (cells, shape) in enumerate(zip(values, shapes.shapes, strict=True)):
            source = Source(file, digest, sheet, start + at + 1)
            row = self.layout.row(cells, source, shape)
            if remarks := shapes.remarks.get(at):
                row = row.noting(*(remark.at(source) for remark in remarks))
            elif shape is None and self.layer.geometry and not row.skipped:
                row = row.noting(codes.SHAPE_MISSING.at(source))
            if at in lost:
                row = row.noting(*(codes.TEXT_LOST.at(source.at(name), value=value) for name, value in lost[at]))
            yield row

    def _lost(self, columns: list[list[object]]) -> dict[int, list[tuple[str, object]]]:
        lost: dict[int, list[tuple[str, object]]] = {}
        for header, column in zip(self.kept, columns, strict=True):
            for at in lost_letters(column):
                lost.setdefault(at, []).append((self.told.headers[header], column[at]))
        return lost

    def _cut_off(self, start: int, count: int, why: str) -> Row:
        source = Source(self.where.file, self.where.digest, self.where.sheet, start + 1)
        return Row(source, findings=(codes.GIS_CUT_OFF.at(source, count=count, why=why),), span=count)
