"""A file from the field that may be read.

Every reader starts from a `FieldFile`; whoever holds one knows that `opening.opened` has looked into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from opendisarm.core.sources import Source


@dataclass(frozen=True, slots=True)
class FieldFile:
    """A file that may be read.

    path     where it lies, absolute.
    name     its name, never its folder; U+FFFD stands for bytes that are no text and for signs that would change the
             line it is shown in (line ends, terminal commands, changes of direction).
    digest   SHA-256 of its bytes, hex. Of a file geodatabase or a bare shapefile: over the names and digests of the
             files that make it up, in order of name, so that it changes when any of them does.
    size     bytes, all parts together.
    """

    path: Path
    name: str
    digest: str
    size: int

    @property
    def source(self) -> Source:
        """The file as a whole, for findings."""
        return Source(self.name, self.digest)
