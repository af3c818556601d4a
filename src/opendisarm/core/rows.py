"""Between a file and the journal: what a reader made of each row.

Every row of a file ends as exactly one of accepted, rejected or skipped; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.identity import Identity
from opendisarm.core.records import Record
from opendisarm.core.sources import Source


@dataclass(frozen=True, slots=True)
class Row:
    """One row (or feature, or group of point rows that draw one polygon) as a reader understood it.

    records   what it says; one row may say several things (an area cleared and the devices found there).
    findings  what the reader and the checks found; an error among them rejects the row.
    skipped   why the row is no record (blank, template row, unchanged); "" when it is one.
    span      how many rows of the file this one stands for (ordered points: several).
    identities  whom each record is about, in the order of the records, for the vault only; () when it is about nobody.
    """

    source: Source
    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: str = ""
    span: int = 1
    identities: tuple[Identity | None, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether an error among the findings keeps it out."""
        return not self.skipped and rejecting(self.findings)

    @property
    def accepted(self) -> bool:
        """Whether it goes on to the journal."""
        return not self.skipped and not rejecting(self.findings)

    def noting(self, *findings: Finding) -> Row:
        """The same row with more findings."""
        return replace(self, findings=self.findings + findings)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read.

    total     how many rows to expect, for the progress bar; None when unknown.
    rows      the rows, once, in file order.
    findings  about the file as a whole; an error here means that no row could be read.
    mapping   which column became which field, as it can be saved and replayed.
    places    field of our records -> (the sender's header, letter of the column or ""): where checks point to.
    """

    rows: Iterator[Row]
    total: int | None = None
    findings: tuple[Finding, ...] = ()
    mapping: dict[str, object] | None = None
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def at_home(self, finding: Finding) -> Finding:
        """A finding that names a field of ours, placed at the sender's own column and cell where that is known."""
        source = finding.source
        if source.cell or source.field not in self.places:
            return finding
        header, letter = self.places[source.field]
        cell = f"{letter}{source.row}" if letter and source.row else ""
        return replace(finding, source=source.at(header, cell))
