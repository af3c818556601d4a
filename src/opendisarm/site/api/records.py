"""Records as far as the reader reaches: the list, one of them over time, and what waits for review."""

# ruff: noqa: B006 - the library reads these defaults, and nobody changes them
from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.history import History, Version, record_history
from opendisarm.desk.records.listing import RecordLine, records
from opendisarm.desk.records.query import LARGEST_PAGE, Sort
from opendisarm.desk.records.query import Query as Wanted
from opendisarm.desk.records.standing import Standing
from opendisarm.desk.review import returned, worklist
from opendisarm.site.api.interface import ALWAYS, NOT_THERE, Known, On, clocks, not_there
from opendisarm.site.api.record_schemas import History as HistoryTold
from opendisarm.site.api.record_schemas import Records, Submissions
from opendisarm.site.asking import member_of
from opendisarm.site.workspace import served

router = Router(tags=["Records"])

Names = Annotated[list[Annotated[str, Field(max_length=200)]], Query(max_length=50)]
Name = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Size = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]
Review = Annotated[list[Standing], Query(max_length=len(Standing))]


@router.get("/records", response={200: Records} | ALWAYS, url_name="api_records", operation_id="records")
def listing(
    request: HttpRequest, on: On = None, known: Known = None, text: Name = "", kind: Names = [], org: Names = [],
    admin1: Names = [], hazard: Name = "", batch: Name = "", first: date | None = None, last: date | None = None,
    standing: Review = [], sort: Sort = Sort.ON, descending: bool = True, page: Page = 1, size: Size = 50,
) -> Any:  # fmt: skip
    """A page of the records that fit all filters; an empty org or admin1 asks for records that name none."""
    _day, moment = clocks(on, known)
    wanted = Wanted(
        text=text, kinds=frozenset(kind), orgs=frozenset(org), admin1=frozenset(admin1), hazard=hazard, batch=batch,
        first=first, last=last, standing=frozenset(standing), on=on, known=moment, sort=sort, descending=descending,
        page=page, size=size,
    )  # fmt: skip
    found = records(served(), member_of(request).reader, wanted)
    rows = [_line(line) for line in found.rows]
    return {"total": found.total, "page": found.page, "pages": found.pages, "size": found.size, "records": rows}


@router.get(
    "/records/{name}", response={200: HistoryTold} | NOT_THERE, url_name="api_record", operation_id="record"
)  # fmt: skip
def record(request: HttpRequest, name: Annotated[str, Path(max_length=200)], known: Known = None) -> Any:
    """One record over time, by entry or sender's id: versions, decisions, what it moved, which duties it serves."""
    _day, moment = clocks(None, known)
    try:
        found = record_history(served(), member_of(request).reader, name, moment)
    except DeskError as why:
        not_there("name", why)
    return _history(found)


@router.get(
    "/submissions", response={200: Submissions} | ALWAYS, url_name="api_submissions", operation_id="submissions"
)
def submissions(request: HttpRequest) -> Any:
    """What waits for review, oldest first, and what was returned, as far as you reach."""
    workspace, reader = served(), member_of(request).reader
    waiting = [
        {
            "batch": one.batch, "file": one.file, "org": one.org, "by": one.by, "entered": one.entered,
            "records": one.records, "states": {state.value: number for state, number in one.states.items()},
            "kinds": dict(one.kinds), "findings": one.findings,
        }
        for one in worklist(workspace, reader)
    ]  # fmt: skip
    sent_back = [
        {
            "entry": one.entry, "batch": one.batch, "file": one.file, "row": one.row, "org": one.org, "kind": one.kind,
            "ref": one.ref, "reason": one.reason, "returned": one.returned, "returned_by": one.returned_by,
        }
        for one in returned(workspace, reader)
    ]  # fmt: skip
    return {"waiting": waiting, "returned": sent_back}


def _line(line: RecordLine) -> dict[str, Any]:
    source = None if line.area_m2 is None else "reported" if line.reported else "computed"
    return {
        "entry": line.entry, "kind": line.kind, "ref": line.ref, "org": line.org, "hazard": line.hazard,
        "on": line.on, "admin1": line.admin1, "admin2": line.admin2, "area_m2": line.area_m2, "area_source": source,
        "standing": line.standing.value, "batch": line.batch, "entered": line.entered, "by": line.by,
    }  # fmt: skip


def _history(found: History) -> dict[str, Any]:
    return {
        "kind": found.kind, "ref": found.ref, "current": found.current.entry,
        "versions": [_version(version) for version in found.versions],
        "postings": [
            {
                "amount": line.amount, "on": line.on, "cause": line.cause, "moved": line.moved, "entry": line.entry,
                "hazard": line.hazard, "contamination": line.contamination,
            }
            for line in found.postings
        ],
        "posted_m2": found.posted_m2, "more_by_cause": found.rest, "duties": list(found.duties),
        "others": list(found.others),
    }  # fmt: skip


def _version(one: Version) -> dict[str, Any]:
    return {
        "entry": one.entry, "on": one.on, "ref": one.ref, "org": one.org, "area": one.area, "batch": one.batch,
        "entered": one.entered, "by": one.by, "file": one.source.file, "sheet": one.source.sheet,
        "row": one.source.row, "standing": one.standing.value, "replaces": one.replaces,
        "changes": [{"field": change.field, "old": change.old, "new": change.new} for change in one.changes],
        "decisions": [
            {"entry": act.entry, "kind": act.kind, "by": act.by, "entered": act.entered, "reason": act.reason}
            for act in one.decisions
        ],
        "says": dict(one.said.payload),
    }  # fmt: skip
