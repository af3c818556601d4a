"""What a reader noticed about one value, before anybody knows in which cell it stood."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from opendisarm.core.findings import Code, Finding
from opendisarm.core.sources import Source


class Remark(NamedTuple):
    """A finding in waiting: the code and its facts, without the place."""

    code: Code
    facts: dict[str, Any]

    def at(self, source: Source) -> Finding:
        """The finding, once the place is known."""
        return self.code.at(source, **self.facts)


Parsed: TypeAlias = tuple[Any, tuple[Remark, ...]]
"""(value, remarks); value is None where it is unknown or unreadable (then a remark of severity error says so)."""


def remark(code: Code, **facts: Any) -> tuple[Remark, ...]:
    """One remark, as the tuple that readers return."""
    return (Remark(code, facts),)
