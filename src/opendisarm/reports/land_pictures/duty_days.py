"""The duties of a state and their days: what a duty line draws, in words and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from opendisarm.reports.figures import Cell, Column, Label, Phrase, Row, Table, Terms, Unit
from opendisarm.reports.render.words import Voice

IN_FORCE: Final = Phrase("In force")
DEADLINE: Final = Phrase("Deadline")
EXTENDED: Final = Phrase("Extended deadline")
COMPLETED: Final = Phrase("Completion declared")
FOUND_AGAIN: Final = Phrase("Found again after completion")
NEXT_DUE: Final = Phrase("Next due")
NO_DATE: Final = Phrase("at all times")
DUTY: Final = Phrase("Duty")
INSTRUMENT: Final = Phrase("Article")
ANSWER: Final = Phrase("State of the duty")
TO_BE_CONFIRMED: Final = Phrase("{answer} (to be confirmed)")
BY_DAY: Final = Phrase("{answer}, {day}")
ROW_SAID: Final = Phrase("{duty} ({cite}): {facts}")
EVENT_SAID: Final = Phrase("{event} {day}")
NO_DUTY: Final = Phrase("No duty with an answer is coded for this day.")


class Moment(StrEnum):
    """What happens on a day of a duty."""

    IN_FORCE = "in_force"
    DEADLINE = "deadline"
    EXTENDED = "extended"
    COMPLETED = "completed"
    FOUND_AGAIN = "found_again"
    NEXT_DUE = "next_due"


MOMENTS: Final[dict[Moment, Phrase]] = {
    Moment.IN_FORCE: IN_FORCE,
    Moment.DEADLINE: DEADLINE,
    Moment.EXTENDED: EXTENDED,
    Moment.COMPLETED: COMPLETED,
    Moment.FOUND_AGAIN: FOUND_AGAIN,
    Moment.NEXT_DUE: NEXT_DUE,
}

ANSWERS: Final[dict[str, Phrase]] = {
    "due": Phrase("due"),
    "met": Phrase("met"),
    "missed": Phrase("missed"),
    "unknown": Phrase("unknown"),
}
"""The words for the verdicts of `law` on a duty that binds."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty.

    key      as `law` names it.           word, cite  in a few words, and its article.
    answer   a key of ANSWERS.            due  the day by which it is or was to be done; None where it has none.
    events   (what, when) in the order of time.
    """

    key: str
    word: Label
    cite: str
    answer: str
    due: date | None = None
    unconfirmed: bool = False
    events: tuple[tuple[Moment, date], ...] = ()

    def days(self, what: Moment) -> list[date]:
        """When something happened, in the order of time."""
        return [on for moment, on in self.events if moment is what]

    def said(self) -> Phrase:
        """The answer with its day."""
        word = ANSWERS[self.answer]
        word = TO_BE_CONFIRMED.of(answer=word) if self.unconfirmed else word
        return BY_DAY.of(answer=word, day=self.due or NO_DATE)


@dataclass(frozen=True, slots=True)
class DutyLines:
    """The duties of a state.  today: the day of the answers.  Errors  ValueError on an answer without a word."""

    title: Phrase
    subtitle: Phrase
    today: date
    duties: tuple[DutyRow, ...]

    def __post_init__(self) -> None:
        if unknown := sorted({row.answer for row in self.duties} - ANSWERS.keys()):
            raise ValueError(f"A row of duties cannot be {', '.join(unknown)}; leave out what does not bind.")

    def span(self) -> tuple[date, date]:
        """First and last day that are drawn: whole years around everything."""
        days = [self.today, *(on for row in self.duties for _, on in row.events)]
        days += [row.due for row in self.duties if row.due is not None]
        return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def in_words(picture: DutyLines, voice: Voice) -> str:
    """The text alternative: every duty, its answer and its days."""
    told = []
    for row in picture.duties:
        events = [voice.say(EVENT_SAID.of(event=MOMENTS[what], day=on)) for what, on in row.events]
        facts = "; ".join([voice.say(row.said()), *events])
        told.append(voice.say(ROW_SAID.of(duty=row.word, cite=row.cite, facts=facts)))
    return f"{voice.say(picture.subtitle)}. {'. '.join(told) or voice.say(NO_DUTY)}"


def rows(picture: DutyLines) -> Table:
    """The same facts as a table: a row for each duty, days as ISO text; a dash where there is none."""
    columns = (
        Column("article", INSTRUMENT, Unit.TERMS),
        *(Column(what.value, word, Unit.TERMS) for what, word in MOMENTS.items()),
        Column("answer", ANSWER, Unit.TERMS),
    )
    cells: dict[tuple[str, str], Cell] = {}
    for row in picture.duties:
        cells[row.key, "article"] = _terms(row.cite)
        for what in MOMENTS:
            cells[row.key, what.value] = _terms(*(on.isoformat() for on in row.days(what)))
        cells[row.key, "answer"] = Terms(((row.answer, row.said()),))
    lines = tuple(Row(row.key, row.word) for row in picture.duties)
    return Table("duties", picture.title, picture.subtitle, DUTY, columns, lines, cells)


def _terms(*words: str) -> Terms:
    return Terms(tuple((word, word) for word in words))
