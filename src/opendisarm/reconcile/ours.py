"""Published figures against our own ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes, prose
from opendisarm.reconcile.checks import Check, Verdict
from opendisarm.reconcile.digits import amount, half_unit, printed
from opendisarm.reconcile.flows import CONFIRMED_AS_NEW, FLOWS, NEW
from opendisarm.reconcile.stocks import CONFIRMED, SUSPECTED, TOTAL
from opendisarm.reconcile.verdicts import FREE_SHARE

Key = tuple[str, str, int, str]
"""State (ISO 3166-1 alpha-3), weapon, year, figure as published ("cleared_km2")."""

SquareMetres = int | float | Decimal
Ours = Mapping[Key, SquareMetres] | Callable[[str, str, int, str], SquareMetres | None]

_STOCKS: Final = frozenset({TOTAL, CONFIRMED, SUSPECTED})


def against_ours(figures: Iterable[PublishedFigure], ours: Ours) -> list[Check]:
    """One check for each published area: the figure against what our ledger holds for that state, weapon and year.

    ours      m2, by state, weapon, year and figure; None, or no entry, where the ledger says nothing.
    Shape     the published figure stands where its kind stands in a balance (closing, released or new), ours in
              `expected`; gap = published - ours, km2.
    Verdict   closes within the print of the figure or 0.5 % of the larger; else contradicts; cannot_judge without
              ours, and for figures that hold several years or part of a country.
    """
    ordered = sorted(
        set(figures), key=lambda f: (f.place.state, f.weapon, f.on, f.figure, f.citation, f.value, f.note, f.ref)
    )
    return [_check(figure, ours) for figure in ordered if figure.figure in _STOCKS | FLOWS]


def _check(figure: PublishedFigure, ours: Ours) -> Check:
    published = amount(figure)
    held = _ours(figure, ours)
    gap = None if published is None or held is None else published - held
    verdict, reason, missing = _verdict(figure, published, held, gap)
    stock, new = figure.figure in _STOCKS, figure.figure in (NEW, CONFIRMED_AS_NEW)
    told = "nothing" if held is None else f"{printed(held)} km2"
    because = f"{figure.figure} of {figure.year}: published {figure.value} {figure.unit} ({prose.titles([figure])}), "
    because += f"our ledger holds {told}. {reason}"
    return Check(
        state=figure.place.state,
        weapon=figure.weapon,
        period=figure.as_of if stock and figure.as_of else str(figure.year),
        released=None if stock or new else published,
        new=published if new else None,
        closing=published if stock else None,
        expected=held,
        gap=gap,
        verdict=verdict,
        because=because,
        used=(figure,),
        missing=missing,
    )


def _ours(figure: PublishedFigure, ours: Ours) -> Decimal | None:
    key = (figure.place.state, figure.weapon, figure.year, figure.figure)
    held = ours.get(key) if isinstance(ours, Mapping) else ours(*key)
    # str keeps the digits that a float shows; Decimal(0.1) would not.
    return None if held is None else Decimal(str(held)).scaleb(-6)


def _verdict(
    figure: PublishedFigure, published: Decimal | None, held: Decimal | None, gap: Decimal | None
) -> tuple[Verdict, str, tuple[str, ...]]:
    if published is None:
        return Verdict.CANNOT_JUDGE, "The figure is no plain number in km2, ha or m2.", ("a readable figure",)
    if held is None or gap is None:
        return (
            Verdict.CANNOT_JUDGE,
            "There is nothing to compare.",
            (f"our {figure.figure} of {figure.year}",),
        )
    if notes.is_cumulative(figure) or notes.is_part_of_year(figure) or notes.part_of_country(figure):
        reason = f"The figure is not one of the whole country and year. Note: {figure.note}."
        return Verdict.CANNOT_JUDGE, reason, ("a figure of the whole country and year",)
    if abs(gap) <= max(half_unit(figure), FREE_SHARE * max(published, held)):
        return Verdict.CLOSES, "They agree.", ()
    word = "more" if gap > 0 else "less"
    return Verdict.CONTRADICTS, f"The figure published is {printed(abs(gap))} km2 {word} than ours.", ()
