"""The only door to GDAL: no network, no other files, no chatter, and every failure a `GdalRefusal` with its words.

Reads go through `pyogrio.raw` in blocks, so that neither pandas nor all features at once are needed.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pyogrio
import pyogrio.raw
import pyproj.network

from opendisarm.importers.gis.formats import Dataset

_Result = TypeVar("_Result")
_RAW: Final = "ISO-8859-1"
"""Maps every byte to one character and back: the way to the bytes of a text that GDAL may have misread."""
_LONGEST_REASON: Final = 200
_PATHS: Final = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/'\"():;,]+){2,}")

_SETTINGS: Final = {
    # Nothing is fetched: no remote file systems, and a proxy where nobody listens for whatever is left.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".never",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_HTTPS_PROXY": "127.0.0.1:9",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "PROJ_NETWORK": "OFF",
    # Nothing outside the file is read or run, nothing beside it is written.
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_ALLOW_VIRTUAL_OGR_FROM_TRIGGER_AND_VIEW": "NO",
    "SHAPE_RESTORE_SHX": "NO",
    "GDAL_PAM_ENABLED": "NO",
    # Broken rings arrive as they are; the checks judge them.
    "OGR_GEOMETRY_ACCEPT_UNCLOSED_RING": "YES",
    "CPL_LOG": os.devnull,
}


class GdalRefusal(Exception):  # noqa: N818 - GDAL's answer, not our fault
    """What GDAL (or the reading of its answer) said, without paths of this machine."""


class _NotUtf8(GdalRefusal):
    """A text in the file is not what it says it is."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as GDAL lists it.  geometry: "Polygon", "Unknown", ...; "" for a table without shapes."""

    dataset: Dataset
    name: str
    geometry: str


@dataclass(frozen=True, slots=True)
class Described:
    """What a layer says about itself.

    count   features.        seeks   whether skipping features is cheap.
    crs     "EPSG:32636", or WKT; "" when it does not say.
    """

    headers: tuple[str, ...]
    crs: str
    count: int
    seeks: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Features of a layer, in order.  Shape  columns: one array a header, with its kind; wkb: bytes or None each."""

    kinds: tuple[str, ...]
    columns: tuple[npt.NDArray[Any], ...]
    wkb: npt.NDArray[Any] | None
    length: int


def layers(dataset: Dataset) -> tuple[Layer, ...]:
    """The layers of a dataset.  Errors  GdalRefusal, also when a driver other than the dataset's answers."""
    driver = _asked(dataset, lambda: pyogrio.read_info(dataset.address, layer=0)["driver"])
    if driver != dataset.driver:
        raise GdalRefusal(f"it was taken for {driver}, which is not read here")
    listed = _asked(dataset, lambda: pyogrio.list_layers(dataset.address))
    return tuple(Layer(dataset, str(name), str(geometry or "")) for name, geometry in listed)


def described(layer: Layer) -> Described:
    """Columns, coordinate system and number of features of a layer.  Errors  GdalRefusal."""
    told = _asked(
        layer.dataset,
        lambda: pyogrio.read_info(
            layer.dataset.address, layer=layer.name, encoding=_RAW if layer.dataset.codec else None,
            force_feature_count=True,
        ),
    )  # fmt: skip
    headers = tuple(_decoded(str(name), layer.dataset.codec) for name in told["fields"])
    seeks = bool(told["capabilities"]["fast_set_next_by_index"]) and layer.dataset.driver != "GeoJSON"
    return Described(headers, told["crs"] or "", max(0, int(told["features"])), seeks)


def block(layer: Layer, skip: int, count: int) -> Block:
    """At most `count` features after the first `skip`.  Errors  GdalRefusal, for the whole block."""
    try:
        return _block(layer, skip, count, layer.dataset.codec)
    except _NotUtf8:
        # A text that is not the UTF-8 it should be: what cannot be read of it becomes U+FFFD, which is reported.
        return _block(layer, skip, count, "utf-8")


def polygonal(layer: Layer, count: int) -> bool:
    """Whether there is a polygon among the first `count` shapes of a layer that does not say what it holds."""
    shapes = _asked(
        layer.dataset,
        lambda: pyogrio.raw.read(layer.dataset.address, layer=layer.name, columns=[], max_features=count)[2],
    )
    return any(_kind(wkb) in (3, 6, 7) for wkb in (() if shapes is None else shapes) if wkb)


def _block(layer: Layer, skip: int, count: int, codec: str) -> Block:
    encoding = _RAW if codec else None
    told, _, wkb, columns = _asked(
        layer.dataset,
        lambda: pyogrio.raw.read(
            layer.dataset.address, layer=layer.name, skip_features=skip, max_features=count, encoding=encoding
        ),
    )  # fmt: skip
    kinds = tuple(
        "bool" if subtype == "OFSTBoolean" else str(kind)
        for kind, subtype in zip(told["ogr_types"], told["ogr_subtypes"], strict=True)
    )
    if codec:
        columns = tuple(_decoded_column(column, codec) for column in columns)
    length = len(wkb) if wkb is not None else len(columns[0]) if columns else 0
    return Block(kinds, tuple(columns), wkb, length)


def _asked(dataset: Dataset, question: Callable[[], _Result]) -> _Result:
    _settle()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return question()
        except UnicodeDecodeError:
            raise _NotUtf8("its texts are not in the encoding that they should be in") from None
        except MemoryError:
            raise GdalRefusal("it needs more memory than there is") from None
        except Exception as why:  # noqa: BLE001 - a hostile file can make C code fail in any way; all are refusals
            raise GdalRefusal(_reason(str(why), dataset)) from None


@cache
def _settle() -> None:
    pyogrio.set_gdal_config_options(_SETTINGS)
    pyproj.network.set_network_enabled(False)  # type: ignore[attr-defined]


def _reason(words: str, dataset: Dataset) -> str:
    """GDAL's words without paths and without its advice on options."""
    words = _PATHS.sub("the file", words.replace(dataset.address, "the file"))
    words = words.partition("; It might help")[0].partition(" Set SHAPE_RESTORE")[0]
    return " ".join(words.split()).rstrip(".")[:_LONGEST_REASON] or "it did not say why"


def _decoded_column(column: npt.NDArray[Any], codec: str) -> npt.NDArray[Any]:
    if column.dtype != object:
        return column
    decoded = np.empty(len(column), dtype=object)
    decoded[:] = [_decoded(value, codec) if isinstance(value, str) else value for value in column]
    return decoded


def _decoded(text: str, codec: str) -> str:
    if not codec or text.isascii():
        return text
    try:
        return text.encode(_RAW).decode(codec, "replace")
    except UnicodeEncodeError:  # already decoded by GDAL
        return text


def _kind(wkb: bytes) -> int:
    """The type number of a WKB geometry without its dimensions: 3 polygon, 6 multipolygon, 7 collection."""
    number = int.from_bytes(wkb[1:5], "little" if wkb[0] else "big")
    return (number & 0x0FFFFFFF) % 1000
