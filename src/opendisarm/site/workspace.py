"""The workspace that the site serves, open once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from opendisarm.desk.workspace import Workspace, opened


def served() -> Workspace:
    """The open workspace.  Errors  DeskError when its journal cannot be opened."""
    return _opened(settings.WORKSPACE)


@cache
def _opened(folder: Path) -> Workspace:
    return opened(folder)
