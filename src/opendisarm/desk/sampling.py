"""The invented country as field files."""

from __future__ import annotations

from pathlib import Path

from opendisarm.desk.errors import DeskError
from opendisarm.sample import country, write_files


def write_sample(records: int, seed: int, out: Path, faults: float) -> list[Path]:
    """Write the field files of the invented country.

    Errors  DeskError when the number of records, or the share of faults, cannot be had.
    """
    try:
        return write_files(records, seed, out, faults)
    except ValueError as why:
        raise DeskError(str(why), "Choose another --records or --faults.") from why


def sample_state(seed: int) -> tuple[str, str]:
    """(code, name) of the invented state."""
    made = country(seed)
    return made.iso3, made.name
