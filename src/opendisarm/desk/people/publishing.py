"""The audience step: what the public may see of casualties, and a record of what it has seen.

Tables are published in one order, which makes each safe beside the others: first the outcomes of every year, then each
year's splits. Two splits of a year share nothing but those outcomes, and those are public already (or the split is
shown without them), so that neither tells anything of the other (docs/privacy.md, "What the public may see").
Every table that is shown is an entry of the journal: the next one is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any, Final

from opendisarm.audience import ALL, Counts, Edition, Published, as_json, edition_of, protected
from opendisarm.core.clocks import Span
from opendisarm.core.journal import EDITION, Proposal
from opendisarm.desk.people.casualties import WORLD
from opendisarm.desk.people.ledger import PeopleLedger, people_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accounts import CASUALTIES
from opendisarm.ledgers.people.balances import balances, harmed_within, of_states, values_of
from opendisarm.ledgers.words import Flags

OUTCOME: Final = "outcome"
YEAR: Final = "year"
OUTCOMES: Final = tuple(account.value for account in CASUALTIES)
SPLITS: Final[tuple[tuple[str, ...], ...]] = (
    ("sex", "age"), ("status",), ("disability",), ("device",), ("setting",), ("admin1",),
)  # fmt: skip
"""What a year's casualties are split by in public: no place below admin1, no day, no organisation."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Of whom a table tells: casualties of a state, harmed up to a day, as known at a moment (None: now)."""

    state: str
    on: date
    known: datetime | None


@dataclass(slots=True)
class PublicCasualties:
    """What may be shown of the casualties of a state.

    years   outcomes of every year up to the day.       year, splits  of one year; by what each is split.
    new     tables that nobody was shown before, as entries to be appended.
    """

    of: Clocks
    head: str
    years: Edition
    year: int
    splits: dict[tuple[str, ...], Edition] = field(default_factory=dict)
    new: list[Proposal] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The published shape; null where a figure is withheld."""
        return {
            "audience": "public",
            "state": self.of.state,
            "year": self.year,
            "as_of": {
                "on": self.of.on.isoformat(), "known": self.of.known.isoformat() if self.of.known else None,
            },
            "journal_head": self.head,
            "unit": "persons",
            "withheld": "null: fewer than 5 persons, or a figure that would give such a one away",
            "total": {outcome: self.figure(outcome) for outcome in (*OUTCOMES, "casualties")},
            "splits": {
                "_".join(name for name in by): [
                    dict(zip(edition.dims, key, strict=True)) | {"persons": edition.shown.get(key)}
                    for key in _keys(edition)
                ]
                for by, edition in self.splits.items()
            },
        }  # fmt: skip

    def figure(self, outcome: str) -> int | None:
        """Persons of the year by outcome, or all "casualties"; None where it is withheld."""
        listed = str(self.year) in self.years.values[YEAR]
        key = (ALL if outcome == "casualties" else outcome, str(self.year))
        return self.years.shown.get(key) if listed else 0

    def lines(self, by: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[int | None, ...]]]:
        """(values, figures) of a split: by outcome and together, or together only; None where a figure is withheld.

        Values that nobody has are left out.
        """
        edition = self.splits[by]
        with_outcome = OUTCOME in edition.dims
        for values in product(*((*edition.values[dim],) for dim in by)):
            keys = [(one, *values) for one in (*OUTCOMES, ALL)] if with_outcome else [values]
            figures = [edition.shown.get(key) for key in keys]
            if any(figure != 0 for figure in figures):
                yield values, tuple(figures)

    def year_lines(self) -> Iterator[tuple[str, tuple[int | None, ...]]]:
        """(year, figures): outcomes and all casualties of every year, then of all years together."""
        for year in (*self.years.values[YEAR], ALL):
            figures = tuple(self.years.shown.get((one, year)) for one in (*OUTCOMES, ALL))
            yield ("all" if year == ALL else year), figures

    def years_json(self) -> dict[str, Any]:
        """The published shape of the years alone; null where a figure is withheld."""
        shape = {name: value for name, value in self.as_json().items() if name not in ("year", "total", "splits")}
        names = (*OUTCOMES, "casualties")
        return shape | {
            "rows": [{YEAR: year, **dict(zip(names, figures, strict=True))} for year, figures in self.year_lines()]
        }


def public_casualties(
    workspace: Workspace, state: str, year: int, on: date, known: datetime | None
) -> PublicCasualties:
    """Protect the tables of a state and year.  `append` what is new before anybody is shown them."""
    of = Clocks(state, on, known)
    ledger = people_ledger(workspace, known)
    archive = _Archive(workspace)
    years = archive.protect("casualties by year", state, of, ledger, (OUTCOME, YEAR))
    result = PublicCasualties(of, ledger.head.chain, years, year)
    base = _of_year(years, year)
    for by in SPLITS if base is not None else ():
        dims = (OUTCOME, *by) if base is not None and OUTCOME in base.dims else by
        scope = f"{state}/{year}"
        result.splits[by] = archive.protect("casualties of a year", scope, of, ledger, dims, year, base)
    result.new = archive.new
    return result


def append(workspace: Workspace, new: Sequence[Proposal], by: str, moment: datetime) -> int:
    """Put on record what is about to be shown; how many tables were never shown before."""
    if not new:
        return 0
    head = workspace.store.head()
    return len(workspace.store.append(list(new), batch=f"B-public-{head.seq + 1}", by=by, moment=moment))


def _of_year(years: Edition, year: int) -> Edition | None:
    """What the public knows of a year before it is split: its outcomes, or where one of them is withheld, its total.

    None where not even that is shown, or there is nothing to split.
    """
    if str(year) not in years.values[YEAR]:
        return None
    shown = {key[0]: count for key, count in years.shown.items() if key[1] == str(year)}
    if all(outcome in shown for outcome in (*OUTCOMES, ALL)):
        return Edition((OUTCOME,), {OUTCOME: OUTCOMES}, {(one,): count for one, count in shown.items()}, frozenset())
    if ALL in shown:
        return Edition((), {}, {(): shown[ALL]}, frozenset())
    return None


class _Archive:
    """Tables shown before, and new ones held against them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.shown = [entry.payload for entry in workspace.store.load(kinds=(EDITION,))]
        self.new: list[Proposal] = []

    def protect(
        self,
        measure: str,
        scope: str,
        of: Clocks,
        ledger: PeopleLedger,
        dims: tuple[str, ...],
        year: int | None = None,
        base: Edition | None = None,
    ) -> Edition:
        """The edition of a table.  base: what is public already of the same persons."""  # fmt: skip
        fine = _fine(dims, year)
        counts = _counts(ledger, of, fine, year)
        same: list[Edition] = [base] if base is not None else []
        others: list[Published] = []
        for clocks, edition, its_base in self._earlier(measure, scope, fine):
            held = _counts(people_ledger(self.workspace, clocks.known), clocks, fine, year)
            if held.cells == counts.cells:
                same.append(edition)
            else:
                others.append(Published(held, tuple(one for one in (its_base, edition) if one is not None)))
        # An earlier table of the same persons may list what this one does not: a year in which nobody was harmed.
        common = Counts(fine, counts.cells, {dim: _all_values(dim, counts, same) for dim in fine})
        edition = protected(counts.over(dims), Published(common, tuple(same)), others)
        if edition not in same:
            self.new.append(_proposal(measure, scope, of, ledger, edition, base))
        return edition

    def _earlier(
        self, measure: str, scope: str, fine: tuple[str, ...]
    ) -> Iterator[tuple[Clocks, Edition, Edition | None]]:
        for said in self.shown:
            if said["measure"] != measure or said["scope"] != scope:
                continue
            edition = edition_of(said["edition"])
            if not set(edition.dims) <= set(fine):
                continue
            base = edition_of(said["base"]) if said.get("base") else None
            known = datetime.fromisoformat(said["known"]) if said["known"] else None
            yield Clocks(said["state"], date.fromisoformat(said["on"]), known), edition, base


