"""The pictures of records, as they stood at a moment of knowledge."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from opendisarm.access.scope import Reader
from opendisarm.attachments.kept import Kept
from opendisarm.core.journal import ATTACHMENT, REMOVAL, Entry
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.area import LISTED_KINDS, whose
from opendisarm.desk.workspace import Workspace

_KINDS: Final = (ATTACHMENT, REMOVAL)
_LISTED: Final = frozenset(LISTED_KINDS)


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture of a record.

    entry          of the journal, which says it;  record: entry id of the record's version that it was given to.
    digest, small  SHA-256 of the picture and of its small copy, as kept.      size  bytes;  width, height: points.
    """

    entry: str
    record: str
    digest: str
    small: str
    media: str
    size: int
    width: int
    height: int
    caption: str
    by: str
    entered: datetime


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of a picture that was taken away.  destroyed: its content is gone for good."""

    entry: str
    attachment: str
    reason: str
    by: str
    entered: datetime
    destroyed: bool


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes of a picture, and their media type."""

    content: bytes
    media: str


def kept(workspace: Workspace) -> Kept:
    """Where the contents of a workspace lie."""
    return Kept(workspace.folder / "attachments")


def batch_of(record: str) -> str:
    """The batch under which the pictures of a record are entered: they are found together."""
    return f"B-files-{record}"


def attached(
    workspace: Workspace, records: Collection[str], known: datetime | None = None
) -> tuple[tuple[Attached, ...], tuple[Removed, ...]]:
    """Pictures of these entries that are there, and those taken away, oldest first.  The caller has asked for reach."""
    head = workspace.store.head(known)
    entries = [entry for name in records for entry in workspace.store.load(head, kinds=_KINDS, batch=batch_of(name))]
    entries.sort(key=lambda entry: entry.seq)
    there, gone = _told(entries)
    return tuple(there.values()), tuple(gone)


def reached_record(workspace: Workspace, reader: Reader, record: str) -> Entry:
    """The entry of a record.  Errors  DeskError, in the same words, when it is none or the reader does not reach it."""
    found = next(iter(workspace.store.load(ids=[record])), None)
    if found is None or found.kind not in _LISTED or not reader.reaches(*whose(found)):
        raise DeskError(
            f"No record that you can see is called '{record}'.",
            "Look for it in the list of records by a part of its id.",
        )
    return found


def picture(workspace: Workspace, reader: Reader, record: str, attachment: str, *, small: bool = False) -> Content:
    """One picture of a record, or its small copy.

    Errors  DeskError when the reader does not reach the record, or it has no such picture; OSError when the content
            is missing or damaged.
    """
    reached_record(workspace, reader, record)
    found = one_of(workspace, record, attachment)
    if small:
        return Content(kept(workspace).read(found.small), "image/jpeg")
    return Content(kept(workspace).read(found.digest), found.media)


def one_of(workspace: Workspace, record: str, attachment: str) -> Attached:
    """A picture that is there.  Errors  DeskError when the record has no such picture (any more)."""
    there, _gone = attached(workspace, [record])
    found = next((one for one in there if one.entry == attachment), None)
    if found is None:
        raise DeskError(f"The record has no picture {attachment}.", "It may have been taken away; look at the record.")
    return found


def every(workspace: Workspace) -> Iterator[Attached]:
    """All pictures that are there, whoever asks: for whoever checks the folder."""
    there, _gone = _told(list(workspace.store.load(kinds=_KINDS)))
    yield from there.values()


def _told(entries: Collection[Entry]) -> tuple[dict[str, Attached], list[Removed]]:
    """What entries in the order of the chain say."""
    there: dict[str, Attached] = {}
    gone: list[Removed] = []
    for entry in entries:
        said = entry.payload
        if entry.kind == ATTACHMENT:
            there[entry.id] = Attached(
                entry.id, said["record"], said["digest"], said["small"], said["media"], said["size"], said["width"],
                said["height"], said.get("caption", ""), entry.by, entry.entered,
            )  # fmt: skip
            continue
        if there.pop(said["attachment"], None) is not None:
            gone.append(
                Removed(entry.id, said["attachment"], said["reason"], entry.by, entry.entered, said["destroyed"])
            )
    return there, gone
