"""What one row, or one part of a submission, tells of a record: named, and not read yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from opendisarm.core.sources import Source
from opendisarm.importers.people.reached import Counted


@dataclass(frozen=True, slots=True)
class Told:
    """Cells that are not blank.

    cells   field of ours -> as it came; fields that identify are among them.
    counts  (whom it counts, its place, as it came).
    others  header of the sender's -> text: for the vault only.
    place   field -> where it stands in the file, for findings.
    """

    cells: Mapping[str, object]
    place: Callable[[str], Source]
    counts: Sequence[tuple[Counted, Source, object]] = ()
    others: Mapping[str, str] = field(default_factory=dict)
