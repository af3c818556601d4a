"""Decide about what was submitted: many records at once, all of them or none.

What is refused, and in this order: an act that the role may not do; a reason that is missing or names somebody; a name
that nothing is known under, or only what the reader does not reach (both in the same words); a record about which
somebody decided since the reader looked; an act that the state does not allow; a record of one's own; an approval
before the verification, where the office asks for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from opendisarm.access.scope import Reader
from opendisarm.core.journal import APPROVAL, WITHDRAWAL, Entry, Mark, Proposal
from opendisarm.core.review import KIND_OF, Act, State, may_follow, states
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.review.rights import NEEDS_REASON, OWN_EYES, reached, refuse_role
from opendisarm.desk.workspace import Workspace

_NOTHING: Final[dict[Act, str]] = {
    Act.VERIFY: "Nothing waits for verification under",
    Act.APPROVE: "Nothing waits for approval under",
    Act.RETURN: "Nothing can be returned under",
    Act.WITHDRAW: "Nothing can be withdrawn under",
}
_LISTED: Final = "'opendisarm waiting' lists what does."
_WHAT_INSTEAD: Final[dict[State, str]] = {
    State.SUBMITTED: "Look at it again.",
    State.VERIFIED: "It waits for approval.",
    State.APPROVED: "If it is wrong, withdraw it.",
    State.RETURNED: "Its sender corrects it, or submits it anew.",
    State.WITHDRAWN: "If it was right, it is submitted anew.",
    State.SUPERSEDED: "Decide about the record that stands in its place.",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """records: entry ids that an act was done to, in the order of their entry; acts: ids of the acts."""

    records: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Records under one name.  whole: the name is a batch, and all its records are here."""

    name: str
    entries: tuple[Entry, ...]
    whole: bool


def decide(
    workspace: Workspace,
    reader: Reader,
    act: Act,
    names: Sequence[str],
    reason: str,
    moment: datetime,
    *,
    verified_first: bool,
    four_eyes: bool = True,
    seen: int | None = None,
) -> Decided:
    """Do one act to batches and single records, in one transaction.

    names           batches or entry ids. Of a batch: the records that the reader reaches and whose state allows the
                    act; single records must all allow it.
    reason          required for a return and a withdrawal.
    verified_first  whether records of an organisation are approved only once it has verified them.
    four_eyes       whether nobody verifies or approves what they entered; the door of the machine, where one person
                    holds the whole workspace, says no (docs/decisions/0007).
    seen            place in the journal up to which the reader saw it (`Submission.seen`); None: nothing was looked at
                    before. Who looked at records about which somebody has decided since must look again.
    Errors          DeskError, and then nothing is entered; see this module's first lines.
    """
    refuse_role(reader, act)
    if act in NEEDS_REASON and not reason.strip():
        raise DeskError(f"A {KIND_OF[act].partition('.')[2]} needs its reason.", "Say it with --reason.")
    if not names:
        raise DeskError("No record was named.", _LISTED)
    refuse_names(workspace, reason)
    with workspace.store.alone():
        head = workspace.store.head()
        marks = workspace.store.marks(head)
        now = states(marks)
        then = now if seen is None else states([mark for mark in marks if mark.seq <= seen])
        chosen = list(_chosen(workspace, reader, act, names, marks, now))
        _refuse_stale(chosen, then, now)
        chosen = [_allowed(one, act, now) for one in chosen]
        for entry in (entry for one in chosen for entry in one.entries):
            if four_eyes and act in OWN_EYES and entry.by == reader.name:
                raise DeskError(
                    f"{entry.id} was entered by {reader.name}, and nobody is to {act.value} what they entered.",
                    f"Ask somebody else to {act.value} it.",
                )
            if verified_first and act is Act.APPROVE and entry.org and now[entry.id] is not State.VERIFIED:
                raise DeskError(
                    f"{entry.id} is not verified by {entry.org} yet.", f"Ask {entry.org} to verify it, or return it."
                )
        proposals = list(_said(act, chosen, reason, head.seq))
        acts = workspace.store.append(proposals, batch=f"B-acts-{head.seq + 1}", by=reader.name, moment=moment)
    records = {entry.id: entry.seq for one in chosen for entry in one.entries}
    return Decided(tuple(sorted(records, key=records.__getitem__)), tuple(acts))


def _chosen(
    workspace: Workspace,
    reader: Reader,
    act: Act,
    names: Sequence[str],
    marks: Sequence[Mark],
    now: Mapping[str, State],
) -> Iterator[_Chosen]:
    """The records under each name that the reader reaches, whatever their state; each record once."""
    wanted = list(dict.fromkeys(names))
    single = {entry.id: entry for entry in workspace.store.load(ids=wanted) if entry.id in now}
    sizes = Counter(mark.batch for mark in marks if mark.id in now and mark.batch)
    taken: set[str] = set()
    for name in sorted(wanted, key=single.__contains__):  # batches first: a record of one is not named twice
        if name in single:
            found = [entry for entry in [single[name]] if reached(reader, entry)]
        elif name in sizes:
            entries = [entry for entry in workspace.store.load(batch=name) if entry.id in now]
            found = [entry for entry in entries if reached(reader, entry)]
        else:
            found = []
        if not found:
            raise DeskError(f"{_NOTHING[act]} {name}.", _LISTED)
        new = tuple(entry for entry in found if entry.id not in taken)
        taken.update(entry.id for entry in new)
        if new:
            yield _Chosen(name, new, name not in single and len(new) == sizes[name])


def _refuse_stale(chosen: Sequence[_Chosen], then: Mapping[str, State], now: Mapping[str, State]) -> None:
    """What a reader saw is the state of a record, and of what it is to replace."""
    for entry in (entry for one in chosen for entry in one.entries):
        for name in (entry.id, entry.supersedes):
            if then.get(name) != now.get(name):
                raise DeskError(
                    f"Somebody decided about {name} since you looked at it: it is {now[name].value} now.",
                    "Look at the submission again, then decide.",
                )


def _allowed(one: _Chosen, act: Act, now: Mapping[str, State]) -> _Chosen:
    """The records under a name that the act may be done to."""
    entries = tuple(entry for entry in one.entries if may_follow(now[entry.id], act))
    if entries:
        return _Chosen(one.name, entries, one.whole and len(entries) == len(one.entries))
    if [entry.id for entry in one.entries] != [one.name]:
        raise DeskError(f"{_NOTHING[act]} {one.name}.", _LISTED)
    state = now[one.name]
    raise DeskError(f"{_NOTHING[act]} {one.name}: it is {state.value}.", _WHAT_INSTEAD[state])


def _said(act: Act, chosen: Sequence[_Chosen], reason: str, after: int) -> Iterator[Proposal]:
    """The entries that say it.  A batch is named as a whole only where all of it is meant: a record of it that was
    withdrawn, and comes back, was not decided about."""
    if act is Act.WITHDRAW:
        names = [entry.id for one in chosen for entry in one.entries]
        acts = [_act(WITHDRAWAL, after, reason, entry=name) for name in names]
        yield from acts
        yield Proposal(kind=APPROVAL, payload={"entries": [said.id for said in acts], "after": after})
        return
    single = [entry.id for one in chosen if not one.whole for entry in one.entries]
    for one in chosen:
        if one.whole:
            yield _act(KIND_OF[act], after, reason, batch=one.name)
    if single:
        yield _act(KIND_OF[act], after, reason, entries=single)


def _act(kind: str, after: int, reason: str, **names: object) -> Proposal:
    """after: where the journal ended, so that the same act at another time is another entry."""
    return Proposal(kind=kind, payload={**names, "reason": reason, "after": after})
