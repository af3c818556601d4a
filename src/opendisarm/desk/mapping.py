"""Mapping files and corrected workbooks: what goes back and forth between an office and the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from opendisarm.core.findings import Finding
from opendisarm.desk.errors import DeskError
from opendisarm.desk.importing import FileImport, ImportOutcome
from opendisarm.importers import corrected_workbook
from opendisarm.importers import mapping as mappings
from opendisarm.importers.mapping import Wanted


def wanted(kind: str, mapping: Path | None, org: str, state: str) -> Wanted:
    """What a person said about the files.  Errors  DeskError when the mapping cannot be used."""
    return Wanted(kind, mapping_in(mapping) if mapping else None, org, state.upper())


def mapping_in(path: Path) -> Mapping[str, Any]:
    """The mapping in a file.  Errors  DeskError with the first thing that is wrong with it."""
    found = mappings.load(path)
    if isinstance(found, Finding):
        raise DeskError(f"{found.source}: {found.message}", found.remedy)
    return found


def write_mapping(files: Sequence[FileImport], path: Path) -> None:
    """Save how the first file was read, so that the next one of its kind is read the same way.

    Errors  DeskError when no file was read by a mapping.
    """
    used = next((file.mapping for file in files if file.mapping), None)
    if used is None:
        raise DeskError("No mapping was used, so none can be saved.", "Leave --save-map out for this kind of file.")
    mappings.save(used, path)


def give_back(paths: Sequence[Path], outcome: ImportOutcome, out: Path) -> None:
    """Write the sender's own workbook with the faulty cells marked.

    Errors  DeskError when there is more than one file, the file is no table, or it tells who persons are.
    """
    if len(paths) != 1:
        raise DeskError("A corrected workbook is made for one file at a time.", "Name one FILE with --corrected.")
    if outcome.files[0].persons:
        raise DeskError(
            f"{paths[0].name} is not given back: the copy would carry names outside the vault.",
            "The findings name sheet and cell; correct the file where it is kept.",
        )
    findings = [*outcome.files[0].findings, *outcome.ahead.findings]
    try:
        corrected_workbook.write(paths[0], out, findings)
    except ValueError as why:
        raise DeskError(f"{paths[0].name} cannot be given back as a workbook: {why}", "") from why
