"""What the desk needs of a place where a journal is kept: append and load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from opendisarm.core.journal import Entry, Head, Mark, Proposal


class Store(Protocol):
    """A journal.  `opendisarm.store.JournalStore` is one; its docstrings hold the contracts."""

    def alone(self) -> AbstractContextManager[None]:
        """Until the end of the block nobody else enters anything."""
        ...

    def append(
        self,
        proposals: Sequence[Proposal],
        *,
        batch: str,
        by: str,
        moment: datetime,
        progress: Callable[[int], None] | None = None,
    ) -> list[str]:
        """Enter proposals, all or none; the ids that are new."""  # fmt: skip
        ...

    def head(self, known: datetime | None = None) -> Head:
        """Where the journal ended at a moment."""
        ...

    def marks(self, head: Head) -> list[Mark]:
        """What it takes to decide which entries count."""
        ...

    def load(
        self,
        head: Head | None = None,
        *,
        kinds: Collection[str] = (),
        ids: Collection[str] | None = None,
        ref: str = "",
        digest: str = "",
        file: str = "",
        batch: str = "",
    ) -> Iterator[Entry]:
        """Entries in the order of the chain; ids: None = all."""  # fmt: skip
        ...

    def payloads(self, head: Head, kinds: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
        """(entry id, organisation, kind, payload as JSON text), up to a head."""
        ...

    def lines(self, head: Head, kinds: Collection[str], after: int = 0) -> Iterator[tuple[Any, ...]]:
        """What a list needs of entries of these kinds, in the order of the chain, after a place in it."""
        ...

    def refs(self, kinds: Collection[str]) -> list[tuple[str, str, str, str, str]]:
        """(kind, organisation, sender's id, field date, entry id)."""
        ...

    def holds(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids the journal already holds."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
