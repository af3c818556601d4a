"""The people ledger of a workspace, as known at a moment; kept in the cache, folded anew at will.

Persons and risk education know nothing of each other, so each part is kept by itself, under the records that count in
it: whatever else is entered (land, norms, public tables, erasures) leaves it as it is. Which records count at a head of
the journal is noted beside it.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Final

from opendisarm.core.canonical import digest
from opendisarm.core.journal import Head, Mark, counting
from opendisarm.core.records import PEOPLE_KINDS, record_of
from opendisarm.desk.kept import BROKEN, keep, kept
from opendisarm.desk.store import Store
from opendisarm.desk.workspace import Workspace, opened
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.joining import joined
from opendisarm.ledgers.people.ledger import FOLD_VERSION, fold
from opendisarm.ledgers.people.postings import People

_PARTS: Final = {
    "persons": tuple(kind for kind in PEOPLE_KINDS if kind not in ("education.session", "person.erased")),
    "education": ("education.session",),
}
"""Part -> kinds of record that make it; an erasure moves nobody."""

_WORTH_A_PROCESS: Final = 40_000
"""Entries that count, from which on another process is begun: its start takes as long as folding some of them."""


@dataclass(frozen=True, slots=True)
class PeopleLedger:
    """The ledger of the records that counted when the journal ended at `head`."""

    head: Head
    people: People


def people_ledger(workspace: Workspace, known: datetime | None = None) -> PeopleLedger:
    """The ledger as known at a moment (now when none is given): kept parts, and those that are not kept folded anew."""
    head = workspace.store.head(known)
    kept_parts = _kept_parts(workspace, head)
    whole = {name: part for name, part in kept_parts.items() if isinstance(part, People)}
    whole |= _fresh(workspace, head, [name for name in kept_parts if name not in whole])
    return PeopleLedger(head, joined([whole[name] for name in _PARTS]))


def people_anew(workspace: Workspace, head: Head) -> PeopleLedger:
    """The ledger at a head, from the journal alone; kept from now on, where it can be."""
    return PeopleLedger(head, joined(list(_fresh(workspace, head, list(_PARTS)).values())))


def keep_people(workspace: Workspace) -> None:
    """Fold now what an act has made of the ledger, so that the first who asks for a figure need not wait for it."""
    head = workspace.store.head()
    _fresh(workspace, head, [name for name, file in _files(workspace, head).items() if not file.exists()])


def kept_people(workspace: Workspace, head: Head) -> PeopleLedger | str:
    """The ledger that is kept for a head; "" when a part of it is not, and why when one cannot be read."""
    parts = _kept_parts(workspace, head)
    whole = [part for part in parts.values() if isinstance(part, People)]
    if len(whole) == len(parts):
        return PeopleLedger(head, joined(whole))
    return next((part for part in parts.values() if isinstance(part, str) and part), "")


def _fresh(workspace: Workspace, head: Head, names: Sequence[str]) -> dict[str, People]:
    """Parts folded anew, in the order of their names.

    Of a large journal, all but the first part are folded beside it, each by a process of its own, and read from where
    that process kept them; a part that does not come back (no room, a write-protected medium) is folded here.
    """
    beside = _begun(workspace, head, names[1:]) if len(_counted(workspace.store, head)[1]) >= _WORTH_A_PROCESS else {}
    parts = {name: _folded(workspace, head, name) for name in names if name not in beside}
    for name, process in beside.items():
        found = _kept(_files(workspace, head)[name]) if process.wait() == 0 else ""
        parts[name] = found if isinstance(found, People) else _folded(workspace, head, name)
    return {name: parts[name] for name in names}


def _begun(workspace: Workspace, head: Head, names: Sequence[str]) -> dict[str, Popen[bytes]]:
    """Part -> the process that folds and keeps it; parts whose process cannot be begun are left out."""
    begun = {}
    for name in names:
        said = [str(workspace.folder), head.entered.isoformat() if head.entered else "", head.chain, name]
        with suppress(OSError):
            begun[name] = Popen([sys.executable, "-m", __name__, *said], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
    return begun


def _folded(workspace: Workspace, head: Head, name: str) -> People:
    with _without_collecting():
        people = fold(people_facts(workspace, head, _PARTS[name]))
    with suppress(OSError):  # on a full disk or a write-protected medium figures can still be asked for
        keep(_files(workspace, head)[name], {"people": people})
    return people


def _kept_parts(workspace: Workspace, head: Head) -> dict[str, People | str]:
    """Each part, or "" when it is not kept, or why it cannot be read."""
    return {name: _kept(file) if file.exists() else "" for name, file in _files(workspace, head).items()}


def _kept(file: Path) -> People | str:
    try:
        people: People = kept(file, {"people": People})["people"]
    except BROKEN as why:
        return " ".join(str(why).split()) or type(why).__name__
    return people


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of records live until the fold is over: looking for garbage among them, again and again
    while they are made, takes a third of the time and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def people_facts(workspace: Workspace, head: Head, kinds: Collection[str] = PEOPLE_KINDS) -> Iterator[Fact]:
    """People records that count at a head, in the order of the journal; without their shapes, which no count needs."""
    _, counted = _counted(workspace.store, head)
    for name, org, kind, payload in workspace.store.payloads(head, kinds):
        if name in counted:
            said = json.loads(payload)
            said.pop("shape", None)
            yield Fact(name, org, record_of(kind, said))  # type: ignore[arg-type]  # by its kind


def _files(workspace: Workspace, head: Head) -> dict[str, Path]:
    cache = workspace.folder / "cache"
    return {
        name: cache / f"people-{name}-{records}-v{FOLD_VERSION}.npz"
        for name, records in _records(workspace, head).items()
    }


def _records(workspace: Workspace, head: Head) -> dict[str, str]:
    """Part -> what stands for the records that count in it at a head."""
    note = workspace.folder / "cache" / f"people-at-{head.seq}-{head.chain[:16]}.txt"
    with suppress(OSError):
        noted = note.read_text(encoding="ascii").split()
        if len(noted) == len(_PARTS) and all(re.fullmatch("[0-9a-f]{32}", one) for one in noted):
            return dict(zip(_PARTS, noted, strict=True))
    marks, counted = _counted(workspace.store, head)
    found = {
        name: digest([mark.id for mark in marks if mark.kind in kinds and mark.id in counted])[:32]
        for name, kinds in _PARTS.items()
    }
    with suppress(OSError):
        note.parent.mkdir(exist_ok=True)
        note.write_text("\n".join(found.values()), encoding="ascii")
    return found


def _beside(folder: str, entered: str, chain: str, name: str) -> int:
    """What a process beside does: fold one part at the head that it was given, and keep it.  0 when it is kept."""
    workspace = opened(Path(folder))
    head = workspace.store.head(datetime.fromisoformat(entered))
    if head.chain != chain:  # somebody entered more at that very moment
        return 1
    file = _files(workspace, head)[name]
    file.unlink(missing_ok=True)
    _folded(workspace, head, name)
    return 0 if file.exists() else 1


_LAST: Final[dict[Head, tuple[list[Mark], set[str]]]] = {}
"""Marks and the entries that count at the head that was asked about last: each part of a ledger asks for them, and
journals that end alike are alike."""


def _counted(store: Store, head: Head) -> tuple[list[Mark], set[str]]:
    if head not in _LAST:
        marks = store.marks(head)
        _LAST.clear()
        _LAST[head] = marks, counting(marks)
    return _LAST[head]


if __name__ == "__main__":
    sys.exit(_beside(*sys.argv[1:]))
