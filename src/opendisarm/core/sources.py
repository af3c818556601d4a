"""Where a fact comes from: a place in a file that somebody sent."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a file that somebody sent.

    file     its name, never its folder.
    digest   SHA-256 of the file's bytes, hex; empty where there is no file (typed at the door).
    sheet    worksheet or layer; empty where the format has none.
    row      row as the sender sees it: in a sheet the row number of the program that shows it
             (header included), in a layer the 1-based feature number; 0 for the file as a whole.
    field    the sender's own column header; empty for the row as a whole.
    cell     spreadsheet address such as "D14"; empty elsewhere.
    """

    file: str = ""
    digest: str = ""
    sheet: str = ""
    row: int = 0
    field: str = ""
    cell: str = ""

    def at(self, field: str, cell: str = "") -> Source:
        """The same row, one field of it."""
        return replace(self, field=field, cell=cell)

    def __str__(self) -> str:
        parts = [self.file or "(typed)"]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.field:
            parts.append(f"{self.field} ({self.cell})" if self.cell else self.field)
        return ", ".join(parts)
