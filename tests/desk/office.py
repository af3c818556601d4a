"""An office at work in a test: field files as text, entered at moments of the test's choice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from opendisarm.core.findings import Finding
from opendisarm.core.journal import APPROVAL, Proposal
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.desk.balance import land_balance
from opendisarm.desk.entering import entered, known
from opendisarm.desk.importing import ImportOutcome, ImportWish, import_files
from opendisarm.desk.workspace import Workspace, create
from opendisarm.importers.mapping import Wanted
from opendisarm.sample import records

HEADER = "kind,ref,hazard,date,area_m2,contamination,province,operator,wkt"
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def at(hours: int) -> datetime:
    """So many hours after Monday morning."""
    return MONDAY + timedelta(hours=hours)


class Office:
    """A workspace and its desk."""

    def __init__(self, folder: Path, state: str = "XSA", database: str = "") -> None:
        self.field = folder / "field"
        self.field.mkdir()
        self.workspace: Workspace = create(folder / "workspace", state=state, database=database)

    @property
    def store(self) -> Any:
        return self.workspace.store

    def enter(
        self, *rows: str, name: str = "field.csv", hours: int = 0, org: str = "", header: str = HEADER, **wish: Any
    ) -> ImportOutcome:
        """Write rows to a file and import it; committed unless told otherwise."""
        path = self.field / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        mapping = wish.pop("mapping", None)
        return self.bring(path, wish.pop("wanted", None) or Wanted("", mapping, org, ""), hours, **wish)

    def bring(self, path: Path, wanted: Wanted, hours: int = 0, **wish: Any) -> ImportOutcome:
        """Import a file that lies there; committed unless told otherwise."""
        whole = {"by": "Amal", "moment": at(hours), "commit": True, "wanted": wanted} | wish
        return import_files(self.workspace, [path], ImportWish(**whole), lambda *_: None)

    def m2(self, hours: int | None = None, on: str = "2026-06-01", by: str = "") -> dict[str, int]:
        """Accounts that hold land, as known so many hours after Monday morning (None: now)."""
        known = None if hours is None else at(hours)
        told = land_balance(self.workspace, datetime.fromisoformat(on).date(), known, [by] if by else ())
        return {account.value: m2 for account, m2 in told.total.items() if m2}

    def ids(self, ref: str) -> list[str]:
        """Entries under a sender's id, in the order of their entry."""
        return [entry.id for entry in self.store.load(ref=ref)]


def words(outcome: ImportOutcome, code: str) -> list[str]:
    """Findings of a code, as people read them."""
    return [str(found) for found in findings(outcome) if found.code == code]


def findings(outcome: ImportOutcome) -> list[Finding]:
    return [found for file in outcome.files for found in file.findings] + list(outcome.ahead.findings)


def square(west: float, south: float = 5.0, side: float = 0.001) -> str:
    """A cell with a square in it, sides in degrees."""
    east, north = west + side, south + side
    corners = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return f'"POLYGON (({corners}))"'


def sample_office(folder: Path, seed: int, count: int = 300) -> Office:
    """The journal of an invented country, every record entered and approved."""
    office = Office(folder, "")
    told = enumerate(records(count, seed, faults=0))
    rows = [Row(Source("sample", "s" * 64, "", number), (record,)) for number, record in told]
    proposals = entered(rows, known(office.store, [], ""), "").proposals
    approval = Proposal(kind=APPROVAL, payload={"batch": "B-sample"})
    office.store.append([*proposals, approval], batch="B-sample", by="Amal", moment=MONDAY)
    return office
