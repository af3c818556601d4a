"""What is wrong with a record, in words: where, what, what to do.

Bad input becomes a `Finding` and the file goes on; a broken promise in our own code raises.
The codes live in `core/catalogue/`, one module a subject; their words are tested as words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from opendisarm.core.sources import Source


class Severity(StrEnum):
    """error: the row is rejected.  warning: it is accepted, and somebody must look.  info: for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.  `what` and `remedy` are templates with {names}; `rule` names its origin."""

    name: str
    severity: Severity
    what: str
    remedy: str
    rule: str = ""

    def at(self, source: Source, **facts: Any) -> Finding:
        """A finding of this kind.  Errors  KeyError when a fact named in the words is missing (our mistake)."""
        shown = {name: _shown(value) for name, value in facts.items()}
        return Finding(self.name, self.severity, source, self.what.format(**shown), self.remedy.format(**shown))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody must know about one place in one file."""

    code: str
    severity: Severity
    source: Source
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message} {self.remedy} [{self.code}]"

    def as_json(self) -> dict[str, Any]:
        """The published shape: code, severity, file, row, field, message, remedy (and sheet, cell where known)."""
        shape: dict[str, Any] = {
            "code": self.code, "severity": self.severity.value, "file": self.source.file,
            "row": self.source.row or None, "field": self.source.field or None,
            "message": self.message, "remedy": self.remedy,
        }  # fmt: skip
        if self.source.sheet:
            shape["sheet"] = self.source.sheet
        if self.source.cell:
            shape["cell"] = self.source.cell
        return shape


def rejecting(findings: Iterable[Finding]) -> bool:
    """Whether any of these findings rejects the row."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _shown(value: Any) -> Any:
    """Floats are areas or distances and read badly with ten decimals."""
    return f"{value:,.0f}".replace(",", " ") if isinstance(value, float) and abs(value) >= 10 else value
