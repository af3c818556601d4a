"""Correct a record, or add one, by a form: the same checks as an import, and always held for review.

A correction is a new entry that supersedes the version on which the form was opened. Where another version came in
meanwhile nothing is entered: whoever was second is told, and keeps what they typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.core.canonical import digest
from opendisarm.core.checks import Limits, checked
from opendisarm.core.findings import Finding, Severity
from opendisarm.core.journal import GENESIS, IMPORT, Entry, Proposal
from opendisarm.core.records import record_of
from opendisarm.core.rows import Row
from opendisarm.desk.beside import beside_what_is_known
from opendisarm.desk.entering import Known, entered, known
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import LAND_KINDS
from opendisarm.desk.outlook import outlook
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.records.area import LISTED_KINDS, area_of
from opendisarm.desk.records.changes import Change, ShapeChange, changes, shape_change
from opendisarm.desk.records.fields import Field, Said, empty_of, fields_of, said_of
from opendisarm.desk.records.history import Version, record_history
from opendisarm.desk.records.standing import Standing
from opendisarm.desk.records.typed import row_of
from opendisarm.desk.surroundings import surroundings
from opendisarm.desk.workspace import Workspace

_GOES_ON: Final = frozenset({Standing.COUNTS, Standing.WAITS, Standing.RETURNED})
_FIXED: Final = frozenset({"ref", "code"})
_MOVES: Final = frozenset({"kind", "on", "precision", "hazard", "area_m2", "contamination", "to", "place.state"})
"""Fields on which the land ledger rests, besides the shape: a change of others needs no new fold, which takes long."""
_BATCH: Final = "B-form-"


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is opened.

    base      the version that it begins with, None for a record that is not there yet.
    fixed     names of fields that a correction cannot change: the sender's own id stays.
    versions  all that the reader reaches, oldest first.
    """

    kind: str
    org: str
    fields: tuple[Field, ...]
    said: Said
    base: Version | None = None
    fixed: frozenset[str] = frozenset()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it came back.  base: entry id of the version that it was opened on, "" for a new record.

    org  of a new record, where its sender belongs to no organisation; of a correction it stays.
    """

    kind: str
    said: Mapping[str, Sequence[str]]
    base: str = ""
    org: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a form would enter.

    proposal    None when nothing can be entered: an error among the findings, or nothing is new.
    meanwhile   entry id of the version that came in since the form was opened, or that bears the id of a new record.
    changes, shape       against the version that it was opened on.
    before_m2, after_m2  balances of the land ledger now, and once this counted; empty where it moves no land.
    """

    form: Form
    findings: tuple[Finding, ...]
    proposal: Proposal | None
    unchanged: bool = False
    meanwhile: str = ""
    changes: tuple[Change, ...] = ()
    shape: ShapeChange | None = None
    before_m2: Mapping[str, int] = field(default_factory=dict)
    after_m2: Mapping[str, int] = field(default_factory=dict)

    @property
    def warnings(self) -> dict[str, Finding]:
        """What somebody must say yes to: {key: warning}."""
        return {key_of(one): one for one in self.findings if one.severity is Severity.WARNING}

    @property
    def ready(self) -> bool:
        """Whether it may be sent, once its warnings are ticked."""
        return self.proposal is not None and not self.meanwhile

    @property
    def stamp(self) -> str:
        """What was looked at: sending something else is looked at first."""
        said = self.proposal
        return digest([said.id, self.form.base.entry if self.form.base else ""])[:20] if said is not None else ""


def key_of(finding: Finding) -> str:
    """By what a warning is ticked: it, and no other one at the same field."""
    return digest([finding.code, finding.source.field, finding.message])[:12]


