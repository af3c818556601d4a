"""Submissions as tables: the ZIP of ODK Central, the CSV or the workbook of KoboToolbox; repeats are tables beside."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from opendisarm.core.catalogue import person
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.people import questions
from opendisarm.importers.people.answers import Answer, Part, Submission, instance_of, not_approved, part_of
from opendisarm.importers.people.columns import placed
from opendisarm.importers.tables import delimited, grids
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells, Grid
from opendisarm.importers.values.words import fold, plain

_KEY: Final = "KEY"
_PARENT: Final = "PARENT_KEY"
_LINKS: Final = ((_KEY, _PARENT), ("_index", "_parent_index"))
"""(column of the submission, column of its repeats) that join them."""
_SET_OF: Final = "SET-OF-"
_MARKS: Final = ("ReviewState", "_validation_status")
_INSTANCES: Final = ("meta-instanceID", "meta/instanceID", "_uuid", "meta:instanceID", _KEY)
_OF_SERVER: Final = (
    frozenset({_KEY, "SubmissionDate"}), frozenset({"_id", "_uuid"}), frozenset({"_uuid", "_submission_time"}),
    frozenset({"_uuid", "_index"}), frozenset({"meta/instanceID"}), frozenset({"meta-instanceID"}),
)  # fmt: skip
"""Headers that only servers of forms write together."""
_DASHES: Final = re.compile(r"(?<=\w)[-:](?=[A-Za-z_])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an export.  name: of the repeat that it holds, "" for the submissions themselves.

    names   of the question of each column; form: "" where nothing tells it.
    """

    grid: Grid
    name: str
    headers: tuple[str, ...]
    names: tuple[str, ...]
    form: str = ""

    @property
    def body(self) -> Sequence[Cells]:
        """The rows under the headers."""
        return self.grid.rows[1:]

    def column(self, header: str) -> int | None:
        """The column of a header exactly as a server writes it."""
        return self.headers.index(header) if header in self.headers else None

    def said(self, cells: Cells, header: str) -> str:
        """The text under such a header; "" when there is none."""
        at = self.column(header)
        return plain(cells[at]) if at is not None and at < len(cells) else ""

    def part(self, cells: Cells, source: Source) -> Part:
        """The answers of a row."""
        given = (
            Answer(header, tuple(_steps(header)[:-1]), name, cells[at], f"{letter(at)}{source.row}")
            for at, (header, name) in enumerate(zip(self.headers, self.names, strict=True))
            if at < len(cells) and header and not header.startswith(_SET_OF)
        )
        return part_of(given, source)


def of_server(headers: Sequence[str]) -> bool:
    """Whether headers show that a server of forms wrote the table."""
    return any(names <= frozenset(headers) for names in _OF_SERVER)


def archived(file: FieldFile) -> bool:
    """Whether a file is a ZIP that holds tables of an export of ODK Central."""
    if file.path.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(file.path) as archive:
            heads = [archive.open(name).readline(1 << 16) for name in _members(archive)]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    return any(_KEY in re.split(r'[",;\s]+', head.decode("utf-8", "replace")) for head in heads)


def sheets(file: FieldFile) -> list[Sheet] | Finding:
    """The tables of an export; or why they cannot be read."""
    found: list[Sheet] = []
    for stem, grid in _of_archive(file) if file.path.suffix.lower() == ".zip" else _of_table(file):
        if isinstance(grid, Finding):
            return grid
        if broken := next((note for note in grid.findings if rejecting((note,))), None):
            return broken
        headers = tuple(plain(cell) for cell in grid.rows[0]) if grid.rows else ()
        if any(parent in headers for _, parent in _LINKS):
            name = _steps(stem)[-1]
            found.append(Sheet(grid, name, headers, tuple(_steps(header)[-1] for header in headers)))
        elif of_server(headers):
            last = [_steps(header)[-1] for header in headers]
            form, names = (stem, last) if stem in questions.FORMS else questions.named(headers, last)
            foreign = stem if file.path.suffix.lower() == ".zip" else ""
            found.append(Sheet(grid, "", headers, tuple(names), form or foreign))
    return found


