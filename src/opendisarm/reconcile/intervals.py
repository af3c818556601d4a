"""What was released and added in the time between two stocks, and what of it nobody published."""

from __future__ import annotations

from dataclasses import dataclass

from opendisarm.reconcile import notes, prose
from opendisarm.reconcile.account import Account
from opendisarm.reconcile.flows import CONFIRMED_AS_NEW, Flow, added, joined, released
from opendisarm.reconcile.pairs import Pair
from opendisarm.reconcile.spans import WHOLE_DAYS, Years, years_between
from opendisarm.reconcile.stocks import Measure, closing_year


@dataclass(frozen=True, slots=True)
class Interval:
    """The flows between two stocks.

    release   None when any part of it that is needed was not published; then `missing` names it.
    new       None when no addition was published.
    moved     land confirmed inside a stock that holds suspected land: told, never added.
    within    when, in words: "in 2015".
    parts     years of which only a part lies between the stocks; their flows are not in `release`.
    remark    how the flows sit between the stocks, when not squarely.
    """

    release: Flow | None
    new: Flow | None = None
    moved: Flow | None = None
    within: str = ""
    missing: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    remark: str = ""


def interval_of(account: Account, pair: Pair) -> Interval:
    """The flows that belong between the two stocks of a pair.

    A document that prints an opening and a closing stock reports the period between them. Else the flows are those
    of calendar years; a stretch of less than ten months has none, unless nothing was released in the whole year.
    """
    opening, closing = pair.opening, pair.closing
    if pair.same_source and pair.alone and (opening.opens or closing.closes):
        return _reported(account, pair)
    if (closing.on - opening.on).days >= WHOLE_DAYS:
        return years_of(account, pair, years_between(opening.on, closing.on))
    year = closing.on.year
    if opening.on.year == year or closing_year(opening.on) == year - 1:
        whole_year = years_of(account, pair, Years((year,)))
        if whole_year.release and not whole_year.release.value:
            return Interval(whole_year.release, within=f"in the whole of {year}")
    return Interval(None, missing=(_between_days(pair),))


def years_of(account: Account, pair: Pair, years: Years) -> Interval:
    """The flows of calendar years; the sources of the two stocks are preferred, the closing one first."""
    sources = (pair.closing.citation, pair.opening.citation)
    yearly = {year: released(account.of_year(year), account.weapon, sources) for year in years.whole}
    unpublished = [year for year, flow in yearly.items() if flow is None]
    if unpublished or not yearly:
        what = f"land released in {prose.years(unpublished)}" if yearly else _between_days(pair)
        return Interval(None, missing=(what,), remark=_of_other_mines(account, unpublished))
    counts = _confirmed_counts(pair)
    news = [added(account.of_year(year), account.weapon, sources, confirmed_counts=counts) for year in yearly]
    return Interval(
        joined([flow for flow in yearly.values() if flow]),
        joined([flow for flow in news if flow]),
        None if counts else joined([flow for year in yearly if (flow := _confirmed(account, year, sources))]),
        f"in {prose.years(yearly)}",
        (),
        years.parts,
        _remark(years),
    )


def _reported(account: Account, pair: Pair) -> Interval:
    years = range(pair.opening.on.year, pair.closing.on.year + 1)
    flows = [f for f in account.of_periods if f.citation == pair.closing.citation and f.year in years]
    release = released(flows, account.weapon)
    if release is None:
        return Interval(None, missing=("land released in the period that the source reports",))
    new = added(flows, account.weapon, confirmed_counts=_confirmed_counts(pair))
    return Interval(release, new, within="in the period that the source reports")


def _confirmed_counts(pair: Pair) -> bool:
    """Whether confirming land adds to the stock: not where suspected land is known to be in it."""
    return not (pair.opening.split or pair.closing.split) and pair.opening.measure is not Measure.SUSPECTED


def _confirmed(account: Account, year: int, sources: tuple[str, ...]) -> Flow | None:
    return added([f for f in account.of_year(year) if f.figure == CONFIRMED_AS_NEW], account.weapon, sources)


def _of_other_mines(account: Account, years: list[int]) -> str:
    """Flows filed under anti-personnel mines that cannot be used, because they hold anti-vehicle mines too."""
    wider = [
        figure
        for year in years
        for figure in account.of_year(year)
        if figure.weapon == account.weapon and notes.holds_vehicle_mines(figure)
    ]
    if not wider:
        return ""
    told = "; ".join(f"{figure.value} {figure.unit} in {figure.year} ({prose.titles([figure])})" for figure in wider)
    return f"Not used, because anti-vehicle mines are in it: {told}."


def _between_days(pair: Pair) -> str:
    return f"land released between {prose.day(pair.opening.on)} and {prose.day(pair.closing.on)}"


def _remark(years: Years) -> str:
    said = []
    if years.shifted:
        said.append("The flows are those of calendar years, the stocks do not stand at their ends.")
    if years.parts:
        said.append(f"Nothing is counted for the part of {prose.years(years.parts)} between the stocks.")
    return " ".join(said)
