"""The review of submissions as a state machine: which states a record can be in, and what may be done to it in each.

A state is never stored; it follows from the acts in the journal, as of any moment. Nothing here knows who may act:
that stands in `desk.review.rights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from opendisarm.core.journal import ACTS, APPROVAL, RETURN, VERIFICATION, WITHDRAWAL, Mark, Standing, standing


class State(StrEnum):
    """What became of a record so far.

    submitted   entered, and nobody has decided.        verified    its organisation says that its teams sent it.
    approved    it counts; the only state that does.    returned    the authority sent it back.
    withdrawn   it was taken back.                      superseded  a correction that counts stands in its place.
    """

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Act(StrEnum):
    """What a reviewer may do to a record."""

    VERIFY = "verify"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[dict[tuple[State, Act], State]] = {
    (State.SUBMITTED, Act.VERIFY): State.VERIFIED,
    (State.SUBMITTED, Act.APPROVE): State.APPROVED,
    (State.SUBMITTED, Act.RETURN): State.RETURNED,
    (State.SUBMITTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.VERIFIED, Act.APPROVE): State.APPROVED,
    (State.VERIFIED, Act.RETURN): State.RETURNED,
    (State.VERIFIED, Act.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Act.WITHDRAW): State.WITHDRAWN,
    (State.RETURNED, Act.WITHDRAW): State.WITHDRAWN,
    (State.SUPERSEDED, Act.WITHDRAW): State.WITHDRAWN,
}
"""What is not here is refused, and has no effect where a journal says it all the same.

What was returned is submitted anew, never approved as it was: whoever approves it must see it again, with the answer
of the sender. What was approved is withdrawn, never returned: it counted, and the journal says so in words of its own.
A withdrawn correction brings back what it replaced, unless that was withdrawn as well.
"""

WAITING: Final = frozenset({State.SUBMITTED, State.VERIFIED})
"""A reviewer has yet to decide."""

KIND_OF: Final[dict[Act, str]] = {
    Act.VERIFY: VERIFICATION,
    Act.APPROVE: APPROVAL,
    Act.RETURN: RETURN,
    Act.WITHDRAW: WITHDRAWAL,
}
"""The kind of entry that says each act."""


def states(marks: Sequence[Mark]) -> dict[str, State]:
    """The state of every record, given every entry known at a moment.  Shape  {entry id: state}; acts have none.

    Consistent with the journal: `counting` are the approved, `waiting` the submitted and the verified.
    """
    found = standing(marks)
    return {mark.id: _state(mark.id, found) for mark in marks if mark.kind not in ACTS}


def may_follow(state: State, act: Act) -> bool:
    """Whether an act may be done to a record in this state."""
    return (state, act) in TRANSITIONS


def _state(name: str, found: Standing) -> State:
    if name in found.counted:
        return State.APPROVED
    if name in found.gone:  # before "replaced": what was withdrawn does not come back with the correction's end
        return State.WITHDRAWN
    if name in found.replaced:
        return State.SUPERSEDED
    if name in found.returned:
        return State.RETURNED
    return State.VERIFIED if name in found.verified else State.SUBMITTED
