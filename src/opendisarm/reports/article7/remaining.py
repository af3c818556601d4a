"""What remains at the end of the period: Form C (known and suspected areas), and Table 1 of the Guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.core.vocabulary import Account, Contamination, mask_of
from opendisarm.ledgers.land.areas import OpenAreas, open_areas
from opendisarm.ledgers.land.balances import balances
from opendisarm.reports.article7.facts import PROVINCE, SHARED, TOTAL, TREATY, Facts
from opendisarm.reports.article7.moves import Moved, Slice, standing
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Number, Phrase, Row, Table, Terms, Unit

AREAS_GROUP: Final = Phrase("Number of areas")
LAND_GROUP: Final = Phrase("Area (m²)")
KNOWN: Final = Phrase("Known (CHA)")
SUSPECTED: Final = Phrase("Suspected (SHA)")

CONTAMINATION_WORDS: Final = {
    Contamination.AP_FACTORY: Phrase("anti-personnel mines"),
    Contamination.AP_IMPROVISED: Phrase("improvised anti-personnel mines"),
    Contamination.AV_MINE: Phrase("anti-vehicle mines"),
    Contamination.CLUSTER: Phrase("cluster munition remnants"),
    Contamination.OTHER_ERW: Phrase("other explosive remnants of war"),
}

_FORM_C_COLUMNS: Final = (
    Column("contamination", Phrase("Contamination"), Unit.TERMS),
    Column("areas", AREAS_GROUP, Unit.AREAS),
    Column("m2", LAND_GROUP, Unit.M2),
    Column("reported_m2", Phrase("of which reported only, no polygon (m²)"), Unit.M2, of_which=True),
    Column("improvised_m2", Phrase("of which with improvised mines (m²)"), Unit.M2, of_which=True),
)
_TABLE_1_COLUMNS: Final = (
    Column("known_n", KNOWN, Unit.AREAS, AREAS_GROUP),
    Column("suspected_n", SUSPECTED, Unit.AREAS, AREAS_GROUP),
    Column("total_n", Phrase("Total"), Unit.AREAS, AREAS_GROUP),
    Column("known_m2", KNOWN, Unit.M2, LAND_GROUP),
    Column("suspected_m2", SUSPECTED, Unit.M2, LAND_GROUP),
    Column("total_m2", Phrase("Total"), Unit.M2, LAND_GROUP),
)
_COUNTS: Final = ("known", "suspected")
_ACCOUNT: Final = {"known": Account.CONFIRMED, "suspected": Account.SUSPECTED}

COUNTED_ONCE: Final = Phrase(
    "An area with any confirmed land counts as known. "
    "An area in several provinces counts in each and once in the total."
)
SCOPE: Final = Phrase(
    "Only land that contains, or is suspected to contain, anti-personnel mines, improvised ones included."
)


def remaining(facts: Facts) -> tuple[Table, Table, Table, Table]:
    """Form C1, Form C2, the particulars of Form C that records do not hold, and Table 1."""
    stock = _Stock.of(facts)
    return _form_c(facts, stock, "known"), _form_c(facts, stock, "suspected"), _particulars(), _table_1(facts, stock)


@dataclass(frozen=True, slots=True)
class _Stock:
    """Open land by place.  areas: by (province,), (province, district) and (); land: who put it there."""

    areas: dict[tuple[str, ...], OpenAreas]
    contamination: dict[tuple[str, ...], dict[Account, list[Contamination]]]
    land: dict[str, Moved]
    improvised: dict[str, Moved]
    whole: Moved

    @classmethod
    def of(cls, facts: Facts) -> _Stock:
        columns, postings, on = facts.columns, facts.postings, facts.period.last
        areas: dict[tuple[str, ...], OpenAreas] = {}
        held: dict[tuple[str, ...], dict[Account, list[str]]] = {}
        for by in ((), ("admin1",), ("admin1", "admin2")):
            areas |= {found.key: found for found in open_areas(columns, postings, on, by, TREATY)}
            for balance in balances(columns, postings, on, (*by, "contamination"), TREATY):
                *place, kinds = balance.key
                some = held.setdefault(tuple(place), {account: [] for account in _ACCOUNT.values()})
                for account in _ACCOUNT.values():
                    some[account] += kinds.split("+") if balance.m2[account] else []
        order = list(Contamination)
        contamination = {
            place: {account: sorted(map(Contamination, set(kinds)), key=order.index) for account, kinds in some.items()}
            for place, some in held.items()
        }
        improvised = mask_of([Contamination.AP_IMPROVISED])
        return cls(
            areas,
            contamination,
            {side: standing(columns, postings, on, [account], TREATY) for side, account in _ACCOUNT.items()},
            {
                side: standing(columns, postings, on, [account], TREATY, improvised)
                for side, account in _ACCOUNT.items()
            },
            standing(columns, postings, on, treaty=TREATY),
        )

    def count(self, side: str, *place: str) -> int:
        found = self.areas.get(place)
        return 0 if found is None else found.known_count if side == "known" else found.suspected_count

    def m2(self, side: str, *place: str) -> int:
        found = self.areas.get(place)
        return 0 if found is None else found.known_m2 if side == "known" else found.suspected_m2

    def shared(self, facts: Facts, side: str) -> int:
        """How many areas the provinces count more often than the state does; never positive."""
        return self.count(side) - sum(self.count(side, province.name) for province in facts.provinces)


def _form_c(facts: Facts, stock: _Stock, side: str) -> Table:
    cells: dict[tuple[str, str], Cell] = {}
    rows: list[Row] = []

    def put(row: Row, *place: str) -> None:
        rows.append(row)
        behind = _slice(stock.land[side], place)
        kinds = stock.contamination.get(place, {}).get(_ACCOUNT[side], [])
        improvised = _slice(stock.improvised[side], place)
        figures: dict[str, Cell] = {
            "contamination": Terms(tuple((kind.value, CONTAMINATION_WORDS[kind]) for kind in kinds)),
            "areas": Number(stock.count(side, *place), behind),
            "m2": Number.of(stock.m2(side, *place), behind),
            "reported_m2": Number(behind.reported(), behind),
            "improvised_m2": Number.of(improvised.total(), improvised),
        }
        cells.update(((row.key, key), cell if facts.land_known else UNKNOWN) for key, cell in figures.items())

    for province in facts.provinces:
        put(province.row, province.name)
        for district, row in province.district_rows():
            if stock.m2(side, province.name, district):
                put(row, province.name, district)
    if shared := stock.shared(facts, side):
        rows.append(SHARED)
        cells.update(_shared_row(_FORM_C_COLUMNS, {"areas": shared}))
    put(TOTAL)
    first = side == "known"
    return Table(
        "C1" if first else "C2",
        Phrase("Form C1") if first else Phrase("Form C2"),
        Phrase("Areas known to contain anti-personnel mines") if first
        else Phrase("Areas suspected to contain anti-personnel mines"),
        PROVINCE, _FORM_C_COLUMNS, tuple(rows), cells, (SCOPE, COUNTED_ONCE),
    )  # fmt: skip


def _particulars() -> Table:
    asked = (
        Row("quantity", Phrase("Quantity of each type of anti-personnel mine in each mined area")),
        Row("emplaced", Phrase("When they were emplaced")),
    )
    return Table(
        "C", Phrase("Form C"), Phrase("What Article 7(1)(c) asks besides, to the extent possible"),
        Phrase("Asked"), (Column("answer", Phrase("Answer"), Unit.TERMS),), asked,
        {(row.key, "answer"): UNKNOWN for row in asked},
        (Phrase("The records hold neither. A signed declaration can answer."),),
    )  # fmt: skip


def _table_1(facts: Facts, stock: _Stock) -> Table:
    cells: dict[tuple[str, str], Cell] = {}
    rows: list[Row] = []

    def put(row: Row, *place: str) -> None:
        rows.append(row)
        whole = _slice(stock.whole, place)
        figures: dict[str, Cell] = {}
        for side in _COUNTS:
            behind = _slice(stock.land[side], place)
            figures[f"{side}_n"] = Number(stock.count(side, *place), behind)
            figures[f"{side}_m2"] = Number.of(stock.m2(side, *place), behind)
        figures["total_n"] = Number(sum(stock.count(side, *place) for side in _COUNTS), whole)
        figures["total_m2"] = Number.of(sum(stock.m2(side, *place) for side in _COUNTS), whole)
        cells.update(((row.key, key), cell if facts.land_known else UNKNOWN) for key, cell in figures.items())

    for province in facts.provinces:
        put(province.row, province.name)
    shared = {f"{side}_n": stock.shared(facts, side) for side in _COUNTS}
    if any(shared.values()):
        rows.append(SHARED)
        cells.update(_shared_row(_TABLE_1_COLUMNS, {**shared, "total_n": sum(shared.values())}))
    put(TOTAL)
    title = Phrase("Mined areas remaining at the end of the period")
    return Table("T1", Phrase("Table 1"), title, PROVINCE, _TABLE_1_COLUMNS, tuple(rows), cells, (SCOPE, COUNTED_ONCE))


def _slice(moved: Moved, place: Sequence[str]) -> Slice:
    return moved.within(*place) if place else moved.everywhere()


def _shared_row(columns: Sequence[Column], counts: dict[str, int]) -> dict[tuple[str, str], Cell]:
    return {
        (SHARED.key, column.key): Terms(()) if column.unit is Unit.TERMS else Number(counts.get(column.key, 0))
        for column in columns
    }
