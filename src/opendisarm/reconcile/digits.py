"""Published numbers as they are printed: exact decimals, and how far their print lets them be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from opendisarm.core.records import PublishedFigure

# Powers of ten from the unit printed to the unit of the arithmetic: km2 for areas, one for what is counted.
_SCALE: Final = {"km2": 0, "ha": -2, "m2": -6, "persons": 0, "items": 0, "count": 0}
_PLAIN: Final = re.compile(r"\d+(\.\d+)?")
_HALF: Final = Decimal("0.5")


def amount(figure: PublishedFigure) -> Decimal | None:
    """The figure in km2 (areas) or as a count; None when it is not a plain number of zero or more in a known unit."""
    scale = _SCALE.get(figure.unit)
    if scale is None or not _PLAIN.fullmatch(figure.value):
        return None
    return Decimal(figure.value).scaleb(scale)


def half_unit(figure: PublishedFigure) -> Decimal:
    """Half of the last digit printed, in the unit of `amount`: "29" may stand for 28.5 to 29.5.

    A printed 0 is taken as none, exactly.  Errors  TypeError where `amount` is None.
    """
    value = amount(figure)
    if value is None:
        raise TypeError(f"'{figure.value} {figure.unit}' has no last digit.")
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a plain number is finite"
    return _HALF.scaleb(exponent) if value else Decimal(0)


def agree(one: PublishedFigure, other: PublishedFigure) -> bool:
    """Whether two figures are the same number, at the print of the coarser one ("68.7" and "68.74")."""
    return near(one, amount(other) or Decimal(0), half_unit(other))


def near(figure: PublishedFigure, value: Decimal, half: Decimal) -> bool:
    """Whether `value` (itself printed to `half`) is the same number as the figure, at the print of the coarser one."""
    return abs((amount(figure) or Decimal(0)) - value) < max(half_unit(figure), half) or amount(figure) == value


def total(figures: Iterable[PublishedFigure]) -> Decimal:
    """The exact sum."""
    return sum((amount(figure) or Decimal(0) for figure in figures), Decimal(0))


def blur(figures: Iterable[PublishedFigure]) -> Decimal:
    """How far the sum may be off by print alone: the half units add up."""
    return sum((half_unit(figure) for figure in figures), Decimal(0))


def printed(value: Decimal) -> str:
    """Plain digits without an exponent."""
    return f"{value:f}"


def json_number(value: Decimal | None) -> int | float | None:
    """The digits as a JSON number: whole numbers without a point, None as null."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
