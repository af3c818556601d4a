"""What becomes of jobs in the end: who may cancel, and that nothing is kept longer than it is of use."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from opendisarm.site.imports import places
from opendisarm.site.imports.machine import NEXT, kept_names, move
from opendisarm.site.imports.models import Job, State

LONGEST: Final = timedelta(days=30)
"""What nobody committed is cancelled after so many days, and its files are removed."""


def cancel(folder: Path, job: Job, moment: datetime) -> bool:
    """Cancel a job and remove its files; False when it runs just now, or has ended."""
    if State.CANCELLED not in NEXT[State(job.state)] or not move(job, State.CANCELLED, moment):
        return False
    places.discard(folder, kept_names(job))
    return True


def ended_long_ago(folder: Path, moment: datetime) -> int:
    """Cancel what lay untouched for too long; how many."""
    left = Job.objects.filter(changed__lt=moment - LONGEST, state__in=(State.MAPPING, State.CHECKED, State.FAILED))
    return sum(cancel(folder, job, moment) for job in left)
