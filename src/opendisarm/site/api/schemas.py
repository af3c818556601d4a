"""The shapes of what is answered, by their names in the OpenAPI document."""

# ruff: noqa: RUF012 - every answer gets a copy of a default
from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema


class OneTrouble(Schema):
    """One thing that is wrong: what, where (parameter, or file, row and field), and what to do."""

    code: str
    what: str
    where: str
    remedy: str
    severity: str = ""


class Trouble(Schema):
    """Every error, in one shape.  findings: each thing by itself, where there is more than one."""

    code: str
    what: str
    where: str
    remedy: str
    findings: list[OneTrouble] = []


class AsOf(Schema):
    """Both clocks: the last field date that counts, and the last moment of entry (null: now)."""

    on: date
    known: datetime | None


class Balances(Schema):
    """Square metres in each account at the end of a day; rows: the same split by `by`."""

    as_of: AsOf
    journal_head: str
    unit: str
    treaty: str | None
    by: list[str]
    balances_m2: dict[str, int]
    rows: list[dict[str, str | int]]


class Bridge(Schema):
    """Contaminated land through a year: opening + flows = closing, in square metres; releases are negative."""

    key: list[str]
    opening: int
    flows: dict[str, int]
    closing: int
    released: dict[str, int]


class Flows(Schema):
    """One bridge for each combination of `by`."""

    year: int
    known: datetime | None
    treaty: str
    by: list[str]
    unit: str
    rows: list[Bridge]


class Reason(Schema):
    """Where an answer comes from."""

    cite: str
    entry: str | None
    says: str


class Duty(Schema):
    """A duty of a state on a day; land: the figures behind a duty to clear, where there are any."""

    duty: str
    title: str
    cite: str
    answer: str
    due: date | None
    unconfirmed: bool
    missing: Any
    note: str
    enacted: str
    practised: str
    because: list[Reason]
    land: dict[str, Any] | None = None


class Duties(Schema):
    """Every duty of a state on a day."""

    state: str
    as_of: AsOf
    duties: list[Duty]


class Instrument(Schema):
    """A treaty, declaration, programme or process."""

    id: str
    short: str
    kind: str
    binding: bool


class Treaties(Schema):
    """All of them."""

    instruments: list[Instrument]


class Status(Schema):
    """An instrument on a day: counts, and every state with what it did."""

    instrument: str
    on: date
    known: datetime | None
    counts: dict[str, int | None]
    states: list[dict[str, Any]]
    votes: dict[str, dict[str, int]] = {}
    note: str


class Why(Schema):
    """A figure, and what stands behind it; withheld: why the records are not told, "" when they are."""

    figure: str
    amount: int | float | str | None
    unit: str
    arithmetic: str = ""
    postings: list[dict[str, Any]] = []
    more_by_cause: dict[str, int] = {}
    reasons: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    notes: list[str] = []
    withheld: str = ""


class Head(Schema):
    """Where the journal ends."""

    entries: int
    head: str
    entered: datetime | None


class Verification(Schema):
    """Whether the journal is whole and the ledgers follow from it; every difference is told."""

    sound: bool
    head: str
    entries: int
    postings: int
    breaks: list[str]
    differences: list[str]
