"""Fills that differ in print without colour: a ground and lines on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Pattern(StrEnum):
    """What stands on the ground of a fill."""

    NONE = "none"
    HATCHED = "hatched"
    BACK_HATCHED = "back-hatched"
    CROSS_HATCHED = "cross-hatched"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    DOTS = "dots"


_TILE: Final = 5
_LINES: Final[dict[Pattern, str]] = {
    Pattern.HATCHED: "M-1,1 L1,-1 M0,5 L5,0 M4,6 L6,4",
    Pattern.BACK_HATCHED: "M-1,4 L1,6 M0,0 L5,5 M4,-1 L6,1",
    Pattern.CROSS_HATCHED: "M0,0 L5,5 M0,5 L5,0",
    Pattern.HORIZONTAL: "M0,2.5 H5",
    Pattern.VERTICAL: "M2.5,0 V5",
    Pattern.DOTS: "M2.5,1.6 v1.8 M1.6,2.5 h1.8",
}
_WEIGHT: Final[dict[Pattern, float]] = {Pattern.DOTS: 1.8}
_LIGHT_GROUND: Final = 0.45
"""Relative luminance above which the lines are dark."""


def fill(name: str, colour: str, pattern: Pattern) -> str:
    """The value of a fill attribute."""
    return colour if pattern is Pattern.NONE else f"url(#{name})"


def definition(name: str, colour: str, pattern: Pattern) -> str:
    """What the fill refers to; "" for a plain colour."""
    if pattern is Pattern.NONE:
        return ""
    lines = "#1b1b1b" if luminance(colour) > _LIGHT_GROUND else "#fff"
    weight = _WEIGHT.get(pattern, 1.1)
    return (
        f'<pattern id="{name}" width="{_TILE}" height="{_TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{_TILE}" height="{_TILE}" fill="{colour}"/>'
        f'<path d="{_LINES[pattern]}" fill="none" stroke="{lines}" stroke-width="{weight}"/></pattern>'
    )


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 (black) to 1 (white).  Source  WCAG 2.2, "relative luminance"."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
