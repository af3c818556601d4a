"""The invented country as field files: its land, and its people in a folder of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from opendisarm.desk.errors import DeskError
from opendisarm.sample import country, write_files
from opendisarm.sample.people.files import SENT_BY, write_people_files

PEOPLE: Final = "people"
"""The folder of files about people, below that of the land."""

_PERSONS_IN: Final = 5
_SESSIONS_IN: Final = 4
"""For so many records of the land, one person harmed and one session of risk education."""


def write_sample(records: int, seed: int, out: Path, faults: float) -> list[Path]:
    """Write the field files of the invented country: those of its land, then those of its people.

    Errors  DeskError when the number of records, or the share of faults, cannot be had.
    """
    written = write_land(records, seed, out, faults)
    return [*written, *write_people(records, seed, out / PEOPLE, faults)]


def write_land(records: int, seed: int, out: Path, faults: float) -> list[Path]:
    """Write the files about land alone.  Errors  DeskError as for `write_sample`."""
    try:
        return write_files(records, seed, out, faults)
    except ValueError as why:
        raise DeskError(str(why), "Choose another --records or --faults.") from why


def write_people(records: int, seed: int, out: Path, faults: float) -> list[Path]:
    """Write the files about people alone, in a number that fits so many records of the land; the manifest comes last.

    Errors  DeskError as for `write_sample`.
    """
    try:
        return write_people_files(records // _PERSONS_IN, records // _SESSIONS_IN, seed, out, faults)
    except ValueError as why:
        raise DeskError(str(why), "Choose another --records or --faults.") from why


def sender_of(file: Path) -> str:
    """Who sends a file about people; "" for one that nobody imports."""
    return SENT_BY.get(file.name, "")


def sample_state(seed: int) -> tuple[str, str]:
    """(code, name) of the invented state."""
    made = country(seed)
    return made.iso3, made.name
