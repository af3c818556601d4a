"""What others published of a state's land under a clearance duty, where the workspace holds none of it.

The newest remaining area counts when the sources of its day agree; where they do not, it is unknown and both are named.
Releases of a year count when one figure was published for it. These are claims: they never make a duty missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.core.vocabulary import Treaty
from opendisarm.desk.reconciling import figures_of
from opendisarm.law.ground import ClearanceFacts

_WEAPON: Final = {Treaty.APMBC.value: "apm", Treaty.CCM.value: "cmr"}
_M2_A_KM2: Final = 1_000_000
_PARTS: Final = ("cleared_km2", "reduced_km2", "cancelled_km2")


def published_land(state: str, scope: str, on: date) -> ClearanceFacts | None:
    """Published figures of a state under a treaty's scope, as of a day; None when nothing was published by then."""
    own = [figure for figure in _by_state().get((state, _WEAPON[scope]), ()) if figure.on <= on]
    stocks = [figure for figure in own if figure.figure == "contamination_total_km2"]
    yearly = _yearly(own)
    if not stocks and not yearly:
        return None
    remaining, day, source = _newest(stocks)
    earlier, before, _ = _newest([figure for figure in stocks if day and figure.on < day])
    return ClearanceFacts(
        on=day or on,
        remaining_m2=remaining,
        suspected_m2=_at(own, "sha_km2", day),
        confirmed_m2=_at(own, "cha_km2", day),
        released_m2={year: m2 for year, parts in yearly.items() if (m2 := _released(parts)) is not None},
        cleared_m2={year: m2 for year, parts in yearly.items() if (m2 := _only(parts, "cleared_km2")) is not None},
        earlier_remaining=(before, earlier) if before and earlier is not None else None,
        source=source or "published figures",
    )


@cache
def _by_state() -> dict[tuple[str, str], list[PublishedFigure]]:
    found: dict[tuple[str, str], list[PublishedFigure]] = defaultdict(list)
    for figure in figures_of(None)[0]:
        found[figure.place.state, figure.weapon].append(figure)
    return found


def _newest(stocks: Iterable[PublishedFigure]) -> tuple[int | None, date | None, str]:
    """The remaining area of the newest day, m2; None where sources of that day differ by more than rounding."""
    stocks = list(stocks)
    if not stocks:
        return None, None, ""
    day = max(figure.on for figure in stocks)
    latest = [figure for figure in stocks if figure.on == day]
    values = {m2 for figure in latest if (m2 := _m2(figure)) is not None}
    source = " / ".join(dict.fromkeys(figure.citation for figure in latest))
    if not values or max(values) - min(values) > _M2_A_KM2:
        told = ", ".join(f"{figure.value} km2" for figure in latest)
        return None, day, f"sources of {day} disagree ({told}): {source}"
    return max(values), day, source


def _yearly(own: Iterable[PublishedFigure]) -> dict[int, dict[str, set[int]]]:
    """Year -> figure -> the values published for it; running totals over several years are no flows."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for figure in own:
        if figure.figure in {"released_km2", *_PARTS} and "CUMULATIVE" not in figure.note:
            m2 = _m2(figure)
            if m2 is not None:
                found[figure.year][figure.figure].add(m2)
    return found


def _released(parts: dict[str, set[int]]) -> int | None:
    """Cancelled + reduced + cleared: as published, or the sum when each of the three was."""
    if (whole := _only(parts, "released_km2")) is not None:
        return whole
    three = [_only(parts, name) for name in _PARTS]
    return sum(part for part in three if part is not None) if None not in three else None


def _only(parts: dict[str, set[int]], name: str) -> int | None:
    values = parts.get(name, set())
    return next(iter(values)) if len(values) == 1 else None


def _at(own: Iterable[PublishedFigure], name: str, day: date | None) -> int | None:
    values = {_m2(figure) for figure in own if figure.figure == name and figure.on == day}
    return next(iter(values)) if len(values) == 1 else None


def _m2(figure: PublishedFigure) -> int | None:
    try:
        return int(Decimal(figure.value) * _M2_A_KM2)
    except InvalidOperation:
        return None
