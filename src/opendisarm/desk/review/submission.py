"""One submission, record by record, beside what stands already: what a reviewer reads before deciding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opendisarm.access.scope import Reader
from opendisarm.core.findings import Finding
from opendisarm.core.journal import Entry
from opendisarm.core.review import WAITING, State, states
from opendisarm.desk.errors import DeskError
from opendisarm.desk.review.overlaps import met
from opendisarm.desk.review.rights import reached, withheld
from opendisarm.desk.workspace import Workspace

Value = str | int | float | bool | None
"""A field as the journal keeps it; lists as text; None: not said."""


class Why(StrEnum):
    """Why two records are shown beside each other.

    replaces          the submitted one says that it stands in the place of the other.
    same_id           the other counts, under the sender's same id.
    already_released  both release the same land.
    """

    REPLACES = "replaces"
    SAME_ID = "same_id"
    ALREADY_RELEASED = "already_released"


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of two records.  Names of fields inside a field are joined by dots: place.admin1."""

    name: str
    submitted: Value
    standing: Value

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.submitted == self.standing


@dataclass(frozen=True, slots=True)
class Against:
    """The record that a submitted one meets.

    m2      of land that both release; 0 where it is not about land.
    fields  every field that either has; none where the other is withheld from this reader.
    """

    entry: str
    why: Why
    state: State
    m2: int
    fields: tuple[Pair, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record of a submission.

    row       of the file.   replaces   the entry it stands in the place of, once it counts; "" when none.
    fields    what it says; nothing where it is about one person, and then it is withheld.
    against   what it meets, and findings: of the land ledger; both only while it waits for a decision.
    """

    entry: str
    kind: str
    ref: str
    on: date | None
    sheet: str
    row: int
    by: str
    state: State
    replaces: str
    fields: Mapping[str, Value]
    withheld: bool
    against: tuple[Against, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A batch as one reader sees it.

    seen     the last entry of the journal when it was looked up: `decide` takes it, and refuses what has changed since.
    records  those that the reader reaches, in the order of the file.
    """

    batch: str
    file: str
    org: str
    by: str
    entered: datetime
    seen: int
    records: tuple[Reviewed, ...]


def submission(workspace: Workspace, reader: Reader, batch: str) -> Submission:
    """What was entered together, beside what it would replace or meet.

    Errors  DeskError when there is no such batch, or the reader reaches none of its records.
    """
    head = workspace.store.head()
    found = states(workspace.store.marks(head))
    whole = [entry for entry in workspace.store.load(head, batch=batch) if entry.id in found] if batch else []
    entries = [entry for entry in whole if reached(reader, entry)]
    if not entries:
        raise DeskError(f"There is no submission {batch}.", "'opendisarm waiting' lists what waits.")
    waits = [entry for entry in entries if found[entry.id] in WAITING]
    ground = met(workspace, head, waits)
    meets = _meets(waits, _same_ids(workspace, waits, found), ground.released)
    others = {name for pairs in meets.values() for name in pairs}
    beside = {entry.id: entry for entry in workspace.store.load(head, ids=others) if entry.id in found}
    records = tuple(
        _reviewed(
            entry,
            found[entry.id],
            tuple(
                _against(reader, entry, beside[name], why, found[name], m2)
                for name, (why, m2) in meets.get(entry.id, {}).items()
                if name in beside  # what it replaces may be a fact that ships with us
            ),
            tuple(ground.findings.get(entry.id, ())),
        )
        for entry in entries
    )
    first = entries[0]
    return Submission(batch, first.source.file, first.org, first.by, first.entered, head.seq, records)


def flat(payload: Mapping[str, object], before: str = "") -> dict[str, Value]:
    """What a record says, one value a name.  A list becomes text; a shape shows its digest and how it came."""
    found: dict[str, Value] = {}
    for name, value in payload.items():
        match value:
            case dict():
                found |= flat(value, f"{before}{name}.")
            case list():
                found[before + name] = ", ".join(_text(item) for item in value)
            case str() | int() | float() | None:
                found[before + name] = value
    return found


def _text(item: object) -> str:
    return " ".join(map(_text, item)) if isinstance(item, list) else str(item)


def _same_ids(workspace: Workspace, waits: Sequence[Entry], found: Mapping[str, State]) -> dict[str, list[str]]:
    """Submitted entry -> entries that count under the same kind, organisation and sender's id."""
    wanted: dict[tuple[str, str, str], list[str]] = {}
    for entry in waits:
        if entry.ref:
            wanted.setdefault((entry.kind, entry.org, entry.ref), []).append(entry.id)
    same: dict[str, list[str]] = {}
    for kind, org, ref, _, name in workspace.store.refs({kind for kind, _, _ in wanted}) if wanted else ():
        if found.get(name) is State.APPROVED:
            for entry_id in wanted.get((kind, org, ref), ()):
                same.setdefault(entry_id, []).append(name)
    return same


def _meets(
    waits: Sequence[Entry], same: Mapping[str, Iterable[str]], released: Mapping[tuple[str, str], int]
) -> dict[str, dict[str, tuple[Why, int]]]:
    """Submitted entry -> other entry -> why, m2.  Where there are two reasons, the first of `Why` is told."""
    found: dict[str, dict[str, tuple[Why, int]]] = {entry.id: {} for entry in waits}
    for entry in waits:
        if entry.supersedes:
            found[entry.id][entry.supersedes] = Why.REPLACES, 0
        for name in same.get(entry.id, ()):
            found[entry.id].setdefault(name, (Why.SAME_ID, 0))
    for (by, holder), m2 in released.items():
        for mine, other in ((by, holder), (holder, by)):
            if mine in found:
                why, before = found[mine].get(other, (Why.ALREADY_RELEASED, 0))
                found[mine][other] = why, before + m2
    return found


def _reviewed(entry: Entry, state: State, against: tuple[Against, ...], findings: tuple[Finding, ...]) -> Reviewed:
    hidden = withheld(entry)
    return Reviewed(
        entry=entry.id, kind=entry.kind, ref="" if hidden else entry.ref, on=entry.on, sheet=entry.source.sheet,
        row=entry.source.row, by=entry.by, state=state, replaces=entry.supersedes,
        fields={} if hidden else flat(entry.payload), withheld=hidden, against=against, findings=findings,
    )  # fmt: skip


def _against(reader: Reader, entry: Entry, other: Entry, why: Why, state: State, m2: int) -> Against:
    hidden = withheld(entry) or withheld(other) or not reached(reader, other)
    pairs = () if hidden else tuple(_pairs(flat(entry.payload), flat(other.payload)))
    return Against(other.id, why, state, m2, pairs, hidden)


def _pairs(submitted: Mapping[str, Value], standing: Mapping[str, Value]) -> Iterator[Pair]:
    for name in dict.fromkeys((*submitted, *standing)):
        yield Pair(name, submitted.get(name), standing.get(name))
