"""The import: files -> rows -> checks -> what the journal and the ledger would become; on commit, what they become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from opendisarm.core.checks import Limits, checked
from opendisarm.core.findings import Finding, Severity
from opendisarm.core.journal import APPROVAL, IMPORT, Proposal
from opendisarm.core.records import PEOPLE_KINDS
from opendisarm.core.repair import repaired
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.desk.beside import beside_what_is_known
from opendisarm.desk.devices_apart import devices_apart
from opendisarm.desk.entering import entered, known, told_changes
from opendisarm.desk.outlook import Outlook, outlook
from opendisarm.desk.people.balance import people_in
from opendisarm.desk.people.ledger import keep_people
from opendisarm.desk.people.registering import any_persons, registered, set_apart
from opendisarm.desk.people.vault import vault_if_any, vault_of
from opendisarm.desk.surroundings import surroundings
from opendisarm.desk.workspace import Workspace
from opendisarm.importers import pick
from opendisarm.importers.files.opening import opened
from opendisarm.importers.mapping import Wanted

Progress = Callable[[str, int, int | None], None]
"""Told of every stretch of work: what is being done, how many rows are done, of how many (None: not known)."""

Told = Callable[["FileImport", int], None]
"""Told of a file, and how many of its records are new in the journal."""


def _nobody(_file: FileImport, _new: int) -> None:
    """For those who wait for the outcome."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the person asked for.  by: who; hold: leave the entries for a reviewer instead of approving them."""

    by: str
    moment: datetime
    wanted: Wanted = field(default_factory=Wanted)
    repair: bool = False
    commit: bool = False
    hold: bool = False


