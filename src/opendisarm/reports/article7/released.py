"""What was released and what was newly found in the period: Form F2, Tables 2 and 3 of the Guide."""

from __future__ import annotations

from typing import Final

from opendisarm.core.vocabulary import RELEASED, Cause
from opendisarm.ledgers.land.bridge import Bridge, bridges
from opendisarm.reports.article7.devices import ITEM_COLUMNS, Found
from opendisarm.reports.article7.facts import PROVINCE, SHARED, TOTAL, TREATY, Facts
from opendisarm.reports.article7.moves import Moved, Released, Slice, flowing, releasing
from opendisarm.reports.article7.remaining import SCOPE
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Number, Phrase, Row, Table, Unit

LAND_RELEASED: Final = Phrase("Land released (m²)")
METHODS: Final = tuple(account.value for account in RELEASED)

_METHOD_COLUMNS: Final = (
    Column("cancelled", Phrase("Cancelled"), Unit.M2, LAND_RELEASED),
    Column("reduced", Phrase("Reduced"), Unit.M2, LAND_RELEASED),
    Column("cleared", Phrase("Cleared"), Unit.M2, LAND_RELEASED),
    Column("total", Phrase("Total"), Unit.M2, LAND_RELEASED),
)
_RECORDS: Final = Column("records", Phrase("Release records"), Unit.RECORDS)
_OUTSIDE: Final = Column("outside", Phrase("of which outside recorded areas (m²)"), Unit.M2, of_which=True)
_REPORTED: Final = Column("reported_m2", Phrase("of which reported only, no polygon (m²)"), Unit.M2, of_which=True)

_FOUND: Final = (Cause.NEWLY_FOUND, Cause.BOUNDARY_GROWTH, Cause.REOPENED)
_FOUND_GROUP: Final = Phrase("Newly found (m²)")
_TABLE_3_COLUMNS: Final = (
    Column("newly_found", Phrase("Previously unknown"), Unit.M2, _FOUND_GROUP),
    Column("boundary_growth", Phrase("Boundary growth"), Unit.M2, _FOUND_GROUP),
    Column("reopened", Phrase("Reopened"), Unit.M2, _FOUND_GROUP),
    Column("total", Phrase("Total"), Unit.M2, _FOUND_GROUP),
)

OUTSIDE_NOTE: Final = Phrase(
    "Land released outside every recorded hazardous area, or beyond what was left of one, lowered nothing that remains."
)
ITEMS_NOTE: Final = Phrase(
    "Items recorded as destroyed. Small-arms ammunition stands apart and is in no sum of items destroyed."
)
REOPENED_NOTE: Final = Phrase("Reopened: land released earlier where contamination was found again.")


def released(facts: Facts, found: Found) -> tuple[Table, Table, Table]:
    """Form F2, Table 2, Table 3."""
    by_place = {
        bridge.key: bridge for bridge in bridges(facts.columns, facts.postings, facts.period, ("admin1",), TREATY)
    }
    [whole] = bridges(facts.columns, facts.postings, facts.period, (), TREATY)
    by_place[()] = whole
    return (
        _releases(facts, by_place, found, "F2"),
        _releases(facts, by_place, found, "T2"),
        _newly_found(facts, by_place),
    )


def _releases(facts: Facts, by_place: dict[tuple[str, ...], Bridge], found: Found, table: str) -> Table:
    moved = releasing(facts.columns, facts.postings, facts.period, TREATY)
    official = table == "F2"
    columns = (
        (*_METHOD_COLUMNS, _OUTSIDE, _REPORTED, _RECORDS, *ITEM_COLUMNS) if official else (*_METHOD_COLUMNS, _RECORDS)
    )
    shown = {column.key for column in columns}
    cells: dict[tuple[str, str], Cell] = {}
    rows: list[Row] = []

    def put(row: Row, *place: str) -> None:
        rows.append(row)
        land = _land(by_place.get(place), moved, place) if facts.flows_known else {}
        items = found.cells(*place) if official else {}
        for column in columns:
            cells[row.key, column.key] = {**land, **items}.get(column.key, UNKNOWN)

    for province in facts.provinces:
        put(province.row, province.name)
    records = [moved.whole.within(province.name).record_count() for province in facts.provinces]
    if facts.flows_known and (shared := moved.whole.everywhere().record_count() - sum(records)):
        rows.append(SHARED)
        cells.update({(SHARED.key, key): Number(shared if key == "records" else 0) for key in shown})
        if not facts.devices_known:
            cells.update({(SHARED.key, column.key): UNKNOWN for column in ITEM_COLUMNS if official})
    put(TOTAL)
    if official:
        title = Phrase("Status of programmes for the destruction of anti-personnel mines in mined areas")
        notes = (SCOPE, OUTSIDE_NOTE, ITEMS_NOTE)
        return Table("F2", Phrase("Form F2"), title, PROVINCE, columns, tuple(rows), cells, notes)
    title = Phrase("Land released in the period, by method")
    return Table("T2", Phrase("Table 2"), title, PROVINCE, columns, tuple(rows), cells, (SCOPE,))


def _land(bridge: Bridge | None, moved: Released, place: tuple[str, ...]) -> dict[str, Cell]:
    def at(part: Moved) -> Slice:
        return part.within(*place) if place else part.everywhere()

    whole, outside = at(moved.whole), at(moved.outside)
    amounts = {account: bridge.released[account] if bridge else 0 for account in RELEASED}
    return {
        **{account.value: Number.of(amounts[account], at(moved.by_account[account])) for account in RELEASED},
        "total": Number.of(sum(amounts.values()), whole),
        "outside": Number.of(sum(bridge.outside.values()) if bridge else 0, outside),
        "reported_m2": Number(whole.reported(), whole),
        "records": Number(whole.record_count(), whole),
    }


def _newly_found(facts: Facts, by_place: dict[tuple[str, ...], Bridge]) -> Table:
    flows = flowing(facts.columns, facts.postings, facts.period, TREATY)
    whole = Moved.joined([flows[cause] for cause in _FOUND])
    cells: dict[tuple[str, str], Cell] = {}
    rows: list[Row] = []

    def put(row: Row, *place: str) -> None:
        rows.append(row)
        bridge = by_place.get(place)
        amounts = {cause: bridge.flows[cause] if bridge else 0 for cause in _FOUND}
        for cause in _FOUND:
            behind = flows[cause].within(*place) if place else flows[cause].everywhere()
            cells[row.key, cause.value] = Number.of(amounts[cause], behind) if facts.flows_known else UNKNOWN
        behind = whole.within(*place) if place else whole.everywhere()
        cells[row.key, "total"] = Number.of(sum(amounts.values()), behind) if facts.flows_known else UNKNOWN

    for province in facts.provinces:
        put(province.row, province.name)
    put(TOTAL)
    title = Phrase("Mined areas newly found in the period")
    return Table("T3", Phrase("Table 3"), title, PROVINCE, _TABLE_3_COLUMNS, tuple(rows), cells, (SCOPE, REOPENED_NOTE))
