"""The records of a journal that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from opendisarm.core.journal import Head, counting
from opendisarm.core.records import Record, record_of
from opendisarm.desk.workspace import Workspace


def counted_records(workspace: Workspace, head: Head, kinds: Collection[str]) -> Iterator[tuple[str, Record]]:
    """(entry id, record) of these kinds that are approved, not withdrawn and not replaced, as known at a head."""
    counted = counting(workspace.store.marks(head))
    for entry in workspace.store.load(head, kinds=kinds):
        if entry.id in counted:
            yield entry.id, record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
