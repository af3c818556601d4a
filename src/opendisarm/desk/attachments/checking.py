"""Is every picture that the journal names what was kept, and is nothing there that should be gone?"""

from __future__ import annotations

from collections.abc import Iterator

from opendisarm.attachments.kept import Damaged
from opendisarm.core.journal import REMOVAL
from opendisarm.desk.attachments.listing import every, kept
from opendisarm.desk.workspace import Workspace


def pictures_apart(workspace: Workspace) -> Iterator[str]:
    """What is wrong with the folder of pictures, a sentence each; nothing when all is well."""
    folder, named = kept(workspace), set[str]()
    for one in every(workspace):
        for digest in (one.digest, one.small):
            named.add(digest)
            try:
                folder.read(digest)
            except FileNotFoundError:
                yield f"The picture {digest[:12]} of {one.record} is missing (attachment {one.entry})."
            except Damaged:
                yield f"The picture {digest[:12]} of {one.record} is not what was kept (attachment {one.entry})."
            except OSError as why:
                yield f"The picture {digest[:12]} of {one.record} cannot be read: {why.strerror}."
    for entry in workspace.store.load(kinds=(REMOVAL,)):
        digest = str(entry.payload["digest"])
        if entry.payload["destroyed"] and digest not in named and folder.place(digest).exists():
            yield f"The picture {digest[:12]} was destroyed by {entry.id}, and is still there."
