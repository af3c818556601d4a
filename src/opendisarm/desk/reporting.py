"""Treaty reports of a workspace, and the entries behind their cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.journal import Head
from opendisarm.core.records import AssistanceMeasure, Declaration, DeviceFound
from opendisarm.core.sources import Source
from opendisarm.desk.counted import counted_records
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import land_ledger
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.people.public_report import for_public
from opendisarm.desk.people.publishing import append, public_casualties
from opendisarm.desk.why import Explanation, explain_shares
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.values.states import name_of
from opendisarm.ledgers.land.of_state import of_state as land_of_state
from opendisarm.ledgers.people.of_state import of_state as people_of_state
from opendisarm.ledgers.people.postings import People
from opendisarm.reports import article7 as apmbc
from opendisarm.reports import ccm7 as ccm
from opendisarm.reports.failures import DoesNotTie
from opendisarm.reports.figures import Number, Terms, address_parts
from opendisarm.reports.render import Format, render
from opendisarm.reports.report import Report

__all__ = ["REPORTS", "Format", "article7", "ccm7", "why_cell", "write", "write_for_public"]

_DEVICE: Final = "device.found"
_DECLARATION: Final = "report.declaration"
_ASSISTANCE: Final = "norm.assistance"

_R = TypeVar("_R", DeviceFound, Declaration, AssistanceMeasure)


def article7(workspace: Workspace, state: str, year: int, known: datetime) -> Report:
    """The Article 7 report of a state (Mine Ban Convention) for a calendar year, as known at a moment.

    Errors  DeskError when the state has no record, or the tables do not tie (it says which cells and records).
    """
    land, everybody = land_ledger(workspace, known), people_ledger(workspace, known).people
    columns, postings = land_of_state(land.columns, land.postings, state)
    people = people_of_state(everybody, state)
    told = _Told(workspace, land.head, state, (_DEVICE, _DECLARATION, _ASSISTANCE))
    devices, declarations, assistance = told.of(DeviceFound), told.of(Declaration), told.of(AssistanceMeasure)
    if not len(columns) and not devices and not declarations and not assistance and not _anybody(people):
        raise _no_record(state, {*land.columns.state.names, *_states(everybody)})
    facts = apmbc.Facts(
        state=state, state_name=_name(workspace, state), year=year, as_of=AsOf(_last_day(year), known),
        head=land.head, columns=columns, postings=postings, devices=devices, declarations=declarations,
        sources=_sources(workspace), people=people, assistance=assistance,
    )  # fmt: skip
    return _tied(lambda: apmbc.build(facts))


def ccm7(workspace: Workspace, state: str, year: int, known: datetime) -> Report:
    """The parts about people of the Article 7 report of a state (Convention on Cluster Munitions) for a calendar year.

    Errors  DeskError as `article7`.
    """
    ledger = people_ledger(workspace, known)
    people = people_of_state(ledger.people, state)
    told = _Told(workspace, ledger.head, state, (_DECLARATION, _ASSISTANCE))
    declarations, assistance = told.of(Declaration), told.of(AssistanceMeasure)
    if not declarations and not assistance and not _anybody(people):
        raise _no_record(state, _states(ledger.people))
    facts = ccm.Facts(
        state=state, state_name=_name(workspace, state), year=year, as_of=AsOf(_last_day(year), known),
        head=ledger.head, people=people, assistance=assistance, declarations=declarations,
        sources=_sources(workspace),
    )  # fmt: skip
    return _tied(lambda: ccm.build(facts))


REPORTS: Final[Mapping[str, Callable[[Workspace, str, int, datetime], Report]]] = {
    apmbc.NAME: article7,
    ccm.NAME: ccm7,
}
"""Reports by the name with which their cells are addressed."""

_LAYOUTS: Final = {apmbc.NAME: apmbc.PEOPLE, ccm.NAME: ccm.PEOPLE}


def write(
    workspace: Workspace, name: str, state: str, year: int, known: datetime, format: Format, lang: str, out: Path
) -> None:
    """Write a report to a file; nothing is written when it does not tie.

    name    "article7" or "ccm7".
    Errors  DeskError as the report's own function, and when the file cannot be written.
    """
    _write(REPORTS[name](workspace, state, year, known), format, lang, out)


def write_for_public(
    workspace: Workspace,
    name: str,
    state: str,
    year: int,
    known: datetime,
    format: Format,
    lang: str,
    out: Path,
    by: str,
) -> None:
    """Write a report in its public form, once what it shows is on record.

    by      who publishes.     Errors  as `write`.
    """  # fmt: skip
    report = REPORTS[name](workspace, state, year, known)
    public = public_casualties(workspace, state, year, report.as_of.on, known)
    append(workspace, public.new, by, known)
    _write(for_public(report, _LAYOUTS[name], public), format, lang, out)


def why_cell(workspace: Workspace, ref: str, known: datetime | None) -> Explanation:
    """Explain a cell: REPORT/STATE/YEAR/table/row/column.  Errors  DeskError when there is no such cell."""
    parts = ref.split("/", 3)
    if len(parts) != 4 or parts[0] not in REPORTS or not parts[2].isdigit():
        raise DeskError(f"'{ref}' is no cell.", "Write it as article7/XSA/2024/C1/total/m2.")
    name, state, year, address = parts
    head = workspace.store.head(known)
    moment = known or head.entered
    if moment is None:
        raise DeskError("The journal is empty.", "Import something first.")
    report = REPORTS[name](workspace, state.upper(), int(year), moment)
    try:
        cell = report.cell(address)
    except KeyError:
        tables = ", ".join(table.id for table in report.tables)
        raise DeskError(f"The report has no cell '{address}'.", f"Its tables are: {tables}.") from None
    if not isinstance(cell, Number | Terms):
        return explain_shares(workspace, f"{ref}: {type(cell).__name__}", None, "", [])
    shares = [(share.entry, share.on, share.kind, share.amount) for share in cell.because.shares()]
    table, _, column = address_parts(address)
    value = cell.value if isinstance(cell, Number) else None
    return explain_shares(workspace, ref, value, report.table(table).column(column).unit.value, shares)


class _Told:
    """The records of a state, by kind, as known at a head."""

    def __init__(self, workspace: Workspace, head: Head, state: str, kinds: Collection[str]) -> None:
        self._records: list[tuple[str, Any]] = [
            (name, record) for name, record in counted_records(workspace, head, kinds) if _state_of(record) == state
        ]

    def of(self, kind: type[_R]) -> list[tuple[str, _R]]:
        """(entry id, record)."""
        return [(name, record) for name, record in self._records if isinstance(record, kind)]


def _state_of(record: Any) -> str:
    return str(record.state if isinstance(record, AssistanceMeasure) else record.place.state)


def _tied(build: Callable[[], Report]) -> Report:
    try:
        return build()
    except DoesNotTie as why:
        raise DeskError(f"The report is not printed, because its tables do not tie.\n{why}", "") from why


def _anybody(people: People) -> bool:
    return bool(len(people.postings.by))


def _states(people: People) -> set[str]:
    return set(people.profiles.state.names)


def _no_record(state: str, held: Collection[str]) -> DeskError:
    names = ", ".join(sorted({*held} - {""})) or "none"
    return DeskError(f"The journal holds no record of {state}.", f"States with records: {names}.")


def _sources(workspace: Workspace) -> Callable[[Sequence[str]], Mapping[str, Source]]:
    return lambda ids: {entry.id: entry.source for entry in workspace.store.load(ids=ids)}


def _write(report: Report, format: Format, lang: str, out: Path) -> None:
    content = render(report, format, lang)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except OSError as why:
        raise DeskError(f"{out} cannot be written ({why.strerror}).", "Choose another --out.") from why


def _last_day(year: int) -> date:
    return Span.of_year(year).last


def _name(workspace: Workspace, state: str) -> str:
    """A state's name: ISO's, or the workspace's own for a code that no state has."""
    return name_of(state) or (workspace.name if workspace.state == state else state)