def _proposal(
    measure: str, scope: str, of: Clocks, ledger: PeopleLedger, edition: Edition, base: Edition | None
) -> Proposal:
    # Asked as known now, it is what was known when the last entry had been made: that can be asked again.
    known = of.known or ledger.head.entered
    payload: dict[str, Any] = {
        "measure": measure, "scope": scope, "state": of.state, "on": of.on.isoformat(),
        "known": known.isoformat() if known else "", "journal_head": ledger.head.chain, "edition": as_json(edition),
    }  # fmt: skip
    if base is not None:
        payload["base"] = as_json(base)
    return Proposal(kind=EDITION, payload=payload, edition=ledger.head.seq)


def _fine(dims: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """A year's split is always held against others with its outcomes, even where these are not shown."""
    return dims if year is None or OUTCOME in dims else (OUTCOME, *dims)


def _counts(ledger: PeopleLedger, of: Clocks, dims: tuple[str, ...], year: int | None) -> Counts:
    people = ledger.people
    counted = _harmed(ledger, of, year)
    by = tuple(dim for dim in dims if dim != OUTCOME)
    cells: dict[tuple[str, ...], int] = {}
    for row in balances(people, counted, of.on, by):
        parts = dict(zip(by, (value or "unknown" for value in row.key), strict=True))
        for account in CASUALTIES:
            if row.persons[account]:
                key = tuple(account.value if dim == OUTCOME else parts[dim] for dim in dims)
                cells[key] = cells.get(key, 0) + row.persons[account]
    values = {dim: _values(dim, [key[at] for key in cells], of) for at, dim in enumerate(dims)}
    return Counts(dims, cells, values)


def _harmed(ledger: PeopleLedger, of: Clocks, year: int | None) -> Flags:
    span = Span.of_year(year) if year is not None else Span(date.min, of.on)
    counted = harmed_within(ledger.people, span, of.on)
    return counted if of.state == WORLD else counted & of_states(ledger.people, [of.state])


def _values(dim: str, seen: Sequence[str], of: Clocks) -> tuple[str, ...]:
    """What a dimension lists: closed lists whole; years without a gap, so that an empty one is shown as such."""
    if dim == OUTCOME:
        return OUTCOMES
    if dim == YEAR:
        first = min((int(year) for year in seen), default=of.on.year)
        return tuple(str(year) for year in range(first, of.on.year + 1))
    return values_of(dim) or tuple(sorted({*seen, "unknown"}))


def _all_values(dim: str, counts: Counts, editions: Sequence[Edition]) -> tuple[str, ...]:
    listed = [counts.values[dim], *(edition.values[dim] for edition in editions if dim in edition.dims)]
    return tuple(dict.fromkeys(value for values in listed for value in values))


def _keys(edition: Edition) -> list[tuple[str, ...]]:
    """Every figure, in a fixed order."""
    order = {dim: {value: at for at, value in enumerate((*edition.values[dim], ALL))} for dim in edition.dims}
    keys = {*edition.shown, *edition.withheld}
    return sorted(keys, key=lambda key: [order[dim][value] for dim, value in zip(edition.dims, key, strict=True)])