def open_form(workspace: Workspace, reader: Reader, name: str) -> Form:
    """The form of a record that is to be corrected, filled in from its newest version that was not taken back.

    name    entry id of any version, or the sender's id.
    Errors  DeskError when the reader may not or does not reach it, or all versions were withdrawn.
    """
    _refuse_role(reader)
    found = record_history(workspace, reader, name)
    open_ones = [version for version in found.versions if version.standing in _GOES_ON]
    if not open_ones:
        raise DeskError("This record was withdrawn.", "If it was right, withdraw the withdrawal; or add it anew.")
    base = open_ones[-1]
    said = base.said
    record = record_of(said.kind, said.payload, said.shape, said.given_shape)
    fields = fields_of(said.kind)
    fixed = _FIXED & {one.name for one in fields}
    return Form(said.kind, said.org, fields, said_of(record), base, fixed, found.versions)


def empty_form(workspace: Workspace, reader: Reader, kind: str) -> Form:
    """The form of a new record.  Errors  DeskError when the reader may not, or there is no such kind to add."""
    _refuse_role(reader)
    if kind not in LISTED_KINDS:
        raise DeskError(f"There is no kind of record '{kind[:40]}'.", f"Choose one of: {', '.join(LISTED_KINDS)}.")
    return Form(kind, reader.scope.org, fields_of(kind), empty_of(kind, workspace.state))


def look(workspace: Workspace, reader: Reader, typed: Typed, moment: datetime, *, ahead: bool = True) -> Looked:
    """What a form would enter, checked like a row of a file.

    ahead   whether to work out the land ledger as it would become.
    Errors  DeskError when the reader may not, does not reach the record, or would not reach what it becomes.
    """
    form = open_form(workspace, reader, typed.base) if typed.base else empty_form(workspace, reader, typed.kind)
    org = form.org or ("" if form.base else " ".join(typed.org.split()))
    said = {name: list(texts) for name, texts in typed.said.items() if name not in form.fixed}
    stood = form.base.said if form.base else None
    before = record_of(stood.kind, stood.payload, stood.shape, stood.given_shape) if stood else None
    form = replace(form, org=org, said=form.said | {name: tuple(texts) for name, texts in said.items()})
    rows = [row_of(form.kind, said, before)]
    rows = checked(rows, Limits(today=moment.date()), surroundings(workspace, rows))
    [row] = beside_what_is_known(workspace, rows, org)
    newer = form.base.entry if form.base and form.base.entry != typed.base else ""
    if not row.accepted or not row.records:
        return Looked(form, row.findings, None, meanwhile=newer)
    whole = entered([row], _held(workspace, form, row), org)
    if not whole.proposals:
        return Looked(form, row.findings, None, unchanged=True, meanwhile=newer)
    [proposal] = whole.proposals
    _refuse_reach(reader, proposal)
    if form.base is None:
        return _new(workspace, form, row, proposal, ahead=ahead)
    proposal = replace(proposal, supersedes=form.base.entry)
    is_now = _as_entry(proposal, moment)
    told = Looked(
        form, row.findings, proposal, False, newer, changes(form.base.said, is_now),
        shape_change(form.base.said, is_now),
    )  # fmt: skip
    if not ahead:
        return told
    counts = next((one.entry for one in form.versions if one.standing is Standing.COUNTS), "")
    return _balances(workspace, told, replace(proposal, supersedes=counts))  # it would stand in the place of that one


