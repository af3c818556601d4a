"""A page of the documentation as a test reads it: its tables, and its examples with the tables under them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_NOTES = "```notes\n"


@dataclass(frozen=True)
class Table:
    """A Markdown table; cells without the blanks around them."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Example:
    """Field notes, and the tables right under them that say what comes of them."""

    notes: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Page:
    """A page of Markdown."""

    text: str

    @cached_property
    def parts(self) -> tuple[Table | str, ...]:
        """Tables, and everything else by paragraph, in order."""
        return tuple(_part(block) for block in re.split(r"\n\s*\n", self.text.strip()))

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """Every block of field notes with its tables, which end at the next words."""
        found: list[Example] = []
        notes = ""
        tables: list[Table] = []
        for part in (*self.parts, "the end"):
            if isinstance(part, Table):
                tables.append(part)
                continue
            if notes:
                found.append(Example(notes, tuple(tables)))
            notes = part.removeprefix(_NOTES).removesuffix("```") if part.startswith(_NOTES) else ""
            tables = []
        return tuple(found)

    def table(self, *head: str) -> Table:
        """The one table outside the examples whose header begins with these words."""
        shown = [table for example in self.examples for table in example.tables]
        [found] = [
            part
            for part in self.parts
            if isinstance(part, Table) and part.head[: len(head)] == head and not any(part is table for table in shown)
        ]
        return found


def _part(block: str) -> Table | str:
    if not block.startswith("|"):
        return block
    head, _, *rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in block.splitlines()]
    return Table(head, tuple(rows))
