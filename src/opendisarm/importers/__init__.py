"""Field files in, rows out: each module knows one family of formats.

A reader is a module with NAME, recognises and read. Exactly one recognises a good file.
"""

from __future__ import annotations

from typing import Final, Protocol

from opendisarm.core.catalogue.table import NO_READER
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading
from opendisarm.importers.colombia import events as colombia_events
from opendisarm.importers.colombia import operations as colombia_operations
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.gis import vector
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.norms import tables as norms
from opendisarm.importers.people import submissions
from opendisarm.importers.people import tables as people
from opendisarm.importers.tables import point_tables, published
from opendisarm.importers.tables import sheets as tables


class Reader(Protocol):
    """What every reader of files offers."""

    NAME: str

    def read(self, file: FieldFile, wanted: Wanted) -> Reading:
        """The rows of a file that it recognises; all that is wrong with them as findings."""


class Importer(Reader, Protocol):
    """A reader that knows its files by their content."""

    def recognises(self, file: FieldFile) -> bool:
        """Whether the file is of this family: by its content as far as that is cheap."""


class ToldImporter(Reader, Protocol):
    """A reader that knows its files by what the person said of them, or by what they say themselves."""

    def recognises(self, file: FieldFile, wanted: Wanted) -> bool:
        """Whether the file is of this family."""


IMPORTERS: Final[tuple[Importer, ...]] = (
    colombia_operations,
    colombia_events,
    published,
    point_tables,
    tables,
    vector,
)

TOLD: Final[tuple[ToldImporter, ...]] = (submissions, people, norms)
"""Tried first, in this order: what a server of forms wrote is known for sure."""


def pick(file: FieldFile, wanted: Wanted | None = None) -> Reader | Finding:
    """The reader of a file, or the finding that there is none.

    wanted  what the person said: a table about people or states looks like any other until somebody, or a column,
            says so.
    """
    said = wanted or Wanted()
    for told in TOLD:
        if told.recognises(file, said):
            return told
    return next((importer for importer in IMPORTERS if importer.recognises(file)), None) or NO_READER.at(file.source)
