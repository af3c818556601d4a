"""What every record about states carries: where it was read, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opendisarm.core.records.parts import Precision


class Grade(StrEnum):
    """How sure a fact is: seen in the source named, partly seen, computed from a rule, or from memory.

    A fact from memory is never shown without the word "unconfirmed", and never makes a duty "missed".
    """

    SEEN = "S"
    PARTLY = "P"
    COMPUTED = "C"
    MEMORY = "K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """The part that is the same in all of them.

    on        the field date; each kind says what it is the day of.     ref  the sender's own id, "" for none.
    citation  the source, as it is cited;  grade: how sure the fact is;  note: remarks and conflicts.
    extra     columns of the sender's that have no field of ours, kept as they came.
    """

    on: date
    ref: str = ""
    precision: Precision = Precision.DAY
    citation: str = ""
    grade: Grade = Grade.SEEN
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()
