"""Treaty reports of a workspace, and the entries behind their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.records import Declaration, DeviceFound
from opendisarm.core.sources import Source
from opendisarm.desk.counted import counted_records
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import land_ledger
from opendisarm.desk.why import Explanation, explain_shares
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.values.states import name_of
from opendisarm.ledgers.land.of_state import of_state
from opendisarm.reports.article7 import DoesNotTie, Facts, build
from opendisarm.reports.figures import Number, address_parts
from opendisarm.reports.render import Format, render
from opendisarm.reports.report import Report

__all__ = ["Format", "article7", "why_cell", "write_article7"]


def article7(workspace: Workspace, state: str, year: int, known: datetime) -> Report:
    """The Article 7 land tables of a state for a calendar year, as known at a moment.

    Errors  DeskError when the state has no record, or the tables do not tie (it says which cells and records).
    """
    ledger = land_ledger(workspace, known)
    columns, postings = of_state(ledger.columns, ledger.postings, state)
    devices: list[tuple[str, DeviceFound]] = []
    declarations: list[tuple[str, Declaration]] = []
    for name, record in counted_records(workspace, ledger.head, ("device.found", "report.declaration")):
        if isinstance(record, DeviceFound) and record.place.state == state:
            devices.append((name, record))
        elif isinstance(record, Declaration) and record.place.state == state:
            declarations.append((name, record))
    if not len(columns) and not devices and not declarations:
        held = ", ".join(sorted(set(ledger.columns.state.names) - {""})) or "none"
        raise DeskError(f"The journal holds no record of {state}.", f"States with land records: {held}.")

    def sources(ids: Sequence[str]) -> Mapping[str, Source]:
        return {entry.id: entry.source for entry in workspace.store.load(ids=ids)}

    facts = Facts(
        state=state, state_name=_name(workspace, state), year=year, as_of=AsOf(_last_day(year), known),
        head=ledger.head, columns=columns, postings=postings, devices=devices, declarations=declarations,
        sources=sources,
    )  # fmt: skip
    try:
        return build(facts)
    except DoesNotTie as why:
        raise DeskError(f"The report is not printed, because its tables do not tie.\n{why}", "") from why


def write_article7(
    workspace: Workspace, state: str, year: int, known: datetime, format: Format, lang: str, out: Path
) -> None:
    """Write the report to a file; nothing is written when it does not tie.

    Errors  DeskError as `article7`, and when the file cannot be written.
    """
    content = render(article7(workspace, state, year, known), format, lang)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except OSError as why:
        raise DeskError(f"{out} cannot be written ({why.strerror}).", "Choose another --out.") from why


def why_cell(workspace: Workspace, ref: str, known: datetime | None) -> Explanation:
    """Explain a cell: article7/STATE/YEAR/table/row/column.  Errors  DeskError when there is no such cell."""
    parts = ref.split("/", 3)
    if len(parts) != 4 or not parts[2].isdigit():
        raise DeskError(f"'{ref}' is no cell.", "Write it as article7/XSA/2024/C1/total/m2.")
    _, state, year, address = parts
    head = workspace.store.head(known)
    moment = known or head.entered
    if moment is None:
        raise DeskError("The journal is empty.", "Import something first.")
    report = article7(workspace, state.upper(), int(year), moment)
    try:
        cell = report.cell(address)
    except KeyError:
        tables = ", ".join(table.id for table in report.tables)
        raise DeskError(f"The report has no cell '{address}'.", f"Its tables are: {tables}.") from None
    if not isinstance(cell, Number):
        return explain_shares(workspace, f"{ref}: {type(cell).__name__}", None, "", [])
    shares = [(share.entry, share.on, share.kind, share.amount) for share in cell.because.shares()]
    table, _, column = address_parts(address)
    return explain_shares(workspace, ref, cell.value, report.table(table).column(column).unit.value, shares)


def _last_day(year: int) -> date:
    return Span.of_year(year).last


def _name(workspace: Workspace, state: str) -> str:
    """A state's name: ISO's, or the workspace's own for a code that no state has."""
    return name_of(state) or (workspace.name if workspace.state == state else state)
