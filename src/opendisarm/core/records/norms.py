"""Acts of states towards instruments, and the occasions of those instruments.

Treaty and protocol (sign, deposit, withdraw), declaration (endorse), programme (no act of a state), process (vote,
take a position) are different kinds of instrument; each has records of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from opendisarm.core.records.sourced import Sourced


class Act(StrEnum):
    """What a state does towards a treaty or protocol.  Source  Vienna Convention, parts II and V."""

    SIGNATURE = "signature"
    PROVISIONAL_APPLICATION = "provisional_application"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    CONSENT = "consent"
    WITHDRAWAL = "withdrawal"


DEPOSITS: Final = frozenset(
    {Act.RATIFICATION, Act.ACCEPTANCE, Act.APPROVAL, Act.ACCESSION, Act.SUCCESSION, Act.CONSENT}
)
"""Acts by which a state consents to be bound; each is the deposit of an instrument with the depositary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAct(Sourced):
    """An act of a state, as the depositary records it.

    on         day of signature, deposit or notification.
    effective  day from which it has effect: entry into force for the state; end of the obligations for a withdrawal;
               None where the depositary gives none.
    basis      the article by which it has effect, as the source gives it ("art 17(2)").
    """

    instrument: str
    state: str
    act: Act
    kind: str = "norm.act"
    effective: date | None = None
    basis: str = ""


class Endorsing(StrEnum):
    """What a state did about a political declaration."""

    ENDORSED = "endorsed"
    NOT_ENDORSED = "not_endorsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement(Sourced):
    """A state endorses a political declaration (or was seen not to have); on: the day, or by when it is certain."""

    instrument: str
    state: str
    status: Endorsing
    kind: str = "norm.endorsement"


class Ballot(StrEnum):
    """How a state voted."""

    YES = "yes"
    NO = "no"
    ABSTAINED = "abstained"
    NOT_VOTING = "not_voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Sourced):
    """A state's vote on a resolution or draft ("A/RES/78/241"); body: "plenary" or the committee."""

    instrument: str
    state: str
    resolution: str
    ballot: Ballot
    kind: str = "norm.vote"
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Sourced):
    """What a state said it wants of a process, by one piece of evidence; a state may appear several times.

    position   in the field's words: "ready_to_negotiate", "called_for_ban", "co-sponsor" ...
    document   symbol of the document, where there is one.       basis  what the evidence is.
    """

    instrument: str
    state: str
    position: str
    kind: str = "norm.position"
    document: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Sourced):
    """A day in the life of an instrument: adoption, entry into force, a meeting of its states, a conference.

    on     first day;  until: last day, None when it is one day or not known.
    event  as the field calls it: "12MSP", "4RC (Oslo)", "opened for signature".
    """

    instrument: str
    event: str
    kind: str = "norm.milestone"
    until: date | None = None
    venue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCount(Sourced):
    """A number of states that somebody published about an instrument: a claim, never a count of ours.

    number  as printed, "" when the source gives none.
    """

    instrument: str
    number: str
    what: str
    kind: str = "norm.count"
