"""The bridge of Table 4 as a picture: bars that visibly tie, each with a pattern and a word, never colour alone.

A Vega-Lite specification is drawn as SVG; patterns are set into the SVG afterwards, because Vega-Lite has none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import vl_convert

from opendisarm.core.vocabulary import Cause
from opendisarm.reports.figures import Phrase, Table
from opendisarm.reports.render.words import Voice
from opendisarm.reports.report import Report

PICTURE_TITLE: Final = Phrase("What changed in the period, in m²")
SAME_FIGURES: Final = Phrase("The same figures by province: Table 4")
PICTURED: Final = "T4"
"""The table that is drawn."""

IN_WORDS: Final = Phrase("{label}: {value} m²")

_STOCKS: Final = ("opening", "closing")
_ONLY_WHEN_MOVED: Final = (Cause.CORRECTION.value, Cause.RECLASSIFIED.value)
_COLOURS: Final = {
    "newly_found": "#D55E00", "boundary_growth": "#E69F00", "reopened": "#CC79A7", "cancelled": "#7A8CA3",
    "reduced": "#56B4E9", "cleared": "#009E73", "correction": "#8A8A8A", "reclassified": "#8A8A8A",
}  # fmt: skip
_PATTERNS: Final = {
    # How the lines of each pattern run in a tile of 6 by 6; None = solid.
    "newly_found": None,
    "boundary_growth": "M0,6 L6,0",
    "reopened": "M0,6 L6,0 M0,0 L6,6",
    "cancelled": "M0,0 L6,6",
    "reduced": "M0,3 L6,3",
    "cleared": None,
    "correction": "M3,0 L3,6",
    "reclassified": "M3,0 L3,6 M0,3 L6,3",
}
_STOCK: Final = "#6B7683"
_ROW: Final = 30
_LETTERS: Final = 13
_NARROW: Final = 500
_BAR: Final = 0.62
_FONT: Final = "sans-serif"
_PRINT_FONT: Final = "Liberation Sans, Noto Naskh Arabic, Noto Sans Arabic, DejaVu Sans, sans-serif"
"""The first comes with the drawing library, so that a printed picture hardly depends on the machine."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: from where to where, in m²."""

    key: str
    label: str
    start: int
    end: int
    value: str


def bars(report: Report, voice: Voice) -> list[Step]:
    """The bars of a report; none where it has no bridge."""
    pictured = next((table for table in report.tables if table.id == PICTURED), None)
    return steps(pictured, voice) if pictured is not None else []


def steps(table: Table, voice: Voice, row: str = "total") -> list[Step]:
    """The bars of one row of Table 4; none when a figure of it is missing."""
    numbers = {column.key: table.number(row, column.key) for column in table.columns}
    if any(number is None for number in numbers.values()):
        return []
    bars, level = [], 0
    for column in table.columns:
        amount = numbers[column.key] or 0
        if column.key in _ONLY_WHEN_MOVED and not amount:
            continue
        stock = column.key in _STOCKS
        start, end = (0, amount) if stock else (level, level + amount)
        value = voice.number(amount) if stock else voice.signed(amount)
        bars.append(Step(column.key, voice.say(column.label), start, end, value))
        level = end
    return bars


def in_words(bars: list[Step], voice: Voice) -> str:
    """The text alternative: the same figures as a list."""
    return "; ".join(voice.say(IN_WORDS.of(label=bar.label, value=bar.value)) for bar in bars)


def svg(bars: list[Step], voice: Voice, width: int, name: str) -> str:
    """The picture, `width` pixels wide; `name` keeps the patterns of two pictures on one page apart."""
    drawn = str(vl_convert.vegalite_to_svg(json.dumps(_spec(bars, voice, width, name), ensure_ascii=False)))
    return re.sub(r"(<svg[^>]*>)", lambda tag: tag[1] + _defs(name), drawn, count=1)


