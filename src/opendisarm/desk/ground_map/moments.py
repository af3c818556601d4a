"""The moments at which the journal learnt something: the steps of the second clock."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from opendisarm.core.journal import APPROVAL, IMPORT, RETURN, WITHDRAWAL
from opendisarm.desk.workspace import Workspace

_STEPS: Final = (APPROVAL, WITHDRAWAL, RETURN, IMPORT)


def moments(workspace: Workspace, most: int = 200) -> list[datetime]:
    """When records came, counted, or ceased to count, oldest first, UTC to the minute.

    most  of more moments than that, every second, third ... one is told, and always the last.
    """
    found = sorted({entry.entered.replace(second=0, microsecond=0) for entry in workspace.store.load(kinds=_STEPS)})
    step = -(-len(found) // most) if found else 1
    return found[::-1][::step][::-1]
