"""Flows of a calendar year: land released, and land added, as the sources of one state and weapon print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes
from opendisarm.reconcile.checks import citations
from opendisarm.reconcile.digits import agree, amount, blur, half_unit, near, printed, total

HEADLINE: Final = "released_km2"
METHODS: Final = ("cancelled_km2", "reduced_km2", "released_by_survey_km2", "cleared_km2")
NEW: Final = "new_contamination_km2"
CONFIRMED_AS_NEW: Final = "confirmed_km2"
FLOWS: Final = frozenset({HEADLINE, *METHODS, NEW, CONFIRMED_AS_NEW})
_WORDS: Final = {
    "cancelled_km2": "cancelled", "reduced_km2": "reduced", "released_by_survey_km2": "released by survey",
    "cleared_km2": "cleared", HEADLINE: "released", NEW: "newly found", CONFIRMED_AS_NEW: "confirmed",
}  # fmt: skip
_PARTS_OF_ALL: Final = frozenset({"apm", "avm", "cmr", "erw"})


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount of land in a period, km2.

    words      "27.15 cancelled + 40.6 cleared".
    whole      not clearance alone: a headline, or methods of survey beside clearance, or a source that reports what
               its survey found and so would have reported release by survey.
    partial    some figure covers part of the country or some operators: the true flow is at least this.
    variants   (difference from `value`, words) of what was published otherwise for the same thing.
    """

    used: tuple[PublishedFigure, ...]
    words: str
    whole: bool = True
    variants: tuple[tuple[Decimal, str], ...] = ()

    @property
    def value(self) -> Decimal:
        """km2, exact."""
        return total(self.used)

    @property
    def blur(self) -> Decimal:
        """What print alone leaves open, km2."""
        return blur(self.used)

    @property
    def partial(self) -> bool:
        """Whether a note confines one of its figures to a part of the country or to some operators."""
        return any(map(notes.part_of_country, self.used))


def joined(flows: Sequence[Flow]) -> Flow | None:
    """Several years as one flow; None for none."""
    if not flows:
        return None
    return Flow(
        tuple(figure for flow in flows for figure in flow.used),
        "; ".join(f"in {flow.used[0].year} {flow.words}" for flow in flows) if len(flows) > 1 else flows[0].words,
        all(flow.whole for flow in flows),
        tuple(variant for flow in flows for variant in flow.variants),
    )


def released(figures: Iterable[PublishedFigure], weapon: str, prefer: Sequence[str] = ()) -> Flow | None:
    """What was released in the one period that all these figures are of; None when nobody says.

    figures   flows of one state and period, of any weapon: "all" may be summed from its parts.
    prefer    citations, best first: the source of the stocks beside it is the one that meant the same land.
    Method    the first source with a headline or with clearance and survey; else the parts from several sources.
    """
    flows = [figure for figure in figures if not notes.holds_vehicle_mines(figure) or weapon == "all"]
    order = _order(flows, prefer)
    sources = [_OneSource(tuple(f for f in flows if f.citation == source), weapon) for source in order]
    for source in sources:
        if source.headline or (source.methods.keys() >= {"cleared_km2"} and len(source.methods) > 1):
            return _with_others(source.flow(), source, sources)
    merged: dict[str, tuple[PublishedFigure, ...]] = {}
    for method in METHODS:
        if found := next((source.methods[method] for source in sources if method in source.methods), None):
            merged[method] = found
    if not merged:
        return None
    used = tuple(figure for parts in merged.values() for figure in parts)
    found_by_survey = {f.citation for f in flows if f.figure in (NEW, CONFIRMED_AS_NEW) and f.weapon == weapon}
    whole = len(merged) > 1 or set(citations(used)) <= found_by_survey
    flow = Flow(used, _in_words(used), whole)
    return _with_others(flow, None, sources)


def added(
    figures: Iterable[PublishedFigure], weapon: str, prefer: Sequence[str] = (), *, confirmed_counts: bool = True
) -> Flow | None:
    """What was added in the period; None when nobody published an addition.

    confirmed_counts   False for stocks that hold suspected land: confirming it moves it inside the stock.
    """
    flows = [f for f in figures if f.weapon == weapon]
    for name in (NEW, CONFIRMED_AS_NEW)[: 2 if confirmed_counts else 1]:
        rows = sorted(
            (f for f in flows if f.figure == name), key=lambda f: (_rank(f.citation, prefer), notes.preference(f))
        )
        if rows:
            best = rows[0]
            variants = tuple((total([f]) - total([best]), _variant(f)) for f in rows[1:] if not agree(f, best))
            return Flow((best,), _in_words((best,)), True, variants)
    return None


