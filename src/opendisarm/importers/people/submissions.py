"""Exports of ODK Central and KoboToolbox: submissions of our forms, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from opendisarm.core.catalogue import person
from opendisarm.core.findings import Finding
from opendisarm.core.identity import IDENTIFYING
from opendisarm.core.rows import Reading, Row
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.people import columns, exported_json, exported_tables, questions
from opendisarm.importers.people.answers import Submission
from opendisarm.importers.people.columns import Column
from opendisarm.importers.people.exported_tables import Sheet
from opendisarm.importers.people.fields import HARMED, fields_of, identifying
from opendisarm.importers.people.forms import names_of, row_of
from opendisarm.importers.people.shifts import shifted
from opendisarm.importers.people.values import reader
from opendisarm.importers.tables import grids
from opendisarm.importers.values.words import fold, plain

NAME = "submissions"

_SHOWN = 20


def recognises(file: FieldFile, wanted: Wanted) -> bool:
    """By content: what only servers of forms write; of a bare table also that it is of our forms, or nobody says what.

    A table exported from a form of somebody else is a table like any other once its kind is said.
    """
    if exported_json.recognises(file) or exported_tables.archived(file):
        return True
    found = grids.first_where(file, lambda _: True)
    if found is None:
        return False
    grid, _ = found
    headers = [plain(cell) for cell in grid.rows[0]]
    if not exported_tables.of_server(headers):
        return False
    last = [header.rsplit("/", maxsplit=1)[-1] for header in headers]
    told = wanted.kind or wanted.said("kind") or wanted.section("constants").get("kind") or "kind" in map(fold, headers)
    return not told or bool(questions.named(headers, last)[0])


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One row for each submission, and for each row of a repeat that belongs to none."""
    found = _found(file)
    if isinstance(found, Finding):
        return Reading(iter(()), 0, (found,))
    items, notes = found
    known = ", ".join(sorted(questions.FORMS))
    items = [_of_form(item) if isinstance(item, Submission) else item for item in items]
    foreign = [item for item in items if isinstance(item, Submission) and item.form not in questions.FORMS]
    if foreign and len(foreign) == len(items):
        forms = dict.fromkeys(questions.shown(item.form) for item in foreign)
        wrong = [person.FORM_UNKNOWN.at(file.source, form=form, known=known) for form in forms]
        return Reading(iter(()), 0, (*notes, *wrong))
    rows = list(_rows(items, _constants(wanted), known))
    kept = tuple(_kept(rows, file))
    return Reading(iter(rows), len(rows), (*notes, *kept))


def _found(file: FieldFile) -> tuple[list[Submission | Row], tuple[Finding, ...]] | Finding:
    if exported_json.recognises(file):
        found = exported_json.submissions(file)
        return found if isinstance(found, Finding) else (list(found[0]), found[1])
    sheets = exported_tables.sheets(file)
    if isinstance(sheets, Finding):
        return sheets
    if not any(not sheet.name for sheet in sheets):
        return person.SUBMISSIONS_UNREADABLE.at(file.source, why="the table of the submissions themselves is missing")
    for sheet in sheets:
        if beside := _shifted(sheet):
            return beside
    notes = tuple(note for sheet in sheets for note in sheet.grid.findings)
    return list(exported_tables.submissions(sheets)), notes


def _of_form(submission: Submission) -> Submission:
    """The submission with our name of its form; as the file calls it where it is none of ours."""
    form = questions.form_of(submission.form, names_of(submission))
    return replace(submission, form=form or submission.form)


def _rows(items: Iterable[Submission | Row], constants: Mapping[str, Any], known: str) -> Iterator[Row]:
    first: dict[str, Submission] = {}
    for item in items:
        if isinstance(item, Row):
            yield item
            continue
        source = item.main.source
        if item.form not in questions.FORMS:
            wrong = person.FORM_UNKNOWN.at(source, form=questions.shown(item.form), known=known)
            yield Row(source, findings=(wrong,))
            continue
        notes: list[Finding] = []
        before = first.setdefault(item.instance, item) if item.instance else item
        if before is not item:
            same = before.says_as(item)
            how = "both say the same, and this one is skipped" if same else "they differ, and both are read"
            notes.append(person.DUPLICATE_SUBMISSION.at(source, row=before.main.source.row, how=how))
            if same:
                yield Row(source, findings=tuple(notes), skipped="sent twice")
                continue
        if not item.approved:
            notes.append(person.NOT_APPROVED_THERE.at(source))
        notes += [person.REPEATS_ABSENT.at(source, repeat=questions.shown(name)) for name in item.absent]
        yield row_of(item, constants).noting(*notes)


def _shifted(sheet: Sheet) -> Finding | None:
    form = questions.FORMS.get(sheet.form)
    kind = form.kind if form else HARMED if sheet.name == "persons" else ""
    if not kind:
        return None
    ours = (*fields_of(kind), *identifying(kind))
    found = [
        Column(at, name, header)
        for at, (header, name) in enumerate(zip(sheet.headers, sheet.names, strict=True))
        if name in ours
    ]
    return shifted(kind, found, {name: reader(kind, name) for name in ours}, sheet.body, sheet.grid.source)


def _constants(wanted: Wanted) -> dict[str, Any]:
    said = {"state": wanted.state, "organisation": wanted.org}
    return {name: word for name, word in said.items() if word}


def _kept(rows: Sequence[Row], file: FieldFile) -> Iterator[Finding]:
    """Once a file: what goes to the vault and nowhere else."""
    names = dict.fromkeys(name for row in rows for one in row.identities if one for name in one.fields)
    ours = [name for name in names if name in IDENTIFYING]
    others = [name for name in names if name not in IDENTIFYING]
    if what := columns.listed(ours, others):
        yield person.KEPT_IN_VAULT.at(file.source, what=what)
