"""What has changed since a report: the figures of a year as known then and as known now, and the records behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.journal import WITHDRAWAL, Head
from opendisarm.desk.balance import scope_of
from opendisarm.desk.land import LandLedger, land_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.balances import in_scope
from opendisarm.ledgers.land.bridge import Bridge, bridges
from opendisarm.ledgers.land.rules import CAUSES


@dataclass(frozen=True, slots=True)
class RestatedFigure:
    """A figure of the bridge, m2, as known then and now."""

    name: str
    then: int
    now: int


@dataclass(frozen=True, slots=True)
class RestatedRecord:
    """A record that moves other land than it did.

    because  "entered since", "withdrawn", "replaced by E-...", or "other records changed around it".
    """

    entry: str
    on: date
    cause: str
    then: int
    now: int
    because: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """The bridge of a period twice, and every record that makes the difference; both empty when nothing changed."""

    span: Span
    then_head: str
    now_head: str
    figures: tuple[RestatedFigure, ...]
    records: tuple[RestatedRecord, ...]

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "period": [self.span.first.isoformat(), self.span.last.isoformat()],
            "journal_head_then": self.then_head,
            "journal_head_now": self.now_head,
            "unit": "m2",
            "figures": [{"figure": f.name, "then": f.then, "now": f.now} for f in self.figures],
            "records": [
                {
                    "entry": r.entry, "on": r.on.isoformat(), "cause": r.cause, "then": r.then, "now": r.now,
                    "because": r.because,
                }
                for r in self.records
            ],
        }  # fmt: skip


def restatement(
    workspace: Workspace, span: Span, then: datetime, now: datetime | None = None, treaty: str = ""
) -> Restatement:
    """What a report on `span`, made as known `then`, would say otherwise as known `now` (None: at this moment).

    Errors  DeskError on a treaty that has no scope here.
    """
    scope = scope_of(treaty)
    before, after = land_ledger(workspace, then), land_ledger(workspace, now)
    [old] = bridges(before.columns, before.postings, span, (), scope)
    [new] = bridges(after.columns, after.postings, span, (), scope)
    figures = [
        RestatedFigure(name, was, _figures(new)[name])
        for name, was in _figures(old).items()
        if was != _figures(new)[name]
    ]
    moved_then, moved_now = _moved(before, span, treaty), _moved(after, span, treaty)
    days = {**_days(before), **_days(after)}
    why = reasons(workspace, set(before.columns.ids), set(after.columns.ids), before.head, after.head)
    records = [
        RestatedRecord(entry, days[entry], cause, moved_then[entry, cause], moved_now[entry, cause], why(entry))
        for entry, cause in sorted({*moved_then, *moved_now}, key=lambda key: (days[key[0]], key))
        if moved_then[entry, cause] != moved_now[entry, cause]
    ]
    return Restatement(span, before.head.chain, after.head.chain, tuple(figures), tuple(records))


def _figures(bridge: Bridge) -> dict[str, int]:
    flows = {cause.value: m2 for cause, m2 in bridge.flows.items()}
    released = {f"{account.value} in all": m2 for account, m2 in bridge.released.items()}
    return {"opening": bridge.opening, **flows, "closing": bridge.closing, **released}


def _moved(ledger: LandLedger, span: Span, treaty: str) -> Counter[tuple[str, str]]:
    """m2 that each record moved up to the end of the period, by cause."""
    columns, postings = ledger.columns, ledger.postings
    scope = scope_of(treaty)
    counted = postings.moved & (columns.on[postings.by] <= span.last.toordinal())
    counted &= in_scope(postings.source_mask, scope) | in_scope(postings.target_mask, scope)
    found: Counter[tuple[str, str]] = Counter()
    for number in np.flatnonzero(counted).tolist():
        found[columns.ids[postings.by[number]], CAUSES[postings.cause[number]].value] += int(postings.m2[number])
    return found


def _days(ledger: LandLedger) -> dict[str, date]:
    return {
        name: date.fromordinal(day) for name, day in zip(ledger.columns.ids, ledger.columns.on.tolist(), strict=True)
    }


def reasons(
    workspace: Workspace, counted_then: set[str], counted_now: set[str], then: Head, now: Head
) -> Callable[[str], str]:
    """Why a record moves other than it did, by its entry id: of any ledger, given the entries that counted."""
    replaced: dict[str, str] = {}
    withdrawn: set[str] = set()
    for mark in workspace.store.marks(now):
        if mark.seq > then.seq and mark.supersedes:
            replaced[mark.supersedes] = mark.id
        if mark.kind == WITHDRAWAL:
            withdrawn.update(mark.targets)

    def why(name: str) -> str:
        if name not in counted_then:
            return "entered since"
        if name in counted_now:
            return "other records changed around it"
        if name in replaced:
            return f"replaced by {replaced[name]}"
        return "withdrawn" if name in withdrawn else "counts no more"

    return why