class _OneSource:
    """The flows of one source: its headline, its methods, what it releases on top."""

    def __init__(self, figures: Sequence[PublishedFigure], weapon: str) -> None:
        self.rows = figures
        further = [f for f in figures if f.figure == HEADLINE and notes.is_further(f)]
        rest = [f for f in figures if f not in further]
        self.headline = _pick([f for f in rest if f.figure == HEADLINE], weapon)
        self.further = _pick(further, weapon)
        picked = {method: _pick([f for f in rest if f.figure == method], weapon) for method in METHODS}
        self.methods = {method: parts for method, parts in picked.items() if parts}

    def flow(self) -> Flow:
        """The headline, or its parts where they are the same number in finer print, and what the headline leaves
        out."""
        held = {"released_by_survey_km2"}
        if self.headline:
            held |= frozenset().union(*map(notes.methods_held, self.headline))
        inside = tuple(f for method, parts in self.methods.items() if method in held for f in parts)
        outside = tuple(f for method, parts in self.methods.items() if method not in held for f in parts)
        outside += self.further
        variants: tuple[tuple[Decimal, str], ...] = ()
        used = self.headline or inside
        if len(self.headline) == 1 and len(inside) > 1:
            if near(self.headline[0], total(inside), blur(inside)):
                used = inside if blur(inside) < half_unit(self.headline[0]) else self.headline
            else:
                words = f"{printed(total(inside))} as the sum of {_in_words(inside)}"
                variants = ((total(inside) - total(self.headline), words),)
        used += outside
        return Flow(used, _in_words(used), True, variants)


def _with_others(flow: Flow, chosen: _OneSource | None, sources: Sequence[_OneSource]) -> Flow:
    """The flow, with what was published otherwise as its variants."""
    variants = list(flow.variants)
    for source in sources:
        if source is not chosen and chosen is not None and source.headline:
            other = source.flow()
            if abs(other.value - flow.value) > max(other.blur, flow.blur):
                variants.append((other.value - flow.value, f"{other.words} ({_titles(other.used)})"))
            continue
        for row in source.rows:
            mine = [f for f in flow.used if f.figure == row.figure and f.weapon == row.weapon]
            if len(mine) == 1 and not agree(row, mine[0]):
                variants.append((total([row]) - total(mine), _variant(row)))
    return Flow(flow.used, flow.words, flow.whole, tuple(variants))


def _pick(figures: Sequence[PublishedFigure], weapon: str) -> tuple[PublishedFigure, ...]:
    """The figure of one source for one method; for "all" weapons without an own figure, its figures by weapon."""
    best: dict[str, PublishedFigure] = {}
    for figure in sorted(figures, key=notes.preference):
        best.setdefault(figure.weapon, figure)
    if weapon in best:
        return (best[weapon],)
    parts = tuple(best[name] for name in sorted(best) if name in _PARTS_OF_ALL)
    return parts if weapon == "all" and len(parts) > 1 else ()


def _order(figures: Iterable[PublishedFigure], prefer: Sequence[str]) -> list[str]:
    found = list(figures)
    return sorted({f.citation for f in found}, key=lambda source: (
        _rank(source, prefer), -len({f.figure for f in found if f.citation == source}), source))  # fmt: skip


def _rank(source: str, prefer: Sequence[str]) -> int:
    return prefer.index(source) if source in prefer else len(prefer)


def _in_words(figures: Sequence[PublishedFigure]) -> str:
    several = len({f.weapon for f in figures}) > 1
    return " + ".join(
        f"{printed(amount(f) or Decimal(0))} {_WORDS[f.figure]}" + (f" [{f.weapon}]" if several else "")
        for f in figures
    )


def _variant(figure: PublishedFigure) -> str:
    return f"{_in_words((figure,))} ({_titles((figure,))})"


def _titles(figures: Sequence[PublishedFigure]) -> str:
    return "; ".join(source.rpartition(" | ")[2] for source in citations(figures))
