"""The one machine of a job: what may follow what, who takes it, and what a pulled plug leaves to be done again.

Every step is one UPDATE that names the states it may leave, so that two who act at once cannot both succeed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from opendisarm.site.imports.models import Failure, Job, State, Task
from opendisarm.site.imports.places import fresh_name
from opendisarm.site.imports.sealing import seal_words, site_key, words_in

NEXT: Final[dict[State, frozenset[State]]] = {
    State.WAITING: frozenset({State.LOOKING, State.CHECKING, State.COMMITTING, State.CANCELLED, State.FAILED}),
    State.LOOKING: frozenset({State.MAPPING, State.CHECKING, State.INTERRUPTED, State.FAILED}),
    State.MAPPING: frozenset({State.WAITING, State.CANCELLED}),
    State.CHECKING: frozenset({State.CHECKED, State.INTERRUPTED, State.FAILED}),
    State.CHECKED: frozenset({State.WAITING, State.MAPPING, State.CANCELLED}),
    State.COMMITTING: frozenset({State.COMMITTED, State.INTERRUPTED, State.FAILED}),
    State.INTERRUPTED: frozenset({State.LOOKING, State.CHECKING, State.COMMITTING, State.CANCELLED, State.FAILED}),
    State.FAILED: frozenset({State.WAITING, State.CANCELLED}),
    State.COMMITTED: frozenset(),
    State.CANCELLED: frozenset(),
}
"""State -> states that may follow."""

RUNNING: Final[dict[Task, State]] = {
    Task.LOOK: State.LOOKING, Task.CHECK: State.CHECKING, Task.COMMIT: State.COMMITTING,
}  # fmt: skip
QUEUED: Final = (State.WAITING, State.INTERRUPTED)
ENDED: Final = (State.COMMITTED, State.CANCELLED)
MOVING: Final = (*QUEUED, *RUNNING.values())
"""States that end by themselves: a page that shows one looks again."""
MOST_CUTS: Final = 3
"""A task that was cut off so often may be what cuts it: it waits for somebody to look."""


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """kept: under which name it lies sealed; name: its sender's; size: bytes."""

    kept: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said about the files, as `importers.mapping.Wanted` has it, and whether invalid polygons are mended.

    confirmed  whether somebody looked at the mapping, or named one that was kept.
    """

    kind: str = ""
    org: str = ""
    state: str = ""
    repair: bool = False
    mapping: dict[str, Any] = field(default_factory=dict)
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """what: as the desk says it; done, of: rows (of: None when not known)."""

    what: str = ""
    done: int = 0
    of: int | None = None


def brought(by: str, org: str, files: Sequence[BroughtFile], asked: Asked, moment: datetime) -> Job:
    """A new job, waiting to be looked at."""
    job = Job(key=fresh_name(), by=by, acts=by, org=org, made=moment, changed=moment)
    job.files = _sealed(job, "files", [asdict(one) for one in files])
    job.wanted = _sealed(job, "wanted", asdict(asked))
    job.save()
    return job


def job_files(job: Job) -> list[BroughtFile]:
    """The files of a job."""
    return [BroughtFile(**one) for one in _opened(job, "files") or []]


def job_wanted(job: Job) -> Asked:
    """What was said about them."""
    return Asked(**(_opened(job, "wanted") or {}))


def job_progress(job: Job) -> Progress:
    """How far the present task is."""
    return Progress(**(_opened(job, "progress") or {}))


def move(job: Job, to: State, moment: datetime, **also: Any) -> bool:
    """Let a job go on, from the state in which it was last seen; whether nobody else had moved it.

    Errors  ValueError when the machine has no such step (our mistake).
    """
    here = State(job.state)
    if to not in NEXT[here]:
        raise ValueError(f"A job does not go from {here} to {to}.")
    moved = bool(Job.objects.filter(pk=job.pk, state=here).update(state=to, changed=moment, **also))
    job.refresh_from_db()
    return moved


def ask(job: Job, task: Task, by: str, moment: datetime, asked: Asked | None = None) -> bool:
    """Put a job into the queue for a task; whether nobody else had moved it."""
    also: dict[str, Any] = {"wanted": _sealed(job, "wanted", asdict(asked))} if asked is not None else {}
    return move(job, State.WAITING, moment, task=task, acts=by, attempts=0, failure="", progress=b"", **also)


def taken(key: str, moment: datetime) -> Job | None:
    """The job, now running; None when it does not wait (any more)."""
    job = Job.objects.filter(key=key, state__in=QUEUED).first()
    if job is None:
        return None
    if job.attempts >= MOST_CUTS:
        move(job, State.FAILED, moment, failure=Failure.CUT_TOO_OFTEN)
        return None
    return job if move(job, RUNNING[Task(job.task)], moment, attempts=job.attempts + 1, progress=b"") else None


def tell(job: Job, progress: Progress) -> None:
    """Keep how far it is, for whoever looks."""
    Job.objects.filter(pk=job.pk).update(progress=_sealed(job, "progress", asdict(progress)))


def failed(key: str, why: Failure, moment: datetime) -> None:
    """A job ended badly, or could not even begin."""
    job = Job.objects.filter(key=key, state__in=MOVING).first()
    if job is not None:
        move(job, State.FAILED, moment, failure=why)


def cut_off(key: str, moment: datetime) -> None:
    """A job's child was killed: it is interrupted, and runs again."""
    job = Job.objects.filter(key=key, state__in=MOVING).first()
    if job is not None and job.state in QUEUED:  # killed before it had taken the job
        Job.objects.filter(pk=job.pk, state__in=QUEUED).update(attempts=F("attempts") + 1)
    elif job is not None:
        move(job, State.INTERRUPTED, moment, cut=job.cut + 1)


def interrupted(moment: datetime) -> list[str]:
    """Mark what was running when the plug was pulled; keys of all that wait.  For the only worker that there is."""
    with transaction.atomic():
        for job in Job.objects.filter(state__in=RUNNING.values()):
            move(job, State.INTERRUPTED, moment, cut=job.cut + 1)
    return waiting()


def waiting() -> list[str]:
    """Keys of jobs that should be in the queue, oldest first."""
    return list(Job.objects.filter(state__in=QUEUED).order_by("changed", "id").values_list("key", flat=True))


def kept_names(job: Job) -> list[str]:
    """Under which names a job keeps sealed files: what was brought, and what was found in it."""
    files = job_files(job)
    return [*(one.kept for one in files), f"{job.key}.look", f"{job.key}.result", f"{job.key}.corrected"]


def of_result(job: Job, what: str) -> str:
    """The name under which a result of a job is kept.  what: "look", "result" or "corrected"."""
    return f"{job.key}.{what}"


def _sealed(job: Job, what: str, words: Any) -> bytes:
    return seal_words(words, site_key(settings.WORKSPACE), f"{job.key}/{what}")


def _opened(job: Job, what: str) -> Any:
    sealed: bytes = bytes(getattr(job, what))
    return words_in(sealed, site_key(settings.WORKSPACE), f"{job.key}/{what}")
