"""Why a figure is what it is: the postings and entries behind it, with their files and rows, and the arithmetic.

A figure can be asked for by
    an account             cleared, suspected, ...  (with a date and, if wanted, dimensions: cleared/admin1=North)
    land still open        open
    what one cause did     flow/cleared/2024-01-01  (to open land, from a first day on)
    a hazardous area       H-7
    an entry               E-0123...  (or A-, W-, F- for acts)
    a record of a sender   his own id of it
    a cell of a report     article7/XSA/2024/C1/North/m2
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np

from opendisarm.core.journal import IMPORT, Entry
from opendisarm.core.records import LandRecord, record_of
from opendisarm.core.vocabulary import Account, Cause, LandKind, mask_name
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import LandLedger, land_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.law.serving import duties_served
from opendisarm.ledgers.land.balances import DIMENSIONS, dimension, namer, side_codes
from opendisarm.ledgers.land.bridge import FLOWS
from opendisarm.ledgers.land.postings import NOBODY
from opendisarm.ledgers.land.rules import ACCOUNTS, CAUSES, IS_CONTAMINATED, A
from opendisarm.ledgers.words import Flags

MOST_LINES: Final = 200
"""More postings than this are summed by cause; ask for a part (a hazard, a province, an earlier date) to see them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One posting: the amount, signed as it bears on the figure asked for, and the entry that made it."""

    amount: int
    on: date
    cause: str
    moved: str
    entry: str
    hazard: str
    contamination: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An entry and where it came from; columns: our field -> the sender's header."""

    entry: str
    kind: str
    ref: str
    on: date | None
    file: str
    sheet: str
    row: int
    digest: str
    entered: datetime
    by: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """figure: what was asked, in words; `lines` and `rest` sum to `amount`, in `unit` (m2; a report also counts items).

    rest  sums of what has more lines than can be shown.
    """

    figure: str
    amount: int | None
    lines: tuple[Line, ...]
    rest: dict[str, int]
    sources: tuple[SourceLine, ...]
    notes: tuple[str, ...] = ()
    unit: str = "m2"

    @property
    def arithmetic(self) -> str:
        """The sum, written out."""
        parts = [f"{line.amount:+d}" for line in self.lines] + [f"{m2:+d} ({cause})" for cause, m2 in self.rest.items()]
        return f"{' '.join(parts) or '0'} = {self.amount} {self.unit}" if self.amount is not None else ""

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        return {
            "figure": self.figure,
            "amount": self.amount,
            "unit": self.unit,
            "arithmetic": self.arithmetic,
            "postings": [_plain(line) for line in self.lines],
            "more_by_cause": self.rest,
            "sources": [_plain(source) for source in self.sources],
            "notes": list(self.notes),
        }


def why(workspace: Workspace, ref: str, on: date, known: datetime | None) -> Explanation:
    """Explain a figure, hazard, entry or record (see the top of this module).

    Errors  DeskError when nothing answers to `ref`.
    """
    ledger = land_ledger(workspace, known)
    name, _, where = ref.partition("/")
    if name in {account.value for account in Account}:
        return _account(workspace, ledger, Account(name), where, on)
    if ref == "open" or (name == "flow" and where):
        return _open_land(workspace, ledger, where, on)
    if ref in ledger.columns.hazard.names[1:]:
        return _hazard(workspace, ledger, ref, on)
    store, head = workspace.store, ledger.head
    entries = (list(store.load(head, ids=[ref])) or list(store.load(head, ref=ref))) if ref else []
    if entries:
        return _entries(workspace, ledger, ref, entries)
    raise DeskError(
        f"Nothing in this workspace is called '{ref}'.",
        "Ask for an account (cleared), a hazardous area, an entry, a sender's own id, or a report cell (article7/...).",
    )


def _account(workspace: Workspace, ledger: LandLedger, account: Account, where: str, on: date) -> Explanation:
    columns, postings = ledger.columns, ledger.postings
    code = A[account]
    sides = []
    for target in (True, False):
        held = (postings.target if target else postings.source) == code
        held &= (columns.on[postings.by] <= on.toordinal()) & postings.moved
        for part in filter(None, where.split("/")):
            held &= _where(ledger, part, target=target)
        sides.append(held)
    words = f"{account.value} on {on.isoformat()}" + (f", {where.replace('/', ', ')}" if where else "")
    return _explained(workspace, ledger, words, sides[0], sides[1])


