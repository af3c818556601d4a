"""Field notes -> the facts of a report -> the report, so that a test can show its ground in the test itself.

Land as in `tests.ledgers.land.walk`; devices:
    2024-05-03  D-1  destroyed  12  ap_mine  PMN-2  in North
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from opendisarm.core.clocks import AsOf
from opendisarm.core.journal import Head
from opendisarm.core.records import Declaration, DeviceFound, Place, Said
from opendisarm.core.sources import Source
from opendisarm.reports.article7 import Facts, build
from opendisarm.reports.failures import shown
from opendisarm.reports.report import Report
from tests.ledgers.land.walk import walk

LAND = """
    2019-03-01  N-1  suspects  200x100 at 0,0        holds ap_mine_factory          in North
    2019-04-01  N-2  confirms  100x100 at 1000,0     holds ap_mine_factory+av_mine  in North
    2020-05-01  S-1  confirms  100x50 at 0,5000      holds ap_mine_improvised       in South
    2020-06-01  S-2  suspects  3000 m2               holds ap_mine_factory          in South
    2021-01-01  S-3  suspects  50x50 at 3000,5000    in South
    2021-02-01  S-4  confirms  40x40 at 4000,5000    holds other_erw                in South
    2022-06-10  N-3  clears    100x20 at 1000,0      of N-2  in North
    2024-02-01  N-4  confirms  60x100 at 0,0         of N-1  holds ap_mine_factory  in North
    2024-03-01  N-5  cancels   40x100 at 160,0       of N-1  in North
    2024-04-01  N-6  reduces   20x100 at 140,0       of N-1  in North
    2024-05-01  N-7  clears    100x30 at 1000,20     of N-2  in North
    2024-05-02  N-8  clears    10x50 at 1095,50      of N-2  holds ap_mine_factory  in North
    2024-06-01  S-5  clears    1000 m2               of S-2  in South
    2024-07-01  S-6  suspects  30x30 at 8000,5000    holds ap_mine_factory          in South
    2024-08-01  S-7  confirms  50x50 at 100,5000     of S-1  holds ap_mine_improvised  in South
    2024-09-01  N-9  confirms  10x20 at 1000,0       of N-2  holds ap_mine_factory  in North
    2024-10-01  S-8  corrects  10x50 at 0,5000       of S-1  to correction  in South
    2024-11-01  S-9  clears    20x20 at 3000,5000    of S-3  in South
    2024-12-01  S-10 confirms  40x40 at 4000,5000    of S-4  holds ap_mine_factory+other_erw  in South
"""

DEVICES = """
    2022-05-08  D-7  destroyed    7  ap_mine               PMN-2           in North
    2024-05-03  D-1  destroyed   12  ap_mine               PMN-2           in North
    2024-05-04  D-2  destroyed    3  ap_mine_improvised    pressure-plate  in South
    2024-05-05  D-3  destroyed    2  av_mine               TM-57           in North
    2024-05-06  D-4  destroyed    5  uxo                   mortar-81mm     in North
    2024-05-07  D-5  destroyed  900  small_arms_ammunition 7.62mm          in North
    2024-05-08  D-6  removed      4  ap_mine               PMN-2           in North
"""

KNOWN = datetime(2025, 4, 30, 12, 0, tzinfo=UTC)
CHAIN = "0123456789abcdef" * 4


def facts(
    land: str = LAND, devices: str = DEVICES, declarations: Sequence[tuple[str, Declaration]] = (), year: int = 2024,
    on: date | None = None, state_name: str = "Samplia",
) -> Facts:  # fmt: skip
    walked = walk(land)
    found = [device(line) for line in devices.strip().splitlines() if line.strip()]
    sources = {name: Source("clearance.xlsx", row=row) for row, name in enumerate(walked.columns.ids, 2)}
    return Facts(
        state="XSA", state_name=state_name, year=year, as_of=AsOf(on or date(year, 12, 31), KNOWN),
        head=Head(26, CHAIN, KNOWN), columns=walked.columns, postings=walked.postings, devices=found,
        declarations=declarations, sources=sources,
    )  # fmt: skip


def report(*arguments: Any, **named: Any) -> Report:
    return build(facts(*arguments, **named))


def device(line: str) -> tuple[str, DeviceFound]:
    on, name, fate, quantity, category, *rest = line.split()
    place = Place(state="XSA", admin1=rest[rest.index("in") + 1] if "in" in rest else "")
    model = rest[0] if rest and rest[0] != "in" else ""
    found = DeviceFound(
        on=date.fromisoformat(on),
        category=category,
        quantity=int(quantity),
        ref=name,
        model=model,
        fate=fate,
        place=place,
    )
    return name, found


def declaration(form: str, said: Said, cell: str = "", reason: str = "", year: int = 2024) -> tuple[str, Declaration]:
    signed = Declaration(
        on=date(year + 1, 4, 1), place=Place(state="XSA"), year=year, form=form, said=said, cell=cell, reason=reason,
        signed_by="Director of the Authority",
    )  # fmt: skip
    return "P-1", signed


def line(of: Report, table: str, row: str) -> str:
    """A row of a table as one line of text: the cells in the order of the page."""
    grid = of.table(table)
    return " | ".join(shown(grid.cell(row, column.key)) for column in grid.columns)


def behind(of: Report, address: str) -> list[str]:
    """The entries behind a figure, in order."""
    return [share.entry for share in of.cell(address).because.shares()]  # type: ignore[union-attr]
