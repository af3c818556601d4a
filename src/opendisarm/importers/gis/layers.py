"""Which layer of a GIS file to read: the one asked for, or else the first with polygons; and which are left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.gis.formats import Dataset
from opendisarm.importers.gis.gdal_door import GdalRefusal, Layer, described, layers, polygonal

_NO_LAYERS: Final = frozenset({"layer_styles", "qgis_projects"})
"""Tables in which QGIS keeps colours and projects."""
_PEEK_FEATURES: Final = 1_000
_SHOWN: Final = 12
_MANY: Final = 100
"""So many layers are not counted one by one; a format that cannot skip would be read as often."""
_LONGEST_QUERY: Final = 1_000_000
_CURVED: Final = (
    "SELECT 1 FROM gpkg_geometry_columns WHERE table_name = ? AND upper(geometry_type_name) IN"
    " ('CIRCULARSTRING', 'COMPOUNDCURVE', 'CURVE', 'CURVEPOLYGON', 'MULTICURVE', 'MULTISURFACE', 'SURFACE')"
)


def chosen(found: Iterable[Dataset], asked: str, where: Source) -> tuple[Layer | None, tuple[Finding, ...]]:
    """The layer to read, with findings about the others; None and the reason when there is none.

    asked   name of a layer; "" for the first with polygons, else with unknown shapes, points, lines, no shapes. Layers
            without features are passed over, unless there is only one.
    Errors  GdalRefusal when a dataset cannot be opened.
    """
    present = [layer for dataset in found for layer in layers(dataset) if not _is_no_layer(layer.name)]
    if asked:
        named = [layer for layer in present if layer.name == asked] or [
            layer for layer in present if layer.name.casefold() == asked.casefold()
        ]
        if not named:
            names = _listed(layer.name for layer in present) or "none"
            return None, (codes.LAYER_UNKNOWN.at(where, layer=asked, layers=names),)
        return named[0], _about(named[0], (), where)
    if len(present) == 1:
        return present[0], _about(present[0], (), where)
    holding = [layer for layer in present if len(present) > _MANY or _holds_features(layer)]
    layer = _first(holding)
    if layer is None:
        return None, (codes.LAYERS_NONE.at(where),)
    return layer, _about(layer, (other for other in holding if other is not layer), where)


def _is_no_layer(name: str) -> bool:
    return name in _NO_LAYERS or name.endswith("__ATTACH")


def _holds_features(layer: Layer) -> bool:
    try:
        return described(layer).count > 0
    except GdalRefusal:  # it is told when, and only when, this is the layer to read
        return True


def _first(present: list[Layer]) -> Layer | None:
    ranked = sorted(present, key=_rank)
    fits = (layer for layer in ranked if _rank(layer) == _POLYGONS or (_rank(layer) == _UNKNOWN and _has_some(layer)))
    return next(fits, ranked[0] if ranked else None)


def _has_some(layer: Layer) -> bool:
    return polygonal(layer, _PEEK_FEATURES)


_POLYGONS, _UNKNOWN, _POINTS, _LINES, _TABLE = range(5)


def _rank(layer: Layer) -> int:
    kind = layer.geometry
    if not kind:
        return _TABLE
    if "olygon" in kind or "urface" in kind:
        return _POLYGONS
    if "Point" in kind:
        return _POINTS
    return _LINES if "Line" in kind or "Curve" in kind else _UNKNOWN


def _about(layer: Layer, others: Iterable[Layer], where: Source) -> tuple[Finding, ...]:
    findings: tuple[Finding, ...] = ()
    if names := _listed(other.name for other in others):
        findings = (codes.LAYERS_LEFT.at(where, layer=layer.name, others=names),)
    if _curved(layer):
        findings += (codes.CURVES_LINEARISED.at(where),)
    return findings


def _listed(names: Iterable[str]) -> str:
    named = [f"'{name}'" for name in names]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + more


def _curved(layer: Layer) -> bool:
    """Whether a GeoPackage announces curves.  GDAL hides them from pyogrio, and other formats do not announce them."""
    path = Path(layer.dataset.address.partition(":")[2])
    if layer.dataset.driver != "GPKG" or not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as package:
            # A made-up view could run for ever.
            package.set_progress_handler(lambda: 1, _LONGEST_QUERY)
            return package.execute(_CURVED, (layer.name,)).fetchone() is not None
    except sqlite3.Error:
        return False
