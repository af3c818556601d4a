"""Items found and destroyed: Form G2, and the columns of Form F2 that count items.

Small-arms ammunition is counted in rounds, by the thousand; it is never summed into items destroyed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from opendisarm.core.clocks import Span
from opendisarm.core.records import DeviceFound
from opendisarm.reports.article7.facts import PROVINCE_NOT_TOLD, TOTAL, Facts
from opendisarm.reports.figures import (
    UNKNOWN,
    Cell,
    Column,
    Listed,
    Number,
    Phrase,
    Role,
    Row,
    Share,
    Table,
    Terms,
    Unit,
    row_key,
)

FACTORY: Final = "ap_mine"
IMPROVISED: Final = "ap_mine_improvised"
_AP: Final = {"ap_mine": FACTORY, "ap_mine_factory": FACTORY, "ap_mine_improvised": IMPROVISED}
_AV: Final = "av_mine"
_SMALL_ARMS: Final = "small_arms_ammunition"
DESTROYED: Final = "destroyed"

MADE: Final = {FACTORY: Phrase("factory-made"), IMPROVISED: Phrase("improvised")}
MODEL_NOT_TOLD: Final = Phrase("Type not told")

ITEMS_GROUP: Final = Phrase("Items destroyed")
ITEM_COLUMNS: Final = (
    Column("ap_mines", Phrase("Anti-personnel mines"), Unit.ITEMS, ITEMS_GROUP),
    Column("av_mines", Phrase("Anti-vehicle mines"), Unit.ITEMS, ITEMS_GROUP),
    Column("other_eo", Phrase("Other explosive ordnance"), Unit.ITEMS, ITEMS_GROUP),
    Column("small_arms", Phrase("Small-arms ammunition (rounds)"), Unit.ITEMS, of_which=True),
)
_FORM_G2_COLUMNS: Final = (
    Column("made", Phrase("Made"), Unit.TERMS),
    Column("period", Phrase("Destroyed in the period"), Unit.ITEMS),
    Column("since", Phrase("Destroyed since records began"), Unit.ITEMS),
)
_NOTES: Final = (
    Phrase("Anti-personnel mines recorded as found and destroyed. Mines removed or handed over are not counted."),
    Phrase("Since records began: since the first record in the journal, not since entry into force."),
)

Device = tuple[str, DeviceFound]


def column_of(device: DeviceFound) -> str:
    """Which column of Form F2 counts it."""
    if device.category in _AP:
        return "ap_mines"
    return {_AV: "av_mines", _SMALL_ARMS: "small_arms"}.get(device.category, "other_eo")


@dataclass(frozen=True, slots=True)
class Found:
    """Items destroyed in the period, by province and column; `known`: whether anybody recorded devices at all."""

    known: bool
    destroyed: tuple[Device, ...]

    def cells(self, *place: str) -> dict[str, Cell]:
        """The item columns of a province ("" = not told), or of the state."""
        if not self.known:
            return {column.key: UNKNOWN for column in ITEM_COLUMNS}
        here = [device for device in self.destroyed if not place or device[1].place.admin1 == place[0]]
        return {
            column.key: counted(device for device in here if column_of(device[1]) == column.key)
            for column in ITEM_COLUMNS
        }


def destroyed(facts: Facts) -> Found:
    """What the records say was destroyed in the period."""
    return Found(facts.devices_known, tuple(_destroyed(facts.devices, facts.period)))


def counted(devices: Iterable[Device]) -> Number:
    """A number of items with the records behind it."""
    ordered = sorted(devices, key=lambda device: (device[1].on, device[0]))
    shares = tuple(Share(entry, device.kind, device.on, device.quantity) for entry, device in ordered)
    return Number(sum(share.amount for share in shares), Listed(shares))


def form_g2(facts: Facts) -> Table:
    """Form G2: by type, and by province within a type."""
    until = Span(min([facts.period.first, *(record.on for _, record in facts.devices)]), facts.period.last)
    ever = [device for device in _destroyed(facts.devices, until) if device[1].category in _AP]
    types: dict[tuple[str, str], list[Device]] = defaultdict(list)
    for entry, device in ever:
        types[_AP[device.category], device.model].append((entry, device))
    rows: list[Row] = []
    cells: dict[tuple[str, str], Cell] = {}

    def put(row: Row, made: Iterable[str], some: list[Device]) -> None:
        rows.append(row)
        now = [device for device in some if device[1].on in facts.period]
        cells[row.key, "made"] = Terms(tuple((kind, MADE[kind]) for kind in made))
        cells[row.key, "period"] = counted(now) if facts.devices_known else UNKNOWN
        cells[row.key, "since"] = counted(some) if facts.devices_ever else UNKNOWN

    for (made, model), some in sorted(types.items(), key=lambda item: (item[0][0], not item[0][1], item[0][1])):
        whole = Row(row_key(made, model), model or MODEL_NOT_TOLD)
        put(whole, [made], some)
        for province in sorted({device.place.admin1 for _, device in some}, key=lambda name: (not name, name)):
            here = [device for device in some if device[1].place.admin1 == province]
            put(
                Row(row_key(made, model, province), province or PROVINCE_NOT_TOLD, Role.DETAIL, whole.key), [made], here
            )
    put(TOTAL, sorted({made for made, _ in types}), ever)
    title = Phrase("Anti-personnel mines destroyed in mined areas")
    return Table("G2", Phrase("Form G2"), title, Phrase("Type"), _FORM_G2_COLUMNS, tuple(rows), cells, _NOTES)


def _destroyed(devices: Iterable[Device], span: Span) -> Iterator[Device]:
    return (device for device in devices if device[1].fate == DESTROYED and device[1].on in span)
