"""From last year's closing to this year's: Table 4, the closing that it continues, land of unknown contamination."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from opendisarm.core.vocabulary import CONTAMINATED, Account, Cause
from opendisarm.ledgers.land.areas import OpenAreas, open_areas
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.bridge import FLOWS, bridges
from opendisarm.reports.article7.facts import PROVINCE, TOTAL, TREATY, Facts
from opendisarm.reports.article7.moves import Moved, Slice, flowing, releasing, standing
from opendisarm.reports.article7.remaining import KNOWN, LAND_GROUP, SCOPE, SUSPECTED
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Number, Phrase, Row, Table, Unit

OPENING: Final = Phrase("Opening")
CLOSING: Final = Phrase("Closing")
FLOW_WORDS: Final = {
    Cause.NEWLY_FOUND: Phrase("Newly found"),
    Cause.BOUNDARY_GROWTH: Phrase("Boundary growth"),
    Cause.REOPENED: Phrase("Reopened"),
    Cause.CANCELLED: Phrase("Cancelled"),
    Cause.REDUCED: Phrase("Reduced"),
    Cause.CLEARED: Phrase("Cleared"),
    Cause.CORRECTION: Phrase("Corrections"),
    Cause.RECLASSIFIED: Phrase("Reclassified"),
}

_TABLE_4_COLUMNS: Final = (
    Column("opening", OPENING, Unit.M2, LAND_GROUP),
    *(Column(cause.value, FLOW_WORDS[cause], Unit.M2, LAND_GROUP) for cause in FLOWS),
    Column("closing", CLOSING, Unit.M2, LAND_GROUP),
)
_BRIDGE_NOTES: Final = (
    Phrase(
        "Closing = opening + the flows between them. Releases are negative. A correction at a desk is never a release."
    ),
    Phrase("Reclassified: a survey changed what the land holds, and so whether it falls under the Convention."),
)
_UNKNOWN_COLUMNS: Final = (
    Column("known_m2", KNOWN, Unit.M2, LAND_GROUP),
    Column("suspected_m2", SUSPECTED, Unit.M2, LAND_GROUP),
    Column("total_m2", Phrase("Total"), Unit.M2, LAND_GROUP),
    Column("released", Phrase("Released in the period (m²)"), Unit.M2),
)
UNKNOWN_NOTE: Final = Phrase(
    "This land stands in no other table. "
    "Whether it falls under the Convention is not known until somebody says what it holds."
)


def table_4(facts: Facts) -> Table:
    """Opening, flows and closing by province and in total."""
    columns, postings = facts.columns, facts.postings
    opening = standing(columns, postings, facts.eve, treaty=TREATY)
    closing = standing(columns, postings, facts.period.last, treaty=TREATY)
    flows = flowing(columns, postings, facts.period, TREATY)
    [whole] = bridges(columns, postings, facts.period, (), TREATY)
    by_place = {bridge.key: bridge for bridge in bridges(columns, postings, facts.period, ("admin1",), TREATY)}
    by_place[()] = whole

    def figures(at: Callable[[Moved], Slice], *place: str) -> dict[str, Cell]:
        bridge = by_place.get(place)
        return {
            "opening": _stock(facts, bridge.opening if bridge else 0, at(opening)),
            **{
                cause.value: Number.of(bridge.flows[cause] if bridge else 0, at(flows[cause]))
                if facts.flows_known
                else UNKNOWN
                for cause in FLOWS
            },
            "closing": _stock(facts, bridge.closing if bridge else 0, at(closing)),
        }

    title = Phrase("From the opening to the closing of the period")
    rows, cells = by_province(facts, figures)
    return Table("T4", Phrase("Table 4"), title, PROVINCE, _TABLE_4_COLUMNS, rows, cells, (SCOPE, *_BRIDGE_NOTES))


def closing_before(facts: Facts) -> Table:
    """What remained at the end of the year before, as known now, from the balances (not from the bridge)."""
    before = standing(facts.columns, facts.postings, facts.eve, treaty=TREATY)
    held: dict[tuple[str, ...], int] = {}
    for by in ((), ("admin1",)):
        for balance in balances(facts.columns, facts.postings, facts.eve, by, TREATY):
            held[balance.key] = sum(balance.m2[account] for account in CONTAMINATED)

    def figures(at: Callable[[Moved], Slice], *place: str) -> dict[str, Cell]:
        return {"closing": _stock(facts, held.get(place, 0), at(before))}

    rows, cells = by_province(facts, figures)
    column = Column("closing", CLOSING, Unit.M2)
    return Table("before", Phrase("Table 4"), Phrase("Closing of the year before"), PROVINCE, (column,), rows, cells)


def unknown_contamination(facts: Facts) -> Table:
    """Land on the books of which nobody said what it holds: outside the treaty's scope, never dropped."""
    columns, postings, last = facts.columns, facts.postings, facts.period.last
    sides = {"known_m2": Account.CONFIRMED, "suspected_m2": Account.SUSPECTED}
    land = {key: standing(columns, postings, last, [account], holding=0) for key, account in sides.items()}
    whole = standing(columns, postings, last, holding=0)
    out = releasing(columns, postings, facts.period, holding=0).whole
    held: dict[tuple[str, ...], OpenAreas] = {}
    freed: dict[tuple[str, ...], int] = {}
    for by in ((), ("admin1",)):
        for areas in open_areas(columns, postings, last, (*by, "contamination")):
            if areas.key[-1] == "unknown":
                held[areas.key[:-1]] = areas
        for bridge in bridges(columns, postings, facts.period, (*by, "contamination")):
            if bridge.key[-1] == "unknown":
                freed[bridge.key[:-1]] = sum(bridge.released.values())

    def figures(at: Callable[[Moved], Slice], *place: str) -> dict[str, Cell]:
        areas = held.get(place, OpenAreas((), 0, 0, 0, 0))
        return {
            "known_m2": _stock(facts, areas.known_m2, at(land["known_m2"])),
            "suspected_m2": _stock(facts, areas.suspected_m2, at(land["suspected_m2"])),
            "total_m2": _stock(facts, areas.known_m2 + areas.suspected_m2, at(whole)),
            "released": Number.of(freed.get(place, 0), at(out)) if facts.flows_known else UNKNOWN,
        }

    title = Phrase("Land whose contamination is unknown")
    rows, cells = by_province(facts, figures)
    rows = tuple(row for row in rows if row is TOTAL or any(_counts(cells[row.key, c.key]) for c in _UNKNOWN_COLUMNS))
    cells = {(row.key, c.key): cells[row.key, c.key] for row in rows for c in _UNKNOWN_COLUMNS}
    return Table("U", Phrase("Note"), title, PROVINCE, _UNKNOWN_COLUMNS, rows, cells, (UNKNOWN_NOTE,))


def by_province(
    facts: Facts, figures: Callable[..., dict[str, Cell]]
) -> tuple[tuple[Row, ...], dict[tuple[str, str], Cell]]:
    """Rows and cells of a table with one row a province and a total; figures(at, *place) gives the cells of a row."""
    rows, cells = [], {}
    for province in facts.provinces:
        name, row = province.name, province.row
        rows.append(row)
        shown = figures(lambda moved, name=name: moved.within(name), name)
        cells.update({(row.key, key): cell for key, cell in shown.items()})
    rows.append(TOTAL)
    cells.update({(TOTAL.key, key): cell for key, cell in figures(lambda moved: moved.everywhere()).items()})
    return tuple(rows), cells


def _stock(facts: Facts, m2: int, behind: Slice) -> Cell:
    return Number.of(m2, behind) if facts.land_known else UNKNOWN


def _counts(cell: Cell) -> bool:
    return not isinstance(cell, Number) or cell.value != 0
