"""From a submission of one of our forms to its row: the record of its main part, one of each turn of its repeats."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

from opendisarm.core.identity import IDENTIFYING
from opendisarm.core.persons import YesNo
from opendisarm.core.rows import Row
from opendisarm.importers.people import reached
from opendisarm.importers.people.answers import Part, Submission, text_of
from opendisarm.importers.people.drafts import Drafted, drafted, together
from opendisarm.importers.people.fields import (
    AGE_YEARS,
    FAMILY_NAME,
    GIVEN_NAME,
    HARMED,
    LOCATION,
    PLACE,
    SESSION,
    fields_of,
    identifying,
)
from opendisarm.importers.people.identities import senders_id_of
from opendisarm.importers.people.questions import FORMS, SAFE_TO_LOCATE, Form, steering
from opendisarm.importers.people.told import Told
from opendisarm.importers.people.values import Read, choices_of, reader
from opendisarm.importers.values.words import fold

_OF_ACCIDENT: Final = ("on", "precision")
_OF_PERSON: Final = (
    "on", "precision", *PLACE, "organisation", "sex", AGE_YEARS, "age", *IDENTIFYING, GIVEN_NAME, FAMILY_NAME,
)  # fmt: skip
"""Answers of the main part that hold for a turn of a repeat, too, where the turn does not say its own."""


def row_of(submission: Submission, constants: Mapping[str, Any]) -> Row:
    """A submission as one row.  constants: field -> value where no answer says it; of the main part.

    Shape   ref of the main record is the instance, of the k-th turn of a repeat "instance/repeat/k".
    """
    form, main = FORMS[submission.form], submission.main
    source = main.source
    instance = submission.instance or f"{source.digest[:16]}/{source.sheet}/{source.row}"
    told = _told(form.kind, main, _others(submission, form), steering(form))
    usual = {name: value for name, value in constants.items() if name in fields_of(form.kind)}
    parts = [drafted(form.kind, told, _reads(form.kind), usual, instance, ref=instance)]
    senders_id, _ = senders_id_of(told)
    for name, kind in form.repeats.items():
        for k, turn in enumerate(submission.repeats.get(name, ()), 1):
            ref = f"{instance}/{name}/{k}"
            if kind == HARMED:
                parts.append(_harmed(turn, main, instance, ref))
            else:
                parts.append(_of_person(kind, turn, told, usual, senders_id or instance, ref, f"{name}/{k}/"))
    return together(*parts).row(source)


def _harmed(turn: Part, main: Part, accident: str, ref: str) -> Drafted:
    """A person of an accident; the place is that of the accident."""
    told = _told(HARMED, turn, {})
    shared = {name: main.answers[name].value for name in _OF_ACCIDENT if name in main.answers}

    def place(name: str) -> Any:
        return turn.place(name) if name in turn.answers or name not in main.answers else main.place(name)

    told = Told({**shared, **told.cells}, place, told.counts, told.others)
    return drafted(HARMED, told, _reads(HARMED), {"accident": accident}, ref, ref=ref)


def _of_person(
    kind: str, turn: Part, main: Told, constants: Mapping[str, Any], key: str, ref: str, before: str
) -> Drafted:
    """A referral or a service of the person of the main part."""
    own = _told(kind, turn, {})
    shared = {name: main.cells[name] for name in _OF_PERSON if name in main.cells}

    def place(name: str) -> Any:
        return turn.place(name) if name in own.cells or name not in main.cells else main.place(name)

    texts = {name: text_of(own.cells[name]) for name in identifying(kind) if name in own.cells}
    others = {f"{before}{name}": text for name, text in {**texts, **own.others}.items()}
    cells = {**shared, **{name: value for name, value in own.cells.items() if name not in texts}}
    usual = {name: value for name, value in constants.items() if name in fields_of(kind)}
    return drafted(kind, Told(cells, place, (), others), _reads(kind), usual, key, ref=ref)


def _told(kind: str, part: Part, others: Mapping[str, str], passed: Collection[str] = ()) -> Told:
    """What a part tells of a record.  passed: questions that tell nothing.  The id of a record is the submission's own:
    one that was typed beside goes to the vault."""
    known = {*fields_of(kind), *identifying(kind)} - {"ref"}
    left: dict[str, str] = {}
    if not _safe_to_locate(part):
        known.discard(LOCATION)
    counts: list[tuple[reached.Counted, Any, object]] = []
    for name, answer in part.answers.items():
        if name in known or name in passed:
            continue
        if kind == SESSION and (whom := reached.counted(name)):
            counts.append((whom, part.place(name), answer.value))
        else:
            left[answer.path] = text_of(answer.value)
    cells = {name: answer.value for name, answer in part.answers.items() if name in known}
    return Told(cells, part.place, counts, {**left, **part.others, **others})


def _others(submission: Submission, form: Form) -> dict[str, str]:
    """Repeats that are none of ours: for the vault, as everything that nobody knows."""
    return {
        f"{name}/{k}/{answer.path}": text_of(answer.value)
        for name, turns in submission.repeats.items()
        if name not in form.repeats
        for k, turn in enumerate(turns, 1)
        for answer in turn.answers.values()
    }


def _safe_to_locate(part: Part) -> bool:
    answer = part.answers.get(SAFE_TO_LOCATE)
    return not answer or choices_of("educated").by_word.get(fold(text_of(answer.value))) != YesNo.NO


@cache
def _reads(kind: str) -> Mapping[str, Read]:
    return {field: reader(kind, field) for field in (*fields_of(kind), *identifying(kind))}


def names_of(submission: Submission) -> Sequence[str]:
    """The names of its questions and repeats, by which its form is known where nothing tells it."""
    return [*submission.main.answers, *submission.repeats, *submission.absent]
