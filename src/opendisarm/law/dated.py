"""Numbers of the law, as they stood on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class NotCodedError(Exception):
    """No version of a number is coded for a day: the law declines to answer."""

    def __init__(self, coded_from: date, cite: str) -> None:
        super().__init__(f"coded from {coded_from}")
        self.coded_from = coded_from
        self.cite = cite


@dataclass(frozen=True, slots=True)
class Version:
    """A number from a day on, with its article.  mark: S seen, C computed, K from memory, "K?" to be checked."""

    start: date
    value: int | str
    cite: str
    mark: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law through time, oldest version first."""

    name: str
    unit: str
    versions: Sequence[Version]

    def on(self, day: date) -> Version:
        """The version in force on a day.  Errors  NotCodedError before the first one."""
        found = [version for version in self.versions if version.start <= day]
        if not found:
            raise NotCodedError(self.versions[0].start, self.versions[0].cite)
        return found[-1]