def submissions(found: Sequence[Sheet]) -> Iterator[Submission | Row]:
    """The submissions of an export with their repeats, and rows that are none."""
    repeats = [sheet for sheet in found if sheet.name]
    for main in (sheet for sheet in found if not sheet.name):
        form = questions.FORMS.get(main.form)
        mine = [_named(sheet, form.repeats.get(sheet.name, "") if form else "") for sheet in repeats]
        turns = {sheet.name: _by_parent(sheet) for sheet in mine}
        known: set[str] = set()
        for index, cells in enumerate(main.body, start=1):
            source = main.grid.at(index)
            if grids.blank(cells):
                yield Row(source, skipped="blank")
            elif tuple(plain(cell) for cell in cells[: len(main.headers)]) == main.headers:
                yield Row(source, findings=(person.REPEATED_HEADER.at(source),), skipped="the headers once more")
            else:
                key = _joining(main, cells, 0)
                known.add(key)
                yield _submission(main, cells, source, {name: of.get(key, []) for name, of in turns.items()})
        for sheet in mine:
            for key, parts in turns[sheet.name].items():
                orphans = parts if key not in known else []
                for part in orphans:
                    lost = person.REPEAT_WITHOUT_SUBMISSION.at(part.source, repeat=questions.shown(sheet.name))
                    yield Row(part.source, findings=(lost,))


def _submission(main: Sheet, cells: Cells, source: Source, repeats: Mapping[str, Sequence[Part]]) -> Submission:
    sets = {header.removeprefix(_SET_OF) for header in main.headers if header.startswith(_SET_OF)}
    sets = {name for name in sets if main.said(cells, f"{_SET_OF}{name}")}
    return Submission(
        main.form,
        instance_of(*(main.said(cells, header) for header in _INSTANCES)),
        main.part(cells, source),
        {name: parts for name, parts in repeats.items() if parts},
        tuple(sorted(name for name in sets if _steps(name)[-1] not in repeats)),
        not any(not_approved(main.said(cells, header)) for header in _MARKS),
    )


def _named(sheet: Sheet, kind: str) -> Sheet:
    """The table of a repeat, its columns named as questions where their headers are labels."""
    if not kind:
        return sheet
    names = list(sheet.names)
    for field, [at, *_] in placed(kind, sheet.headers, {}, ()).items():
        if field not in names:
            names[at] = field
    return Sheet(sheet.grid, sheet.name, sheet.headers, tuple(names))


def _by_parent(sheet: Sheet) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for index, cells in enumerate(sheet.body, start=1):
        headers = tuple(plain(cell) for cell in cells[: len(sheet.headers)])
        if not grids.blank(cells) and headers != sheet.headers:
            found.setdefault(_joining(sheet, cells, 1), []).append(sheet.part(cells, sheet.grid.at(index)))
    return found


def _joining(sheet: Sheet, cells: Cells, end: int) -> str:
    """The value that joins a submission and its repeats."""
    return next((word for link in _LINKS if (word := sheet.said(cells, link[end]))), "")


def _steps(path: str) -> list[str]:
    """Groups and question of a header: "identity/name"; ODK Central writes "identity-name"."""
    return path.split("/") if "/" in path else _DASHES.split(path)


def _members(archive: zipfile.ZipFile) -> list[str]:
    """The tables, those of submissions before those of their repeats."""
    names = [member.filename for member in archive.infolist() if not member.is_dir()]
    tables = [name for name in names if name.lower().endswith(".csv") and "media/" not in name]
    return sorted(tables, key=lambda name: (len(name), name))


def _of_archive(file: FieldFile) -> Iterator[tuple[str, Grid | Finding]]:
    try:
        with zipfile.ZipFile(file.path) as archive:
            for name in _members(archive):
                where = Source(file.name, file.digest, PurePosixPath(name).name)
                text = opening.decoded(archive.read(name), where)
                if isinstance(text, Finding):
                    yield name, text
                    continue
                rows, notes = delimited.rows(text[0], where)
                yield PurePosixPath(name).stem, Grid(where, where.sheet, rows, (), (*text[1], *notes))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as why:
        yield "", person.SUBMISSIONS_UNREADABLE.at(file.source, why=fold(type(why).__name__))


def _of_table(file: FieldFile) -> Iterator[tuple[str, Grid | Finding]]:
    for grid in grids.grids(file):
        yield (grid.sheet if isinstance(grid, Grid) else ""), grid
