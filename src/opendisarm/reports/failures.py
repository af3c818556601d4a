"""What it means that a report does not tie, in words that somebody can act on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.reports.figures import (
    Cell,
    NoneDeclared,
    NotApplicable,
    Number,
    Terms,
    Unknown,
    Withheld,
    address_parts,
)
from opendisarm.reports.report import Report

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that failed.

    check    "2 bridge": its number in the list of self-checks and its name.
    what     the sentence.      cells  (address, value as text).      records  ids of the entries behind them.
    """

    check: str
    what: str
    cells: tuple[tuple[str, str], ...]
    records: tuple[str, ...]

    def __str__(self) -> str:
        cells = "; ".join(f"{address} = {value}" for address, value in self.cells)
        return f"Check {self.check}: {self.what}\n  cells: {cells}\n  records: {_some(self.records)}"


class DoesNotTie(Exception):  # noqa: N818 - the sentence that it is
    """The tables of a report contradict each other, so that it must not be printed."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        count = len(self.failures)
        first = (
            "The report does not tie: 1 check failed."
            if count == 1
            else f"The report does not tie: {count} checks failed."
        )
        super().__init__("\n".join((first, *map(str, self.failures))))


def failure(report: Report, check: str, what: str, addresses: Iterable[str], records: Iterable[str] = ()) -> Failure:
    """A failure about these cells, with the records behind them (and others)."""
    asked = [address for address in dict.fromkeys(addresses) if _exists(report, address)]
    cells = tuple((address, shown(report.cell(address))) for address in asked)
    behind = [
        share.entry
        for address in asked
        if isinstance(cell := report.cell(address), Number)
        for share in cell.because.shares()
    ]
    return Failure(check, what, cells, tuple(dict.fromkeys((*records, *behind))))


def shown(cell: Cell) -> str:
    """A cell as text, in English, for messages."""
    match cell:
        case Number():
            return f"{cell.value:,}"
        case Terms():
            return "+".join(code for code, _ in cell.words) or "-"
        case NoneDeclared():
            return "none declared"
        case Unknown():
            return "unknown"
        case NotApplicable():
            return f"not applicable ({cell.reason})"
        case Withheld():
            return f"withheld ({cell.seen_by if isinstance(cell.seen_by, str) else cell.seen_by.text})"


def _exists(report: Report, address: str) -> bool:
    key, row, column = address_parts(address)
    return (row, column) in report.table(key).cells


def _some(records: Sequence[str]) -> str:
    if not records:
        return "none"
    rest = f" and {len(records) - _SHOWN} more" if len(records) > _SHOWN else ""
    return ", ".join(records[:_SHOWN]) + rest
