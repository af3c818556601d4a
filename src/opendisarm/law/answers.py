"""What the law answers about one duty of one state on one day.  Unknown is not missed; not bound is not met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """The answers.

    due        binding, and still to be done (by `due`, or at all times where there is no date).
    met        done, as far as is known on the day.
    missed     the date has passed and somebody saw, not long ago, that it was not done.
    not_bound  the state is not bound on the day, or there is nothing to do.
    unknown    a fact is missing without which nothing can be said.
    not_coded  the law of that day is not written down here.
    """

    DUE = "due"
    MET = "met"
    MISSED = "missed"
    NOT_BOUND = "not_bound"
    UNKNOWN = "unknown"
    NOT_CODED = "not_coded"


class Seen(StrEnum):
    """What is known of a side of a duty: its law, its practice."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Because:
    """A reason: the article, the entry that holds the fact ("" for a rule alone), and what it says here."""

    cite: str
    entry: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its reasons.

    due          the date by which it is or was to be done; None where the duty has none or it is not known.
    unconfirmed  rests on a fact from memory, on an old observation, or on a reading of the text not yet confirmed.
    missing      the fact that would settle an unknown.
    note         one sentence for the reader.
    enacted, practised   what is known of the national law and of the practice behind the duty, apart.
    """

    duty: str
    verdict: Verdict
    because: tuple[Because, ...]
    due: date | None = None
    unconfirmed: bool = False
    missing: str = ""
    note: str = ""
    enacted: Seen = Seen.UNKNOWN
    practised: Seen = Seen.UNKNOWN

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "duty": self.duty,
            "answer": self.verdict.value,
            "due": self.due.isoformat() if self.due else None,
            "unconfirmed": self.unconfirmed,
            "missing": self.missing or None,
            "note": self.note,
            "enacted": self.enacted.value,
            "practised": self.practised.value,
            "because": [{"cite": why.cite, "entry": why.entry or None, "says": why.says} for why in self.because],
        }
