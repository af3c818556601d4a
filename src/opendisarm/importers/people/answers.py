"""A submission of a form as it came: answers by the name of their question, repeats, and where it stood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from opendisarm.core.persons import Pillar
from opendisarm.core.sources import Source
from opendisarm.importers.people.fields import LOCATION
from opendisarm.importers.values.words import fold, plain

_SAFE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,79}")
_NO_TEXT: Final = re.compile(r"[\x00\ud800-\udfff]")
_OF_SERVER: Final = frozenset({"meta", "formhub", "__system"})
_TRANSPORT: Final = frozenset(
    name.casefold()
    for name in (
        "_id", "_uuid", "_xform_id_string", "_submission_time", "_status", "_geolocation", "_attachments",
        "_validation_status", "_index", "_parent_index", "_parent_table_name", "_submission__id",
        "_submission__uuid", "_submission__submission_time", "_submission__validation_status", "_submission__status",
        "_submission___version__", "_bamboo_dataset_id", "_root_uuid", "_location_latitude", "_location_longitude",
        "_location_altitude", "_location_precision", "instanceID", "rootUuid", "instanceName", "KEY", "PARENT_KEY",
        "SubmissionDate", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "Edits",
        "FormVersion", "start", "end", "today",
    )
)  # fmt: skip
"""What a server adds to every submission; nobody answered it.  Who sent it, and notes there, go to the vault."""
_QUESTIONS: Final = frozenset({"status", LOCATION})
"""Questions of ours; one of them is called like a column of a server but for its capital."""
_AXES: Final = ("latitude", "longitude", "altitude", "accuracy")
_PILLARS: Final = frozenset(pillar.value for pillar in Pillar)
_NOT_APPROVED: Final = frozenset({"validation status not approved", "not approved", "rejected"})


class Answer(NamedTuple):
    """One value.  path: as the file has it; groups: around the question; cell: its address in a sheet, else ""."""

    path: str
    groups: tuple[str, ...]
    name: str
    value: object
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of a form, or of one turn of a repeat: question -> answer; blank ones are left out.

    others   path -> text of what is named like another answer.
    """

    source: Source
    answers: Mapping[str, Answer]
    others: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> Source:
        """Where an answer stands."""
        answer = self.answers.get(name)
        return self.source.at(answer.path, answer.cell) if answer else self.source.at(name)

    def said(self) -> tuple[object, ...]:
        """What it says, without where it stood."""
        return {name: answer.value for name, answer in self.answers.items()}, dict(self.others)


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled form.

    form      as the file calls it; "" when it does not.
    instance  its id, "" when none can be used.    repeats  name -> its turns, in order.
    absent    repeats that have answers which the file does not hold.
    approved  False when the server marks it as not approved.
    """

    form: str
    instance: str
    main: Part
    repeats: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    approved: bool = True

    def says_as(self, other: Submission) -> bool:
        """Whether two say the same, wherever they stood."""
        return self.main.said() == other.main.said() and {
            name: [part.said() for part in parts] for name, parts in self.repeats.items()
        } == {name: [part.said() for part in parts] for name, parts in other.repeats.items()}


def part_of(given: Iterable[Answer], source: Source) -> Part:
    """The answers without what the server adds; parts of one answer that stand in several columns together."""
    answers: dict[str, Answer] = {}
    others: dict[str, str] = {}
    chosen: list[str] = []
    points: dict[str, dict[str, Answer]] = {}
    for one in given:
        answer = one._replace(value=clean(one.value))
        group = answer.groups[-1] if answer.groups else ""
        text = "" if answer.value is None else text_of(answer.value)
        if not text or _is_transport(answer):
            continue
        if answer.name in _PILLARS and group == "needs":  # a column for each choice, beside or instead of the list
            chosen += [answer.name] if fold(text) in {"1", "true", "yes"} else []
        elif answer.name.casefold() in _AXES and group:
            points.setdefault(group, {})[answer.name.casefold()] = answer
        elif answer.name in answers:
            others[answer.path] = text
        else:
            answers[answer.name] = answer
    if chosen:
        answers.setdefault("needs", Answer("needs", (), "needs", " ".join(chosen)))
    for name, axes in points.items():
        first = next(iter(axes.values()))
        written = " ".join(text_of(axes[axis].value) for axis in _AXES if axis in axes)
        answers.setdefault(name, first._replace(name=name, value=written))
    return Part(source, answers, others)


def instance_of(*candidates: object) -> str:
    """The first id that can be used, without "uuid:"; "" when there is none."""
    for one in candidates:
        shown = one.strip().removeprefix("uuid:") if isinstance(one, str) else ""
        if _SAFE_ID.fullmatch(shown):
            return shown
    return ""


def text_of(value: object) -> str:
    """A value as text: shapes and lists as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else plain(value)


def clean(value: object) -> object:
    """A value without the signs that no text may have; a list of words as forms write it."""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return " ".join(plain(_without_signs(item)) for item in value)
    return _without_signs(value)


def _without_signs(value: object) -> object:
    if isinstance(value, str):
        return _NO_TEXT.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {str(_without_signs(name)): _without_signs(inner) for name, inner in value.items()}
    return [_without_signs(item) for item in value] if isinstance(value, list) else value


def not_approved(mark: object) -> bool:
    """Whether a server's mark of review says that a submission was not approved."""
    words = mark.values() if isinstance(mark, Mapping) else (mark,)
    return any(fold(plain(word)) in _NOT_APPROVED for word in words)


def _is_transport(answer: Answer) -> bool:
    name = answer.name
    if name in _QUESTIONS:
        return False
    of_server = name.startswith("__") or "@odata." in name or name.casefold() in _TRANSPORT
    return of_server or bool(_OF_SERVER & set(answer.groups))
