"""Jobs of the import as they are kept, and mappings under a name.  What may tell of a person is sealed.

The table says for each job who, when, in which state; file names, words of the mapping, progress and results are sealed
with a key outside the workspace (`sealing`).
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class State(StrEnum):
    """Where a job is.  `machine.NEXT` says what may follow what."""

    WAITING = "waiting"
    """In the queue: to be looked at, checked or committed, as `task` says."""
    LOOKING = "looking"
    MAPPING = "mapping"
    """Somebody must say, or confirm, which of their columns is which of our fields."""
    CHECKING = "checking"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    INTERRUPTED = "interrupted"
    """Cut off while it ran; it runs again by itself."""
    FAILED = "failed"
    CANCELLED = "cancelled"


class Task(StrEnum):
    """What a waiting job waits for."""

    LOOK = "look"
    CHECK = "check"
    COMMIT = "commit"


class Failure(StrEnum):
    """Why a job failed; the page says it in words."""

    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    CUT_TOO_OFTEN = "cut_too_often"
    NOT_ALLOWED = "not_allowed"
    GONE = "gone"
    STORE = "store"
    FAULT = "fault"


class Job(models.Model):
    """What somebody brought at once, on its way into the journal.

    key         its name in addresses: random.           by      who brought it (username).
    org         the organisation that sends.             acts    who last asked for something: the journal names them.
    persons     whether it may tell of persons: until it was looked at, it may.
    files, wanted, progress   sealed: `job_files`, `job_wanted` and `job_progress` of `machine` open them.
    attempts    how often the present task was started.  cut     how often any task of it was cut off.
    batches     submissions in the journal that came of it.   entries  how many records were new.
    found       findings by severity, after a check.
    """

    key = models.CharField(max_length=32, unique=True)
    by = models.CharField(max_length=60, db_index=True)
    org = models.CharField(max_length=120, blank=True)
    acts = models.CharField(max_length=60)
    state = models.CharField(max_length=20, default=State.WAITING)
    task = models.CharField(max_length=20, default=Task.LOOK)
    failure = models.CharField(max_length=20, blank=True)
    persons = models.BooleanField(default=True)
    files = models.BinaryField(default=bytes)
    wanted = models.BinaryField(default=bytes)
    progress = models.BinaryField(default=bytes)
    attempts = models.PositiveSmallIntegerField(default=0)
    cut = models.PositiveSmallIntegerField(default=0)
    batches: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    entries = models.PositiveIntegerField(null=True)
    found: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict, blank=True)
    made = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        """Newest first."""

        app_label = "imports"
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class KeptMapping(models.Model):
    """A mapping under a name, for the next file of that sender.  sealed: as `mapping.save` would write it."""

    org = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=80)
    sealed = models.BinaryField(default=bytes)
    by = models.CharField(max_length=60)
    made = models.DateTimeField()

    class Meta:
        """By name."""

        app_label = "imports"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("org", "name"), name="one_mapping_of_a_name"),)

    def __str__(self) -> str:
        return self.name