def _open_land(workspace: Workspace, ledger: LandLedger, where: str, on: date) -> Explanation:
    """Suspected and confirmed land on a day; where: "" for all of it, else CAUSE/FIRST DAY, as a bridge counts it."""
    columns, postings = ledger.columns, ledger.postings
    within = (columns.on[postings.by] <= on.toordinal()) & postings.moved
    words = f"land still open on {on.isoformat()}"
    if where:
        name, _, first = where.partition("/")
        try:
            cause, begun = FLOWS[FLOWS.index(name)], date.fromisoformat(first)
        except ValueError:
            raise DeskError(f"'flow/{where}' is no flow.", "Write for example flow/cleared/2024-01-01.") from None
        mine = np.array([(one if one in FLOWS else Cause.RECLASSIFIED) is cause for one in CAUSES])
        within &= mine[postings.cause] & (columns.on[postings.by] >= begun.toordinal())
        words = f"{cause.value.replace('_', ' ')} land from {begun.isoformat()} to {on.isoformat()}"
    enters, leaves = within & IS_CONTAMINATED[postings.target], within & IS_CONTAMINATED[postings.source]
    return _explained(workspace, ledger, words, enters & ~leaves, leaves & ~enters)


def _hazard(workspace: Workspace, ledger: LandLedger, hazard: str, on: date) -> Explanation:
    """What is still open of a hazardous area."""
    columns, postings = ledger.columns, ledger.postings
    code = columns.hazard.names.index(hazard)
    within = (columns.on[postings.by] <= on.toordinal()) & postings.moved
    open_ = [A[Account.SUSPECTED], A[Account.CONFIRMED]]
    enters = within & (postings.target_hazard == code) & np.isin(postings.target, open_)
    leaves = within & (postings.source_hazard == code) & np.isin(postings.source, open_)
    both = enters & leaves
    return _explained(
        workspace, ledger, f"land of {hazard} still open on {on.isoformat()}", enters & ~both, leaves & ~both, also=both
    )


def _entries(workspace: Workspace, ledger: LandLedger, ref: str, entries: Sequence[Entry]) -> Explanation:
    """What the records did in the ledger; acts and other records explain themselves by their source."""
    position = {name: number for number, name in enumerate(ledger.columns.ids)}
    mine = [position[entry.id] for entry in entries if entry.id in position]
    posted = np.isin(ledger.postings.by, mine)
    notes = [_note(entry, entry.id in position) for entry in entries]
    m2 = int(ledger.postings.m2[posted].sum()) if mine else None
    lines, rest = _shown(ledger, [(number, 1) for number in np.flatnonzero(posted).tolist()])
    others = sorted({ledger.postings.held_by[n] for n in np.flatnonzero(posted).tolist()} - {NOBODY})
    names = [entry.id for entry in entries] + [ledger.columns.ids[other] for other in others[:MOST_LINES]]
    return Explanation(f"postings of {ref}", m2, lines, rest, _sources(workspace, names), tuple(notes))


def explain_shares(
    workspace: Workspace, figure: str, total: int | None, unit: str, shares: Sequence[tuple[str, date, str, int]]
) -> Explanation:
    """A report's cell: what each entry adds to it.  shares: (entry id, field date, kind of record, amount)."""
    lines = tuple(Line(amount, on, kind, "", entry, "", "") for entry, on, kind, amount in shares[:MOST_LINES])
    left = sum(amount for *_, amount in shares[MOST_LINES:])
    rest = {f"{len(shares) - MOST_LINES} more entries": left} if len(shares) > MOST_LINES else {}
    return Explanation(figure, total, lines, rest, _sources(workspace, [line.entry for line in lines]), unit=unit)


def _explained(
    workspace: Workspace, ledger: LandLedger, figure: str, enters: Flags, leaves: Flags, also: Flags | None = None
) -> Explanation:
    postings = ledger.postings
    signed = [(number, 1) for number in np.flatnonzero(enters).tolist()]
    signed += [(number, -1) for number in np.flatnonzero(leaves).tolist()]
    signed += [(number, 0) for number in (np.flatnonzero(also).tolist() if also is not None else [])]
    signed.sort()
    m2 = sum(int(postings.m2[number]) * sign for number, sign in signed)
    lines, rest = _shown(ledger, signed)
    names = list(dict.fromkeys(line.entry for line in lines))
    return Explanation(figure, m2, lines, rest, _sources(workspace, names))


