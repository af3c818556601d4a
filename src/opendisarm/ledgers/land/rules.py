"""Who may take land from whom: one static table, state of the land x what the record does (docs/ledger.md, "Rules")."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from opendisarm.core.vocabulary import CONTAMINATED, MINES_MASK, RELEASED, RELEASES, Account, Cause, LandKind
from opendisarm.ledgers.land.columns import MOVES
from opendisarm.ledgers.words import Flags, Ints

ACCOUNTS: Final = tuple(Account)
CAUSES: Final = tuple(Cause)
A: Final = {account: code for code, account in enumerate(ACCOUNTS)}
C: Final = {cause: code for code, cause in enumerate(CAUSES)}
UNRECORDED: Final = A[Account.UNRECORDED]

_LAND_OF: Final = {
    LandKind.SUSPECTED: Account.SUSPECTED,
    LandKind.CONFIRMED: Account.CONFIRMED,
    LandKind.CANCELLED: Account.CANCELLED,
    LandKind.REDUCED: Account.REDUCED,
    LandKind.CLEARED: Account.CLEARED,
}


def _outcome(state: Account, kind: LandKind, to: Account | None) -> tuple[Account, Cause]:
    """Where land in `state` goes when a record of this kind covers it, and why; the same state = it stays."""
    if kind is LandKind.CORRECTION:
        assert to is not None
        takes = {
            Account.CORRECTION: set(CONTAMINATED),
            Account.SUSPECTED: {Account.UNRECORDED, Account.CONFIRMED, Account.CORRECTION, *RELEASED},
            Account.CONFIRMED: {Account.UNRECORDED, Account.SUSPECTED, Account.CORRECTION, *RELEASED},
        }[to]
        return (to, Cause.CORRECTION) if state in takes else (state, Cause.NOTHING_TO_CORRECT)
    target = _LAND_OF[kind]
    if kind in RELEASES:
        if state in CONTAMINATED:
            return target, Cause(target.value)
        if state in RELEASED:
            return state, Cause.ALREADY_RELEASED
        return target, Cause.OUTSIDE_HAZARD
    if state in (Account.UNRECORDED, Account.CORRECTION):
        return target, Cause.NEWLY_FOUND
    if state in RELEASED:
        return target, Cause.REOPENED
    if state is Account.SUSPECTED and kind is LandKind.CONFIRMED:
        return Account.CONFIRMED, Cause.CONFIRMED
    return state, Cause.ALREADY_RECORDED


_TABLE: Final = [[_outcome(state, kind, to) for kind, to in MOVES] for state in ACCOUNTS]
GOES_TO: Final = np.array([[A[account] for account, _ in row] for row in _TABLE], dtype=np.int64)
BECAUSE: Final = np.array([[C[cause] for _, cause in row] for row in _TABLE], dtype=np.int64)
IS_RELEASE: Final = np.array([kind in RELEASES for kind, _ in MOVES])
IS_FINDING: Final = np.array([kind in _LAND_OF and kind not in RELEASES for kind, _ in MOVES])
IS_CONTAMINATED: Final = np.array([account in CONTAMINATED for account in ACCOUNTS])


class Outcome(NamedTuple):
    """What happens to pieces of land: state and contamination afterwards, why, and whether anything moved."""

    state: Ints
    mask: Ints
    cause: Ints
    moved: Flags


def outcome(state: Ints, mask: Ints, move: Ints, record_mask: Ints, same_hazard: Flags) -> Outcome:
    """Apply records to land, element by element.

    Contamination: a survey of the same hazardous area replaces what was thought to be there, a survey of another one
    adds to it; a release or correction leaves it as it is. Ground searched for remnants of war only (a release that
    names contamination, but no mines) stays open where mines are recorded.
    """
    to = GOES_TO[state, move]
    cause = BECAUSE[state, move]
    contaminated = IS_CONTAMINATED[state]
    finding = IS_FINDING[move]

    told = record_mask != 0
    fresh = np.where(told, record_mask, mask)
    after = np.where(finding & contaminated & told, np.where(same_hazard, record_mask, mask | record_mask), mask)
    after = np.where(finding & ~contaminated, fresh, after)
    after = np.where(state == UNRECORDED, record_mask, after)

    mines_left = IS_RELEASE[move] & contaminated & told & (record_mask & MINES_MASK == 0) & (mask & MINES_MASK != 0)
    to = np.where(mines_left, state, to)
    cause = np.where(mines_left, C[Cause.MINES_REMAIN], cause)

    retyped = (to == state) & (after != mask) & (cause == C[Cause.ALREADY_RECORDED])
    cause = np.where(retyped, C[Cause.RECLASSIFIED], cause)
    return Outcome(to, after, cause, (to != state) | (after != mask))
