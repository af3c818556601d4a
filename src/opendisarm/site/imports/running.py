"""What a job does while it runs: look into its files, check them as a dry run, or enter them into the journal.

It runs in a child of the worker (`site.jobs.child`), which has limits and may be killed at any moment: nothing is told
before it is so, an append is one transaction, and records are named by their content, so that a second run completes
the first and enters nothing twice.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from opendisarm.access.roles import Permission
from opendisarm.core.journal import IMPORT
from opendisarm.desk import mapping as workbooks
from opendisarm.desk.errors import DeskError
from opendisarm.desk.importing import ImportOutcome, ImportWish, import_files
from opendisarm.desk.looking import Look, cells, look
from opendisarm.desk.mapping import wanted
from opendisarm.desk.outlook import outlook
from opendisarm.desk.workspace import Workspace
from opendisarm.site.clocks import now
from opendisarm.site.imports import places
from opendisarm.site.imports.machine import (
    Asked,
    Progress,
    job_files,
    job_wanted,
    kept_names,
    move,
    of_result,
    tell,
)
from opendisarm.site.imports.models import Failure, Job, State, Task
from opendisarm.site.members.models import Member

MOST_FINDINGS: Final = 20_000
"""Findings of a check that are kept one by one; all are counted."""
_PAUSE_S: Final = 0.5
_SIDECARS: Final = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".xml")


def run(workspace: Workspace, job: Job) -> None:
    """Do what a job that was `taken` waits for, and let it go on.

    Errors  OSError of the disk or the journal, MemoryError: the worker says in the job that it failed.
    """
    files = job_files(job)
    try:
        with places.opened_privately(workspace.folder, {one.kept: one.name for one in files}) as found:
            paths = _read_by_themselves([found[one.kept] for one in files])
            if job.task == Task.LOOK:
                _look(workspace, job, paths)
            elif job.task == Task.CHECK:
                _check(workspace, job, paths)
            else:
                _commit(workspace, job, paths)
    except FileNotFoundError:
        if all((places.uploads(workspace.folder) / one.kept).exists() for one in files):
            raise
        move(job, State.FAILED, now(), failure=Failure.GONE)


def _read_by_themselves(paths: Sequence[Path]) -> list[Path]:
    """Without the parts of shapefiles, which are read with their .shp."""
    shapes = {path.stem.casefold() for path in paths if path.suffix.lower() == ".shp"}
    return [
        path for path in paths
        if path.suffix.lower() not in _SIDECARS or path.name.split(".")[0].casefold() not in shapes
    ]  # fmt: skip


class _Telling:
    """Keeps the progress for whoever looks: twice a second, and whenever something else is being done."""

    def __init__(self, job: Job) -> None:
        self._job, self._last, self._what = job, 0.0, ""

    def __call__(self, what: str, done: int, of: int | None) -> None:
        """As the desk calls it."""
        if what != self._what or time.monotonic() - self._last >= _PAUSE_S:
            tell(self._job, Progress(what, done, of))
            self._last, self._what = time.monotonic(), what


def _wish(job: Job, *, commit: bool = False, hold: bool = True) -> ImportWish:
    asked = job_wanted(job)
    said = replace(wanted(asked.kind, None, asked.org, asked.state), mapping=asked.mapping or None)
    return ImportWish(by=job.acts, moment=now(), wanted=said, repair=asked.repair, commit=commit, hold=hold)


def _look(workspace: Workspace, job: Job, paths: Sequence[Path]) -> None:
    asked, telling = job_wanted(job), _Telling(job)
    said = _wish(job).wanted
    seen: list[Look] = []
    for number, path in enumerate(paths):
        telling("looking", number, len(paths))
        seen.append(look(workspace, path, said))
    persons = any(one.persons for one in seen)
    places.keep_words(workspace.folder, of_result(job, "look"), [one.as_json() for one in seen])
    if asks_for_mapping(asked, [one.as_json() for one in seen]):
        move(job, State.MAPPING, now(), persons=persons)
    elif move(job, State.CHECKING, now(), persons=persons, task=Task.CHECK):
        _check(workspace, job, paths)


def asks_for_mapping(asked: Asked, seen: Sequence[dict[str, Any]]) -> bool:
    """Whether somebody must look at the columns before anything is checked."""
    return not asked.confirmed and any(one["mapped"] for one in seen)


def _check(workspace: Workspace, job: Job, paths: Sequence[Path]) -> None:
    before = outlook(workspace, {}, []).balances_m2
    outcome = import_files(workspace, paths, _wish(job), _Telling(job))
    _Telling(job)("keeping what was found", 0, None)
    persons = job.persons or any(file.persons for file in outcome.files) or bool(outcome.persons)
    result = _told(outcome, before, _values(paths, outcome, persons))
    result["corrected"] = not persons and _give_back(workspace, job, paths, outcome)
    places.keep_words(workspace.folder, of_result(job, "result"), result)
    move(job, State.CHECKED, now(), found=result["severities"], entries=outcome.new_entries, persons=persons)


def _values(paths: Sequence[Path], outcome: ImportOutcome, persons: bool) -> dict[int, str]:
    """What stands in the faulty cells, by the number of the finding; never of a file that tells of persons."""
    if persons:
        return {}
    found: dict[int, str] = {}
    number = 0
    for path, file in zip(paths, outcome.files, strict=True):
        shown = file.findings[: max(0, MOST_FINDINGS - number)]
        found |= {number + at: value for at, value in enumerate(cells(path, shown)) if value}
        number += len(file.findings)
    return found


def _told(outcome: ImportOutcome, before: dict[str, int], values: dict[int, str]) -> dict[str, Any]:
    """The published shape of an outcome, with what the page needs beside it: values, counts by kind of finding."""
    told = outcome.as_json()
    groups: dict[str, dict[str, Any]] = {}
    for finding in told["findings"]:
        group = groups.setdefault(finding["code"], {"severity": finding["severity"], "count": 0, **finding})
        group["count"] += 1
    severities = {word: sum(one["count"] for one in groups.values() if one["severity"] == word) for word in _SEVERITIES}
    for number, value in values.items():
        told["findings"][number]["value"] = value
    told["findings"] = told["findings"][:MOST_FINDINGS]
    skipped: dict[str, int] = {}
    for file in outcome.files:
        for why, count in file.skipped_because.items():
            skipped[why] = skipped.get(why, 0) + count
    mapping = next((file.mapping for file in outcome.files if file.mapping), None)
    return told | {
        "groups": [{"code": code, **{k: v for k, v in one.items() if k in _OF_GROUP}} for code, one in groups.items()],
        "severities": severities, "before_m2": before, "skipped_because": skipped, "mapping": mapping,
    }  # fmt: skip


_SEVERITIES: Final = ("error", "warning", "info")
_OF_GROUP: Final = ("severity", "count", "message", "remedy")


def _give_back(workspace: Workspace, job: Job, paths: Sequence[Path], outcome: ImportOutcome) -> bool:
    """Seal the sender's workbook with its faulty cells marked; whether there is one."""
    if len(paths) != 1 or not (outcome.files[0].findings or outcome.ahead.findings):
        return False
    out = paths[0].with_name(f"{places.fresh_name()}.xlsx")
    try:
        workbooks.give_back(paths, outcome, out)
    except DeskError:  # no table, or a workbook that only other readers can open: the findings stay
        return False
    name = of_result(job, "corrected")
    with places.sealing(workspace.folder, name) as sealer, out.open("rb") as written:
        while piece := written.read(1 << 20):
            sealer.write(piece)
    return True


def _commit(workspace: Workspace, job: Job, paths: Sequence[Path]) -> None:
    member = Member.objects.filter(username=job.acts).first()
    if member is None or not member.may(Permission.SUBMIT):
        move(job, State.FAILED, now(), failure=Failure.NOT_ALLOWED)
        return
    wish = _wish(job, commit=True, hold=not member.may(Permission.DECIDE))
    outcome = import_files(workspace, paths, wish, _Telling(job))
    batches, entries = _entered(workspace, [file.digest for file in outcome.files if file.digest], job.made)
    if move(job, State.COMMITTED, now(), batches=batches, entries=entries):
        places.discard(workspace.folder, kept_names(job))


def _entered(workspace: Workspace, digests: Sequence[str], since: datetime) -> tuple[list[str], int]:
    """Submissions of these files since the job began, and their records: also those of a run that was cut off."""
    batches: list[str] = []
    entries = 0
    for digest in dict.fromkeys(digests):
        acts = workspace.store.load(kinds=(IMPORT,), digest=digest)
        batches += [str(entry.payload["batch"]) for entry in acts if entry.entered >= since]
    for batch in batches:
        entries += sum(entry.id.startswith("E-") for entry in workspace.store.load(batch=batch))
    return batches, entries
