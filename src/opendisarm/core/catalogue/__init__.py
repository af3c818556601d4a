"""Every code that a finding can carry, one module a subject; `CODES` is the list that docs and tests go through."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from opendisarm.core.catalogue import (
    casualty,
    entering,
    file,
    geometry,
    land,
    norm,
    person,
    record,
    table,
    value,
    vault,
)
from opendisarm.core.findings import Code

_SUBJECTS: Final[tuple[ModuleType, ...]] = (
    file, table, value, geometry, record, entering, land, norm, person, casualty, vault,
)  # fmt: skip

CODES: Final[dict[str, Code]] = {
    code.name: code for subject in _SUBJECTS for code in vars(subject).values() if isinstance(code, Code)
}
