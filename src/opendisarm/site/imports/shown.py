"""One job as its page shows it, for one reader: what was found, filtered and paged, and nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.site.imports import places
from opendisarm.site.imports.machine import (
    MOVING,
    Asked,
    BroughtFile,
    Progress,
    job_files,
    job_progress,
    job_wanted,
    of_result,
)
from opendisarm.site.imports.models import Job, State
from opendisarm.site.imports.words import doing, failure_of, state_of

PAGE: Final = 50
SEVERITIES: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Balance:
    """One account of the land ledger.  Unit  m2."""

    account: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """What would be posted to it, with its sign."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns: its header, our field for it ("" left out), and what stands in the first rows."""

    at: int
    header: str
    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one reader is shown of a job.

    mine       whether it is the reader's own: only then the first rows are shown.
    columns    of the first file whose columns can be said; several: whether the others have other columns.
    findings   those of this page, of the severity and code that were asked for.
    decides    whether what is entered counts at once: else it is held for review.
    """

    job: Job
    mine: bool
    state: str
    doing: str
    progress: Progress
    files: tuple[BroughtFile, ...]
    asked: Asked
    failure: tuple[str, str]
    look: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    several: bool = False
    looks: tuple[Mapping[str, Any], ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    balances: tuple[Balance, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    severity: str = ""
    code: str = ""
    page: int = 1
    pages: int = 1
    matching: int = 0
    persons: Mapping[str, int] | None = None
    corrected: bool = False
    decides: bool = False
    sees_submission: bool = False

    @property
    def moving(self) -> bool:
        """Whether it goes on by itself: the page then looks again."""
        return self.job.state in MOVING

    @property
    def query(self) -> str:
        """The filter as an address keeps it, without the page."""
        said = {name: value for name, value in (("severity", self.severity), ("code", self.code)) if value}
        return urlencode(said)

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        told = as_json(self.job) | {
            "progress": {"what": self.doing, "done": self.progress.done, "of": self.progress.of}
        }
        if self.failure[0]:
            told |= {"failure": {"what": self.failure[0], "remedy": self.failure[1]}}
        if self.result:
            wanted = (
                "rows_in",
                "accepted",
                "rejected",
                "skipped",
                "new_entries",
                "severities",
                "groups",
                "postings_m2",
            )
            told["check"] = {name: self.result[name] for name in wanted} | {
                "balances_m2": {one.account: {"before": one.before, "after": one.after} for one in self.balances},
                "findings": list(self.findings), "page": self.page, "pages": self.pages,
                "persons": self.persons,
            }  # fmt: skip
        return told


def as_json(job: Job) -> dict[str, Any]:
    """A job in short."""
    return {
        "key": job.key, "state": job.state, "by": job.by, "org": job.org, "made": job.made.isoformat(),
        "changed": job.changed.isoformat(), "files": [file.name for file in job_files(job)], "findings": job.found,
        "entries": job.entries if job.state in (State.CHECKED, State.COMMITTED) else None, "submissions": job.batches,
    }  # fmt: skip


def shown(job: Job, reader: Reader, query: QueryDict) -> Shown:
    """A job for a reader who reaches it.  query: ?severity=&code=&page= of the findings."""
    mine, progress = job.by == reader.name, job_progress(job)
    told: dict[str, Any] = {}
    if job.state in (State.MAPPING, State.CHECKED, State.FAILED):
        told |= _looked(job, mine=mine)
    if job.state == State.CHECKED:
        told |= _checked(job, reader, query)
    return Shown(
        job=job,
        mine=mine,
        state=state_of(job),
        doing=doing(progress),
        progress=progress,
        files=tuple(job_files(job)),
        asked=job_wanted(job),
        failure=failure_of(job),
        decides=reader.may(Permission.DECIDE),
        sees_submission=reader.may(Permission.SEE_RECORDS),
        **told,
    )


def _looked(job: Job, *, mine: bool) -> dict[str, Any]:
    looks = places.kept_words(settings.WORKSPACE, of_result(job, "look")) or []
    first = next((one for one in looks if one["mapped"]), None)
    if first is None:
        return {"looks": tuple(looks)}
    of_header: dict[str, str] = {}
    for name, header in first["columns"].items():
        of_header.setdefault(header, name)
    rows = first["rows"] if mine else []
    columns = tuple(
        Column(at, header, of_header.get(header, ""), tuple(row[at] if at < len(row) else "" for row in rows[:4]))
        for at, header in enumerate(first["headers"])
    )
    others = [one for one in looks if one is not first and one["mapped"] and one["headers"] != first["headers"]]
    return {"look": first, "columns": columns, "several": bool(others), "looks": tuple(looks)}


def _checked(job: Job, reader: Reader, query: QueryDict) -> dict[str, Any]:
    result = places.kept_words(settings.WORKSPACE, of_result(job, "result")) or {}
    if not result:
        return {}
    severity = query.get("severity", "") if query.get("severity", "") in SEVERITIES else ""
    code = query.get("code", "")[:60]
    found = [
        one for one in result["findings"]
        if (not severity or one["severity"] == severity) and (not code or one["code"] == code)
    ]  # fmt: skip
    found.sort(key=lambda one: SEVERITIES.index(one["severity"]))
    pages = max(1, -(-len(found) // PAGE))
    asked = query.get("page", "1")
    page = min(max(1, int(asked)), pages) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1
    before, after = result["before_m2"], result["balances_m2"]
    balances = tuple(
        Balance(name, before.get(name, 0), after.get(name, 0)) for name in dict.fromkeys((*before, *after))
        if before.get(name) or after.get(name)
    )  # fmt: skip
    result["groups"].sort(key=lambda one: (SEVERITIES.index(one["severity"]), -one["count"]))
    return {
        "result": result, "balances": balances, "findings": tuple(found[(page - 1) * PAGE : page * PAGE]),
        "severity": severity, "code": code, "page": page, "pages": pages, "matching": len(found),
        "persons": result["persons"] if reader.may(Permission.SEE_PERSON_COUNTS) else None,
        "corrected": bool(result["corrected"]),
    }  # fmt: skip
