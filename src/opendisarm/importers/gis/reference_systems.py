"""The coordinate reference system of a layer, and the way from it to longitude and latitude on WGS 84.

It is never guessed: the layer says it, or the mapping does, or nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from pyproj.transformer import TransformerGroup

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source

WGS84: Final = "EPSG:4326"
_ROUGH_M: Final = 5.0
_LONGEST_NAME: Final = 120

Points = npt.NDArray[np.float64]
"""Shape  (n, 2): x, y or longitude, latitude."""


@dataclass(frozen=True, slots=True)
class ReferenceSystem:
    """Where the numbers of a layer lie.

    name      "EPSG:32636", or the name that it carries; "EPSG:4326" for WGS 84 however it was written.
    to_earth  points in it -> longitude, latitude on WGS 84 (infinite where there is no answer); None when they are that
              already.
    """

    name: str
    to_earth: Callable[[Points], Points] | None = None


def reference_system(
    told: str, mapped: str, where: Source, detail: str = ""
) -> tuple[ReferenceSystem | None, tuple[Finding, ...]]:
    """The system of a layer.

    told    as the layer says it, "EPSG:n" or WKT; "" when it does not.
    mapped  as the mapping says it; used only where the layer does not, with a warning where the two contradict.
    detail  for the finding that asks for it, for example " (its .prj file is missing)".
    Errors  as findings beside None: unknown, not understood.
    """
    text = told or mapped
    if not text:
        return None, (codes.CRS_UNKNOWN.at(where, detail=detail),)
    crs = _parsed(text)
    if crs is None:
        return None, (codes.CRS_NOT_UNDERSTOOD.at(where, crs=text[:_LONGEST_NAME]),)
    name = _name(crs)
    findings: tuple[Finding, ...] = ()
    if not told:
        findings = (codes.CRS_FROM_MAPPING.at(where, crs=name),)
    elif mapped and ((other := _parsed(mapped)) is None or _name(other) != name):
        findings = (codes.CRS_CONTRADICTED.at(where, crs=name, other=mapped[:_LONGEST_NAME]),)
    if name == WGS84:
        return ReferenceSystem(WGS84), findings
    try:
        transformer = Transformer.from_crs(crs, WGS84, always_xy=True)
        roughness = _roughness(crs)
    except ProjError:  # a local or vertical system: no way to longitude and latitude
        return None, (*findings, codes.CRS_NOT_UNDERSTOOD.at(where, crs=name))
    if roughness:
        findings += (codes.CRS_INEXACT.at(where, crs=name, accuracy=roughness),)
    return ReferenceSystem(name, lambda points: _moved(transformer, points)), findings


def _parsed(text: str) -> CRS | None:
    try:
        return CRS.from_user_input(text)
    except (CRSError, ValueError):
        return None


def _name(crs: CRS) -> str:
    flat = crs.to_2d() if len(crs.axis_info) == 3 else crs
    if flat.equals(WGS84, ignore_axis_order=True):
        return WGS84
    authority = crs.to_authority(min_confidence=100)
    return ":".join(authority) if authority else crs.name[:_LONGEST_NAME]


def _roughness(crs: CRS) -> str:
    """How far off positions may be, in words; "" when within five metres."""
    ways = TransformerGroup(crs, WGS84, always_xy=True).transformers
    if not ways:
        return "no way is known"
    if "ballpark" in ways[0].description.lower():
        return "the two datums are taken for one: often 100 m and more"
    accuracy = ways[0].accuracy
    return f"about {accuracy:g} m" if accuracy > _ROUGH_M else ""


def _moved(transformer: Any, points: Points) -> Points:
    return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