@dataclass(slots=True)
class FileImport:
    """One file as it was read.  Counts are rows of the file: rows in = accepted + rejected + skipped.

    persons  identities that it brings for the vault, where it is a file about people.
    """

    name: str
    digest: str = ""
    importer: str = ""
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    skipped_because: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    mapping: dict[str, Any] | None = None
    persons: int = 0

    @property
    def unreadable(self) -> bool:
        """Whether the file as a whole could not be read."""
        return not self.rows_in and any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """All files together.  ahead: the land ledger as it is afterwards (committed) or would be (dry run).

    persons  what the new records say of people by themselves, account by account, those with nobody left out.
    """

    files: list[FileImport]
    ahead: Outlook
    committed: bool
    new_entries: int
    persons: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The published shape; counts over all files, then each file."""
        findings = [finding for file in self.files for finding in file.findings] + list(self.ahead.findings)
        counts = {name: sum(getattr(file, name) for file in self.files) for name in _COUNTS}
        return {
            **counts,
            "committed": self.committed,
            "new_entries": self.new_entries,
            "findings": [finding.as_json() for finding in findings],
            "postings_m2": self.ahead.postings_m2,
            "balances_m2": self.ahead.balances_m2,
            "persons": self.persons,
            "files": [
                {"file": file.name, "importer": file.importer, **{name: getattr(file, name) for name in _COUNTS}}
                for file in self.files
            ],
        }


_COUNTS: Final = ("rows_in", "accepted", "rejected", "skipped")


def import_files(
    workspace: Workspace, paths: Sequence[Path], wish: ImportWish, progress: Progress, told: Told = _nobody
) -> ImportOutcome:
    """Read files in the order given; with `commit`, each file is appended whole or not at all, one after the other.

    A dry run changes nothing. Rejected rows never keep the accepted ones of their file out.
    told     called as soon as a file is in the journal to stay.
    Errors   OSError when the journal cannot be read or written; files that `told` was told of are in it.
    """
    files: list[FileImport] = []
    proposals: list[Proposal] = []
    new = 0
    for path in paths:
        coming = () if wish.commit else tuple(proposals)
        checked_file = _read(workspace, path, wish, progress, coming)
        file = checked_file.file
        files.append(file)
        if not wish.commit:
            _decide(workspace, checked_file, wish, coming)
        elif file.rows_in:
            with workspace.store.alone():  # what the journal holds must stay the same from the look to the entry
                _decide(workspace, checked_file, wish, coming)
                checked_file.seal()
                entered_now = _append(workspace, file, wish, progress) if file.proposals else 0
            told(file, entered_now)
            new += entered_now
        proposals.extend(file.proposals)
    sources = {proposal.id: proposal.source for proposal in proposals}
    progress("working out the ledger", 0, None)
    ahead = outlook(workspace, sources, [] if wish.commit else proposals)
    apart = tuple(devices_apart(workspace, proposals, sources))
    ahead = replace(ahead, findings=ahead.findings + apart)
    persons = people_in(proposals)
    if persons and wish.commit:
        progress("working out the people ledger", 0, None)
        keep_people(workspace)
    return ImportOutcome(files, ahead, wish.commit, new if wish.commit else len(proposals), persons)


@dataclass(slots=True)
class _Checked:
    """A file that was read and checked; what its rows become depends on what the journal holds.

    at_home  puts a finding at the sender's own column.
    seal     lets the vault keep whom the rows are about: before the journal refers to them, or a cut between the two
             would leave references to nobody.
    """

    file: FileImport
    rows: list[Row] = field(default_factory=list)
    at_home: Callable[[Finding], Finding] = lambda finding: finding
    seal: Callable[[], object] = lambda: None


def _read(
    workspace: Workspace, path: Path, wish: ImportWish, progress: Progress, coming: Sequence[Proposal]
) -> _Checked:
    """One file, read and checked against itself and the workspace.  coming: as for `surroundings`."""
    field_file = opened(path)
    if isinstance(field_file, Finding):
        return _Checked(FileImport(field_file.source.file, findings=[field_file]))
    importer = pick(field_file, wish.wanted)
    result = FileImport(field_file.name, field_file.digest)
    if isinstance(importer, Finding):
        result.findings.append(importer)
        return _Checked(result)
    result.importer = importer.NAME
    wanted = replace(wish.wanted, state=wish.wanted.state or workspace.state)
    reading = importer.read(field_file, wanted)
    result.findings.extend(reading.findings)
    result.mapping = reading.mapping
    rows: list[Row] = []
    for row in reading.rows:
        rows.append(row)
        result.rows_in += row.span
        if len(rows) % 1000 == 0:
            progress(f"reading {result.name}", result.rows_in, reading.total)
    progress(f"checking {result.name}", result.rows_in, result.rows_in)
    if wish.repair:
        rows = repaired(rows)
    rows = checked(rows, Limits(today=wish.moment.date()), surroundings(workspace, rows, coming))
    rows = set_apart(beside_what_is_known(workspace, rows, wish.wanted.org))
    return _Checked(result, rows, reading.at_home)


def _decide(workspace: Workspace, checked_file: _Checked, wish: ImportWish, coming: Sequence[Proposal]) -> None:
    """What the rows become, and their counts.  coming: of files before this one that are not in the journal yet."""
    result, org = checked_file.file, wish.wanted.org
    if any_persons(checked_file.rows):
        vault = vault_of(workspace) if wish.commit else vault_if_any(workspace)
        persons = registered(vault, checked_file.rows, org, commit=wish.commit)
        checked_file.rows = persons.rows
        about_people = any(record.kind in PEOPLE_KINDS for row in persons.rows for record in row.records)
        result.persons = len(persons.parts) if about_people else 0
        if vault is not None:
            checked_file.seal = partial(vault.seal, persons.parts, wish.by, wish.moment)
    held = known(workspace.store, checked_file.rows, org).after(coming)
    whole = told_changes(entered(checked_file.rows, held, org), workspace.store, coming)
    result.proposals = whole.proposals
    for row in whole.rows:
        _count(result, replace(row, findings=tuple(map(checked_file.at_home, row.findings))))


def _count(result: FileImport, row: Row) -> None:
    result.findings.extend(row.findings)
    if row.skipped:
        result.skipped += row.span
        result.skipped_because[row.skipped] += row.span
    elif row.rejected:
        result.rejected += row.span
    else:
        result.accepted += row.span


def _append(workspace: Workspace, file: FileImport, wish: ImportWish, progress: Progress) -> int:
    """Append a file's entries, how it was read, and the approval; how many records are new."""
    batch = f"B-{file.digest[:12]}-{workspace.store.head().seq + 1}"
    source = Source(file.name, file.digest)
    about = {name: getattr(file, name) for name in _COUNTS}
    read = {
        "importer": file.importer, "mapping": _plain(file.mapping), "batch": batch, "repaired": wish.repair,
        "findings": len(file.findings),
    }  # fmt: skip
    whole = [*file.proposals, Proposal(kind=IMPORT, payload={**about, **read}, source=source, org=wish.wanted.org)]
    if not wish.hold:
        whole.append(Proposal(kind=APPROVAL, payload={"batch": batch, "reason": "approved on import"}, source=source))

    def told(done: int) -> None:
        progress(f"entering {file.name}", done, len(whole))

    new = workspace.store.append(whole, batch=batch, by=wish.by, moment=wish.moment, progress=told)
    return sum(name.startswith("E-") for name in new)


def _plain(value: Any) -> Any:
    """A mapping as JSON values."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