def png(bars: list[Step], voice: Voice, width: int) -> bytes:
    """The same picture for a printed document, at three times the size."""
    ink = svg(bars, voice, width, "print").replace("currentColor", "#1b1b1b").replace(f'"{_FONT}"', f'"{_PRINT_FONT}"')
    return bytes(vl_convert.svg_to_png(ink, scale=3))


def _spec(bars: list[Step], voice: Voice, width: int, name: str) -> dict[str, Any]:
    words, figures = (round(width * share) for share in ((0.38, 0.26) if width < _NARROW else (0.24, 0.15)))
    plot = width - words - figures
    side, away = ("right", "left") if voice.rtl else ("left", "right")
    edge = -12 if voice.rtl else plot + figures
    order = [bar.key for bar in bars]
    y: dict[str, Any] = {"field": "key", "type": "nominal", "sort": order, "scale": {"domain": order, "padding": 0.2}}
    low = min(0, *(min(bar.start, bar.end) for bar in bars))
    high = max(1, *(max(bar.start, bar.end) for bar in bars))
    x = {
        "field": "start", "type": "quantitative", "axis": None,
        "scale": {"domain": [low, high], "reverse": voice.rtl, "nice": False},
    }  # fmt: skip
    labels = {
        "orient": side, "ticks": False, "domain": True, "domainColor": "currentColor", "title": None,
        "labelColor": "currentColor", "labelFontSize": _LETTERS, "labelAlign": side, "labelPadding": words - 2,
        "labelLimit": words - 8,
        "labelExpr": _label_expression(bars),
    }  # fmt: skip
    ends = [{"key": bar.key, "next": after.key, "at": bar.end} for bar, after in pairwise(bars)]
    values = [
        {"key": bar.key, "start": bar.start, "end": bar.end, "value": bar.value, **_ink(bar.key, name)} for bar in bars
    ]
    bar = {"type": "bar", "height": {"band": _BAR}, "strokeWidth": 1}
    return {
        "width": plot, "height": _ROW * len(bars), "background": None,
        "autosize": {"type": "none"}, "padding": {side: words, away: figures, "top": 2, "bottom": 2},
        "view": {"stroke": None},
        "config": {"font": _FONT, "aria": False},
        "data": {"values": values},
        "layer": [
            {
                "data": {"values": ends},
                "mark": {"type": "rule", "stroke": "currentColor", "strokeDash": [2, 2], "opacity": 0.6},
                "encoding": {
                    "x": {**x, "field": "at"},
                    "y": {**y, "axis": labels, "bandPosition": 0.5}, "y2": {"field": "next", "bandPosition": 0.5},
                },
            },
            {
                "mark": bar,
                "encoding": {
                    "y": {**y, "axis": labels}, "x": x, "x2": {"field": "end"},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "stroke": {"field": "line", "type": "nominal", "scale": None},
                },
            },
            {
                "mark": {"type": "text", "align": "right", "color": "currentColor", "fontSize": _LETTERS},
                "encoding": {"y": y, "x": {"value": edge}, "text": {"field": "value"}},
            },
        ],
    }  # fmt: skip


def _label_expression(bars: list[Step]) -> str:
    return json.dumps({bar.key: bar.label for bar in bars}, ensure_ascii=False) + "[datum.value]"


def _ink(key: str, name: str) -> dict[str, str]:
    if key in _STOCKS:
        return {"fill": _STOCK, "line": _STOCK}
    if _PATTERNS[key] is None:
        return {"fill": _COLOURS[key], "line": _COLOURS[key]}
    return {"fill": f"url(#{name}-{key})", "line": _COLOURS[key]}


def _defs(name: str) -> str:
    tiles = [
        f'<pattern id="{name}-{key}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="{lines}" stroke="{_COLOURS[key]}" stroke-width="1.6" fill="none"/></pattern>'
        for key, lines in _PATTERNS.items()
        if lines
    ]
    return f"<defs>{''.join(tiles)}</defs>"