def send(
    workspace: Workspace, reader: Reader, typed: Typed, reason: str, ticked: frozenset[str], stamp: str,
    moment: datetime,
) -> str:  # fmt: skip
    """Enter what was looked at; it waits for review, whoever sent it.  The id of the new entry.

    ticked  keys of the warnings that somebody said yes to (`Looked.warnings`).     stamp  `Looked.stamp`.
    Errors  DeskError when it is not what was looked at, cannot be entered, a warning is not ticked, another version
            came in, or a correction has no reason or one that names somebody. Nothing is entered then.
    """
    reason = " ".join(reason.split())
    if typed.base and not reason:
        raise DeskError("A correction needs its reason.", "Say what was wrong; it is kept for ever.")
    refuse_names(workspace, reason)
    with workspace.store.alone():
        found = look(workspace, reader, typed, moment, ahead=False)
        if found.meanwhile:
            raise DeskError(
                f"Another version came in meanwhile: {found.meanwhile}.", "Look at it, then correct that one."
            )
        if found.proposal is None:
            raise DeskError("This cannot be entered yet.", "Mend what the findings say, or change something.")
        if found.stamp != stamp:
            raise DeskError("This is not what was looked at.", "Look at it once more, then send it.")
        if not found.warnings.keys() <= ticked:
            raise DeskError("A warning is not ticked.", "Tick each one that is meant, or mend it.")
        batch = f"{_BATCH}{workspace.store.head().seq + 1}"
        about = Proposal(
            kind=IMPORT,
            payload={
                "importer": "form", "mapping": None, "batch": batch, "repaired": False, "rows_in": 1, "accepted": 1,
                "rejected": 0, "skipped": 0, "findings": len(found.findings), "reason": reason,
            },
            org=found.form.org,
        )  # fmt: skip
        workspace.store.append([found.proposal, about], batch=batch, by=reader.name, moment=moment)
    return found.proposal.id


def reason_of(workspace: Workspace, batch: str) -> str:
    """Why what a batch holds was typed in, as its sender said; "" for batches that came from files."""
    acts = workspace.store.load(kinds=(IMPORT,), batch=batch) if batch.startswith(_BATCH) else ()
    return next((str(act.payload.get("reason", "")) for act in acts), "")


def reasons(workspace: Workspace, versions: Sequence[Version]) -> dict[str, str]:
    """Why versions were typed in.  Shape  {entry id: reason}; those without one are left out."""
    found = {version.entry: reason_of(workspace, version.batch) for version in versions}
    return {name: reason for name, reason in found.items() if reason}


def _held(workspace: Workspace, form: Form, row: Row) -> Known:
    """What the journal holds, as far as it matters for a row.  Who says what an older version said corrects the newest
    one all the same: that older ones still stand makes it nothing known."""
    held = known(workspace.store, [row], form.org)
    older = {one.entry for one in form.versions if form.base and one.entry != form.base.entry}
    return replace(held, standing=held.standing - older, gone=held.gone | older)


def _new(workspace: Workspace, form: Form, row: Row, proposal: Proposal, *, ahead: bool) -> Looked:
    """A new record whose id is taken would be a correction without anybody having seen what it corrects."""
    taken = proposal.supersedes
    told = Looked(form, row.findings, replace(proposal, supersedes=""), meanwhile=taken)
    return _balances(workspace, told, proposal) if ahead and not taken else told


def _balances(workspace: Workspace, told: Looked, proposal: Proposal) -> Looked:
    if proposal.kind not in LAND_KINDS:
        return told
    now = outlook(workspace, {}, []).balances_m2
    base = told.form.base
    beside = base is not None and base.standing is Standing.COUNTS
    still = beside and told.shape is None and not _MOVES & {one.field for one in told.changes}
    then = now if still else outlook(workspace, {}, [proposal]).balances_m2
    return replace(told, before_m2=now, after_m2=then)


def _refuse_role(reader: Reader) -> None:
    if not (reader.may(Permission.SUBMIT) and reader.may(Permission.SEE_RECORDS)):
        raise DeskError("Your role may not enter records.", "Ask somebody who submits records.")


def _refuse_reach(reader: Reader, proposal: Proposal) -> None:
    if not reader.reaches(proposal.org, area_of(proposal.kind, proposal.payload)):
        raise DeskError(
            "This record would lie outside what your account reaches.",
            "Give one of your own areas, or ask the authority to enter it.",
        )


def _as_entry(proposal: Proposal, moment: datetime) -> Entry:
    """As it would be compared, before it has a place in the chain."""
    return Entry(
        seq=0, id=proposal.id, kind=proposal.kind, payload=proposal.payload, source=proposal.source,
        shape=proposal.shape, given_shape=proposal.given_shape, on=proposal.on, ref=proposal.ref, org=proposal.org,
        supersedes=proposal.supersedes, batch="", entered=moment, by="", previous=GENESIS, chain="",
    )  # fmt: skip
