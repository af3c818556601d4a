"""The shapes of answers about records, and of records that are brought, by their names in the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from opendisarm.site.api.schemas import OneTrouble

Row = dict[str, str | int | float | bool | None]
Text = Annotated[str, Field(max_length=200)]


class Record(Schema):
    """A record in a list; area in m2, as reported or else computed from its shape; null where there is neither."""

    entry: str
    kind: str
    ref: str
    org: str
    hazard: str
    on: date | None
    admin1: str
    admin2: str
    area_m2: float | None
    area_source: str | None
    standing: str
    batch: str
    entered: datetime
    by: str


class Records(Schema):
    """A page of the records that fit, counted from 1."""

    total: int
    page: int
    pages: int
    size: int
    records: list[Record]


class Change(Schema):
    """A field that differs from the version before."""

    field: str
    old: str
    new: str


class Decision(Schema):
    """What a reviewer did about a version."""

    entry: str
    kind: str
    by: str
    entered: datetime
    reason: str


class Version(Schema):
    """One version of a record as first entered; says: the payload as the journal keeps it."""

    entry: str
    on: date | None
    ref: str
    org: str
    area: str
    batch: str
    entered: datetime
    by: str
    file: str
    sheet: str
    row: int
    standing: str
    replaces: str
    changes: list[Change]
    decisions: list[Decision]
    says: dict[str, Any]


class Posting(Schema):
    """What a record moved in the land ledger, in m2."""

    amount: int
    on: date
    cause: str
    moved: str
    entry: str
    hazard: str
    contamination: str


class History(Schema):
    """A record over time; posted_m2 is null where no version counts in the land ledger."""

    kind: str
    ref: str
    current: str
    versions: list[Version]
    postings: list[Posting]
    posted_m2: int | None
    more_by_cause: dict[str, int]
    duties: list[str]
    others: list[str]


class Waiting(Schema):
    """A submission with records that wait for a decision; findings is null where its import kept no number."""

    batch: str
    file: str
    org: str
    by: str
    entered: datetime
    records: int
    states: dict[str, int]
    kinds: dict[str, int]
    findings: int | None


class Returned(Schema):
    """A record that was sent back, and why."""

    entry: str
    batch: str
    file: str
    row: int
    org: str
    kind: str
    ref: str
    reason: str
    returned: datetime
    returned_by: str


class Submissions(Schema):
    """What waits, oldest first, and what was returned."""

    waiting: list[Waiting]
    returned: list[Returned]


class Rows(Schema):
    """Records as rows of a table: field names or a sender's own headers, as a file would have them.

    name  of the file that the journal will name as their source.     org  whose records; your own when left out.
    kind  of rows that do not say theirs.                             dry_run  look, and enter nothing.
    """

    name: Annotated[str, Field(min_length=1, max_length=80)]
    rows: Annotated[list[Annotated[Row, Field(max_length=100)]], Field(min_length=1, max_length=10_000)]
    org: Text = ""
    kind: Text = ""
    dry_run: bool = False


class Submitted(Schema):
    """What became of a submission; it waits for review, and counts once it is approved.

    batch  "" when nothing is new.     findings  warnings: what somebody should look at.
    """

    batch: str
    committed: bool
    rows_in: int
    accepted: int
    skipped: int
    new_entries: int
    findings: list[OneTrouble]
