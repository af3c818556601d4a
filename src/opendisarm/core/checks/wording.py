"""Numbers as the findings print them."""

from __future__ import annotations

from math import isfinite


def degrees(value: float) -> str:
    """A coordinate to 0.1 m."""
    return f"{value:.6f}"


def whole(value: float) -> str:
    """Square metres or metres without decimals, in groups of three: 12 345; one decimal below 10."""
    if not isfinite(value):
        return str(value)
    return f"{value:.1f}" if abs(value) < 10 else f"{value:,.0f}".replace(",", " ")


def signed(value: float) -> str:
    """A change, with its sign: +1 240, -0.3."""
    return f"+{whole(value)}" if value >= 0 else f"-{whole(-value)}"


def percent(value: float) -> str:
    """Percent, one decimal."""
    return f"{value:.1f}"
