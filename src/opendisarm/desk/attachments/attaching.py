"""Give a record a picture, and take one away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.attachments.kept import Kept
from opendisarm.attachments.kinds import LARGEST, Unusable
from opendisarm.core.journal import ATTACHMENT, REMOVAL, Proposal
from opendisarm.desk.attachments.listing import (
    Attached,
    attached,
    batch_of,
    every,
    kept,
    one_of,
    reached_record,
)
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.workspace import Workspace

__all__ = ["LARGEST", "attach", "may_remove", "remove"]

MOST: Final = 40
"""Pictures of one version of a record."""
LONGEST: Final = 300
"""Letters of a caption."""


def attach(workspace: Workspace, reader: Reader, record: str, sent: bytes, caption: str, moment: datetime) -> str:
    """Give a record a picture; the id of the entry that says so.  Only the cleaned picture is ever written.

    record   entry id.
    Errors   DeskError when the reader may not, or does not reach the record; when the file is no picture that can be
             kept; when the caption names somebody, or the record has this picture already.
    """
    from opendisarm.attachments.cleaning import cleaned  # slow to load, and only this door needs it

    if not reader.may(Permission.SUBMIT):
        raise DeskError("Your role may not add pictures.", "Ask somebody who submits records.")
    entry = reached_record(workspace, reader, record)
    caption = " ".join(caption.split())
    if len(caption) > LONGEST:
        raise DeskError(f"The caption has {len(caption)} letters.", f"Write at most {LONGEST}.")
    refuse_names(workspace, caption)
    try:
        made = cleaned(sent)
    except Unusable as why:
        raise DeskError(why.what, why.remedy) from why
    folder, new = kept(workspace), dict[str, bool]()
    try:
        with workspace.store.alone():
            there, _gone = attached(workspace, [record])
            (digest, fresh), (small, fresh_small) = folder.put(made.content), folder.put(made.small)
            new = {digest: fresh, small: fresh_small}
            _refuse(there, digest)
            payload = {
                "record": record, "digest": digest, "small": small, "media": made.media.value,
                "size": len(made.content), "width": made.width, "height": made.height, "caption": caption,
                "after": workspace.store.head().seq,
            }  # fmt: skip
            said = Proposal(kind=ATTACHMENT, payload=payload, org=entry.org)
            workspace.store.append([said], batch=batch_of(record), by=reader.name, moment=moment)
    except BaseException:
        _take_back(folder, new)
        raise
    return said.id


def remove(
    workspace: Workspace, reader: Reader, record: str, attachment: str, reason: str, moment: datetime,
    *, destroy: bool = False,
) -> str:  # fmt: skip
    """Take a picture away from a record; the id of the entry that says so, for ever.

    destroy  its content is destroyed too, here and with every other record that shows the same picture. Only who may
             withdraw records (the authority) may do that; others take away what they gave themselves.
    Errors   DeskError when the reader may not or does not reach the record, the picture is not there, or no reason is
             given or it names somebody.
    """
    reached_record(workspace, reader, record)
    if not reason.strip():
        raise DeskError("Taking a picture away needs its reason.", "Say why; it is kept for ever.")
    refuse_names(workspace, reason)
    with workspace.store.alone():
        found = one_of(workspace, record, attachment)
        if not may_remove(reader, found) or (destroy and not reader.may(Permission.WITHDRAW)):
            raise DeskError(
                "Only the authority takes away a picture that somebody else gave, or destroys one.",
                "Ask somebody who may withdraw records.",
            )
        others = [one for one in every(workspace) if one.digest == found.digest and one.record != record]
        said = [
            Proposal(
                kind=REMOVAL,
                payload={
                    "attachment": one.entry, "record": one.record, "digest": one.digest, "reason": reason.strip(),
                    "destroyed": destroy, "after": workspace.store.head().seq,
                },
            )
            for one in (found, *(others if destroy else ()))
        ]  # fmt: skip
        for one in said:
            batch = batch_of(str(one.payload["record"]))
            workspace.store.append([one], batch=batch, by=reader.name, moment=moment)
    if destroy:
        _destroy(workspace, found)
    return said[0].id


def may_remove(reader: Reader, one: Attached) -> bool:
    """Whether somebody who reaches the record may take a picture of it away."""
    return reader.may(Permission.WITHDRAW) or (reader.may(Permission.SUBMIT) and one.by == reader.name)


def _refuse(there: Sequence[Attached], digest: str) -> None:
    """Errors  DeskError when a record that has these pictures may not have this one as well."""
    if len(there) >= MOST:
        raise DeskError(f"The record has {len(there)} pictures already.", "Take one away first.")
    if any(one.digest == digest for one in there):
        raise DeskError("The record has this picture already.", "Send another one.")


def _destroy(workspace: Workspace, gone: Attached) -> None:
    """Once the journal says so: a cut between the two leaves a content to destroy, never one that is missing unsaid.

    Who has given the same picture anew in the meantime keeps it.
    """
    folder = kept(workspace)
    with workspace.store.alone():
        if all(one.digest != gone.digest for one in every(workspace)):
            folder.destroy(gone.digest)
            folder.destroy(gone.small)


def _take_back(folder: Kept, new: dict[str, bool]) -> None:
    """Contents that nothing in the journal names must not stay."""
    for digest, fresh in new.items():
        if fresh:
            with suppress(OSError):
                folder.destroy(digest)
