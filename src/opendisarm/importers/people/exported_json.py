"""Submissions as JSON: the OData feed of ODK Central, the list or the pages of KoboToolbox."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from opendisarm.core.catalogue import person
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.people.answers import Answer, Submission, clean, instance_of, not_approved, part_of

_LOOKED_AT: Final = 1 << 18
_OF_SERVER: Final = re.compile(
    rb'"(?:__id|__system|_uuid|_xform_id_string|meta/instanceID|instanceID|_submission_time|@odata\.context)"\s*:'
)
_CONTEXT: Final = re.compile(r"/forms/([^/]+)\.svc")
_ROWS: Final = ("value", "results")
_NAVIGATION: Final = "@odata.navigationLink"
_GEOMETRIES: Final = frozenset({"Point", "LineString", "Polygon"})


def recognises(file: FieldFile) -> bool:
    """Whether a .json holds names that only servers of forms write; GeoJSON may hold them as well and is left alone."""
    if file.path.suffix.lower() != ".json":
        return False
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_LOOKED_AT)
    except OSError:
        return False
    return _OF_SERVER.search(head) is not None and b'"FeatureCollection"' not in head


def submissions(file: FieldFile) -> tuple[list[Submission], tuple[Finding, ...]] | Finding:
    """The submissions in file order, row n being the n-th; or why the file cannot be read."""
    text = opening.text(file)
    if isinstance(text, Finding):
        return text
    try:
        loaded = json.loads(text[0])
        rows = _rows(loaded)
        if rows is None:
            return person.SUBMISSIONS_UNREADABLE.at(file.source, why="it is no list of submissions")
        context = _text(loaded.get("@odata.context")) if isinstance(loaded, dict) else ""
        form = match[1] if (match := _CONTEXT.search(context)) else ""
        found = [_submission(row, form, Source(file.name, file.digest, "", at)) for at, row in enumerate(rows, 1)]
    except (ValueError, RecursionError) as why:
        line = f"line {why.lineno} is not JSON" if isinstance(why, json.JSONDecodeError) else "it is not JSON"
        return person.SUBMISSIONS_UNREADABLE.at(file.source, why=line)
    return found, text[1]


def _rows(loaded: Any) -> list[dict[str, Any]] | None:
    rows = loaded
    if isinstance(loaded, dict):
        rows = next((loaded[name] for name in _ROWS if isinstance(loaded.get(name), list)), [loaded])
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else None


def _submission(row: Mapping[str, Any], form: str, source: Source) -> Submission:
    answers = list(_answers(row))
    turns = {answer.name: answer.value for answer in answers if _is_repeat(answer)}
    repeats = {
        name: [part_of(_answers(turn), source) for turn in value]
        for name, value in turns.items()
        if isinstance(value, list)
    }
    told = {answer.path: answer.value for answer in answers}
    empty = {answer.name for answer in answers if answer.value == []}
    linked = {answer.name.removesuffix(_NAVIGATION) for answer in answers if answer.name.endswith(_NAVIGATION)}
    return Submission(
        _text(clean(told.get("_xform_id_string"))) or form,
        instance_of(told.get("meta/instanceID"), told.get("_uuid"), told.get("__id")),
        part_of((answer for answer in answers if not _is_repeat(answer)), source),
        repeats,
        tuple(sorted(linked - repeats.keys() - empty)),
        not any(map(not_approved, _marks(row))),
    )


def _answers(of: Mapping[str, Any], before: tuple[str, ...] = ()) -> Iterator[Answer]:
    """Every value of nested groups.  Errors  RecursionError."""
    for name, value in of.items():
        steps = (*before, *name.split("/"))
        if isinstance(value, Mapping) and not _is_shape(value):
            yield from _answers(value, steps)
        else:
            yield Answer("/".join(steps), steps[:-1], steps[-1], value)


def _is_shape(value: Mapping[str, Any]) -> bool:
    kind = value.get("type")
    return isinstance(kind, str) and kind in _GEOMETRIES and isinstance(value.get("coordinates"), list)


def _is_repeat(answer: Answer) -> bool:
    """Whether a value is the turns of a repeat; servers keep lists of their own under names that begin with "_"."""
    turns = answer.value
    if not isinstance(turns, list) or not turns or answer.name.startswith("_"):
        return False
    return all(isinstance(turn, Mapping) for turn in turns)


def _marks(row: Mapping[str, Any]) -> list[object]:
    system = row.get("__system")
    return [row.get("_validation_status"), system.get("reviewState") if isinstance(system, dict) else None]


def _text(value: object) -> str:
    """A text; "" for anything else."""
    return value if isinstance(value, str) else ""
