"""Every code that a finding can carry, one module a subject; `CODES` is the list that docs and tests go through."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from opendisarm.core.catalogue import file, geometry, land, record, table
from opendisarm.core.findings import Code

_SUBJECTS: Final[tuple[ModuleType, ...]] = (file, table, geometry, record, land)

CODES: Final[dict[str, Code]] = {
    value.name: value for subject in _SUBJECTS for value in vars(subject).values() if isinstance(value, Code)
}