def _shown(ledger: LandLedger, signed: Sequence[tuple[int, int]]) -> tuple[tuple[Line, ...], dict[str, int]]:
    """Postings as lines, or summed by cause where they are too many to read.  signed: (posting, +1, -1 or 0)."""
    if len(signed) <= MOST_LINES:
        return tuple(_line(ledger, number, sign) for number, sign in signed), {}
    rest: dict[str, int] = {}
    for number, sign in signed:
        cause = CAUSES[ledger.postings.cause[number]].value
        rest[cause] = rest.get(cause, 0) + int(ledger.postings.m2[number]) * sign
    return (), rest


def _where(ledger: LandLedger, part: str, *, target: bool) -> Flags:
    name, _, value = part.partition("=")
    try:
        wanted = dimension(name)
    except ValueError as error:
        raise DeskError(
            str(error), f"Write for example cleared/admin1=North; there are: {', '.join(DIMENSIONS)}."
        ) from None
    codes = side_codes(ledger.columns, ledger.postings, wanted, target=target)
    called = namer(ledger.columns, wanted)
    matching = [code for code in np.unique(codes).tolist() if called(code) == value]
    found: Flags = np.isin(codes, matching)
    return found


def _line(ledger: LandLedger, number: int, sign: int) -> Line:
    columns, postings = ledger.columns, ledger.postings
    by = int(postings.by[number])
    source, target = ACCOUNTS[postings.source[number]], ACCOUNTS[postings.target[number]]
    return Line(
        amount=sign * int(postings.m2[number]),
        on=date.fromordinal(int(columns.on[by])),
        cause=CAUSES[postings.cause[number]].value,
        moved=f"{source.value} -> {target.value}" if source != target else f"stays {target.value}",
        entry=columns.ids[by],
        hazard=columns.hazard.names[int(postings.target_hazard[number])],
        contamination=mask_name(int(postings.target_mask[number])),
    )


def _sources(workspace: Workspace, names: Sequence[str]) -> tuple[SourceLine, ...]:
    entries = {entry.id: entry for entry in workspace.store.load(ids=list(dict.fromkeys(names)))}
    read = {
        entry.payload.get("batch", ""): (entry.payload.get("mapping") or {}).get("columns", {})
        for entry in workspace.store.load(kinds=(IMPORT,))
    }
    return tuple(
        SourceLine(
            entry.id, entry.kind, entry.ref, entry.on, entry.source.file, entry.source.sheet, entry.source.row,
            entry.source.digest, entry.entered, entry.by, dict(read.get(entry.batch, {})),
        )
        for name in dict.fromkeys(names)
        if (entry := entries.get(name)) is not None
    )  # fmt: skip


def _note(entry: Entry, counts: bool) -> str:
    said = ", ".join(
        f"{name} {_said(value)}" for name, value in entry.payload.items() if name not in {"extra", "shape"}
    )
    state = "counts" if counts else "moves no land, or does not count (not approved, withdrawn or superseded)"
    return f"{entry.id} ({entry.kind}) {state}: {said}{_served(entry)}"


def _served(entry: Entry) -> str:
    """The duties that a land record serves, as words at the end of its note."""
    if entry.kind not in set(LandKind):
        return ""
    record = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
    assert isinstance(record, LandRecord)
    served = duties_served(record)
    if not served:
        return "" if record.kind is LandKind.CORRECTION else "; serves no duty that is coded: contamination not told"
    return f"; serves {', '.join(served)}"


def _said(value: Any) -> str:
    """A value of a payload for people: a place as its names, a list as its words."""
    if isinstance(value, dict):
        return "/".join(str(part) for part in value.values())
    return "+".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(value: Line | SourceLine) -> dict[str, Any]:
    return {
        name: item.isoformat() if isinstance(item, date | datetime) else item
        for name in value.__slots__
        for item in (getattr(value, name),)
    }
