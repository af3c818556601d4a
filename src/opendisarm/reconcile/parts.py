"""Totals against their parts, as one source prints both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes, prose
from opendisarm.reconcile.checks import Verdict, citations
from opendisarm.reconcile.digits import amount, blur, json_number, printed, total
from opendisarm.reconcile.flows import HEADLINE, METHODS
from opendisarm.reconcile.stocks import CONFIRMED, SUSPECTED, TOTAL, closing_year

CASUALTIES: Final = "casualties"
_CUMULATIVE: Final = "_cumulative"
_SURVEY: Final = "released_by_survey_km2"

Beside = dict[str, list[PublishedFigure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumCheck:
    """A published total against the sum of its parts; difference = published - parts_sum.

    what      "PER apm 2017 released_km2".
    verdict   closes: within print (counts of persons or items must be equal).  needs_addition: the total is larger,
              and a part that may hold the rest was not published.  contradicts: neither.  cannot_judge: no parts.
    """

    what: str
    published: Decimal
    parts_sum: Decimal | None
    difference: Decimal | None
    verdict: Verdict
    because: str
    used: tuple[PublishedFigure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "what": self.what, "published": json_number(self.published), "parts_sum": json_number(self.parts_sum),
            "difference": json_number(self.difference), "verdict": self.verdict.value, "because": self.because,
            "sources": list(citations(self.used)),
        }  # fmt: skip


def sums(figures: Iterable[PublishedFigure]) -> list[SumCheck]:
    """Every total that its source prints beside at least two parts, and every cumulative total beside the one before.

    Released land against cancelled, reduced and cleared; contaminated against confirmed and suspected; casualties
    against killed, injured and unknown; cumulative totals against the last one and the years since.
    """
    ordered = sorted(set(figures), key=lambda f: (f.place.state, f.weapon, f.on, f.citation, f.figure, f.value, f.ref))
    readable = [figure for figure in ordered if amount(figure) is not None]
    found: list[SumCheck] = []
    for beside in _beside(readable):
        found += (*_release(beside), *_stock(beside), *_casualties(beside))
    return sorted([*found, *_over_years(readable)], key=lambda check: (check.what, check.because))


def _beside(figures: Iterable[PublishedFigure]) -> Iterator[Beside]:
    """What one source prints for one state, weapon and day, by figure, the preferred one first."""
    groups: defaultdict[tuple[str, str, object, str], Beside] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if not notes.is_cumulative(figure) and not notes.is_part_of_year(figure) and not notes.is_further(figure):
            key = (figure.place.state, figure.weapon, figure.on, figure.citation)
            groups[key][figure.figure].append(figure)
    for group in groups.values():
        yield {name: sorted(rows, key=notes.preference) for name, rows in group.items()}


def _release(beside: Beside) -> Iterator[SumCheck]:
    for headline in beside.get(HEADLINE, ())[:1]:
        held = notes.methods_held(headline)
        parts = [beside[name][0] for name in METHODS if name in beside and name in held | {_SURVEY}]
        absent = sorted(held - {part.figure for part in parts}) if _SURVEY not in beside else []
        if len(parts) > 1:
            yield _compared(headline, parts, rest=" and ".join(name.removesuffix("_km2") for name in absent))


def _stock(beside: Beside) -> Iterator[SumCheck]:
    if CONFIRMED in beside and SUSPECTED in beside:
        for headline in beside.get(TOTAL, ())[:1]:
            yield _compared(headline, [beside[CONFIRMED][0], beside[SUSPECTED][0]])


def _casualties(beside: Beside) -> Iterator[SumCheck]:
    if "killed" in beside and "injured" in beside:
        for headline in beside.get(CASUALTIES, ())[:1]:
            parts = [beside["killed"][0], beside["injured"][0]]
            unknown = sum(map(notes.unknown_beside, parts))
            yield _compared(headline, parts, unknown, rest="" if unknown else "persons whose fate is unknown")


def _compared(
    headline: PublishedFigure, parts: Sequence[PublishedFigure], unknown: int = 0, rest: str = ""
) -> SumCheck:
    parts_sum = total(parts) + unknown
    named = " + ".join(f"{printed(amount(part) or Decimal(0))} {part.figure.removesuffix('_km2')}" for part in parts)
    named += f" + {unknown} unknown" if unknown else ""
    return _verdict(headline, parts_sum, (headline, *parts), f"{named} = {printed(parts_sum)}", rest)


def _over_years(figures: Sequence[PublishedFigure]) -> Iterator[SumCheck]:
    groups: defaultdict[tuple[str, str, str, int | None], list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.figure.endswith(_CUMULATIVE):
            key = (figure.place.state, figure.weapon, figure.figure, notes.counts_from(figure))
            groups[key].append(figure)
    for group in groups.values():
        for before, after in pairwise(sorted(group, key=lambda f: (f.on, notes.preference(f)))):
            if before.on < after.on:
                yield _since(before, after, figures)


def _since(before: PublishedFigure, after: PublishedFigure, figures: Sequence[PublishedFigure]) -> SumCheck:
    first, last = closing_year(before.on), closing_year(after.on)
    what = after.figure.removesuffix(_CUMULATIVE)
    if first is None or last is None:
        text = f"{prose.day(before.on)} and {prose.day(after.on)} are not both the end of a year."
        return _not_judged(before, after, text)
    flows = []
    for year in range(first + 1, last + 1):
        rows = [f for f in figures if (f.place.state, f.weapon, f.figure, f.year) == _of(after, what, year)]
        rows = [f for f in rows if not notes.is_part_of_year(f) and not notes.is_cumulative(f)]
        if not rows:
            return _not_judged(before, after, f"{what} of {year} was not published.")
        flows.append(min(rows, key=lambda f: (f.citation != after.citation, notes.preference(f))))
    parts_sum = total([before, *flows])
    fell = ", and a total that only adds up has fallen" if total([after]) < total([before]) else ""
    text = f"{before.value} at the end of {first} + {' + '.join(f'{f.value} in {f.year}' for f in flows)}"
    text += f" = {printed(parts_sum)}{fell}"
    return _verdict(after, parts_sum, (after, before, *flows), text, "what was added to earlier years")


def _of(figure: PublishedFigure, name: str, year: int) -> tuple[str, str, str, int]:
    return (figure.place.state, figure.weapon, name, year)


def _verdict(
    headline: PublishedFigure, parts_sum: Decimal, used: tuple[PublishedFigure, ...], text: str, rest: str
) -> SumCheck:
    difference = total([headline]) - parts_sum
    tolerance = blur(used) if headline.unit in ("km2", "ha", "m2") else Decimal(0)
    if abs(difference) <= tolerance:
        verdict, reason = Verdict.CLOSES, "the parts make up the total."
    elif difference > 0 and rest:
        verdict = Verdict.NEEDS_ADDITION
        reason = f"{printed(difference)} more than the parts; it may be {rest}, which was not published."
    else:
        verdict, reason = Verdict.CONTRADICTS, f"the total differs by {prose.signed(difference)}."
    note = f" Note: {headline.note}." if headline.note else ""
    because = f"{text}; published {headline.value} {headline.unit} ({prose.titles(used)}): {reason}{note}"
    return SumCheck(
        what=_what(headline), published=total([headline]), parts_sum=parts_sum, difference=difference,
        verdict=verdict, because=because, used=used,
    )  # fmt: skip


def _not_judged(before: PublishedFigure, after: PublishedFigure, text: str) -> SumCheck:
    because = f"{before.value} on {prose.day(before.on)}, {after.value} on {prose.day(after.on)}: {text}"
    return SumCheck(
        what=_what(after), published=total([after]), parts_sum=None, difference=None,
        verdict=Verdict.CANNOT_JUDGE, because=because, used=(after, before),
    )  # fmt: skip


def _what(figure: PublishedFigure) -> str:
    return f"{figure.place.state} {figure.weapon} {figure.year} {figure.figure}".strip()
