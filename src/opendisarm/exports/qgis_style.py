"""The style of a layer in QGIS: for each kind of record a colour, a pattern (or a form of its point) and a word.

The colours are those of the project's maps; none of them stands alone, so that the layer can be read in black and white
and by who does not tell colours apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from opendisarm.core.vocabulary import LandKind


class Look(NamedTuple):
    """colour: "#rrggbb"; brush: QGIS's name of the lines on it, "" for none; form: of a point."""

    colour: str
    brush: str
    form: str


LOOKS: Final[Mapping[str, Look]] = {
    LandKind.CONFIRMED: Look("#D55E00", "", "square"),
    LandKind.SUSPECTED: Look("#E69F00", "b_diagonal", "diamond"),
    LandKind.CLEARED: Look("#009E73", "horizontal", "circle"),
    LandKind.REDUCED: Look("#56B4E9", "vertical", "triangle"),
    LandKind.CANCELLED: Look("#7A8CA3", "f_diagonal", "pentagon"),
    LandKind.CORRECTION: Look("#CC79A7", "diagonal_x", "hexagon"),
    "device.found": Look("#1B1B1B", "dense6", "star"),
    "event.reported": Look("#0072B2", "dense5", "equilateral_triangle"),
    "place.admin": Look("#F2F2F2", "dense7", "cross_fill"),
}
"""Kind of record -> how it looks; kinds that are not here look like `UNKNOWN`."""

UNKNOWN: Final = Look("#FFFFFF", "dense7", "circle")
_LINES: Final = "#1B1B1B"


def style(kinds: Sequence[tuple[str, str]], geometry: str, attribute: str = "kind") -> str:
    """QML: a renderer by category for the values of a column.

    kinds     (value, word for the legend), in the order of the legend; anything else is drawn as unknown.
    geometry  "fill", "marker" or "line".
    """
    rows = [(value, label, LOOKS.get(value, UNKNOWN)) for value, label in (*kinds, ("", "?"))]
    categories = "".join(
        f'<category type="string" render="true" value={quoteattr(value)} symbol="{at}" label={quoteattr(label)}/>'
        for at, (value, label, _) in enumerate(rows)
    )
    symbols = "".join(_symbol(at, look, geometry) for at, (_, _, look) in enumerate(rows))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.28.0-Firenze" styleCategories="Symbology">'
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(attribute)} symbollevels="0" enableorderby="0" '
        f'forceraster="0" referencescale="-1"><categories>{categories}</categories><symbols>{symbols}</symbols>'
        "<rotation/><sizescale/></renderer-v2><blendMode>0</blendMode><featureBlendMode>0</featureBlendMode>"
        f"<layerOpacity>1</layerOpacity><layerGeometryType>{_GEOMETRY_TYPE[geometry]}</layerGeometryType></qgis>\n"
    )


_GEOMETRY_TYPE: Final = {"marker": 0, "line": 1, "fill": 2}


def _symbol(at: int, look: Look, geometry: str) -> str:
    layers = _LAYERS[geometry](look)
    return (
        f'<symbol type="{geometry}" name="{at}" alpha="1" clip_to_extent="1" force_rhr="0" is_animated="0" '
        f'frame_rate="10">{layers}</symbol>'
    )


def _fill(look: Look) -> str:
    ground = {
        "color": _rgba(look.colour, 190), "style": "solid", "outline_color": _rgba(_LINES), "outline_style": "solid",
        "outline_width": "0.26", "outline_width_unit": "MM", "joinstyle": "bevel",
    }  # fmt: skip
    lines = {"color": _rgba(_LINES), "style": look.brush, "outline_style": "no"}
    return _layer("SimpleFill", ground) + (_layer("SimpleFill", lines) if look.brush else "")


def _marker(look: Look) -> str:
    return _layer(
        "SimpleMarker",
        {
            "name": look.form, "color": _rgba(look.colour), "outline_color": _rgba(_LINES), "outline_style": "solid",
            "outline_width": "0.2", "outline_width_unit": "MM", "size": "3", "size_unit": "MM", "angle": "0",
            "scale_method": "diameter",
        },
    )  # fmt: skip


def _line(look: Look) -> str:
    dash = {"": "solid", "b_diagonal": "dash", "f_diagonal": "dash dot"}.get(look.brush, "dot")
    drawn = {"line_color": _rgba(look.colour), "line_style": dash, "line_width": "0.8", "line_width_unit": "MM"}
    return _layer("SimpleLine", drawn)


_LAYERS: Final = {"fill": _fill, "marker": _marker, "line": _line}


def _layer(made_of: str, options: Mapping[str, str]) -> str:
    told = "".join(f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items())
    return f'<layer class="{made_of}" enabled="1" pass="0" locked="0"><Option type="Map">{told}</Option></layer>'


def _rgba(colour: str, alpha: int = 255) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"
