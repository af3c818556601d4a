"""How far somebody reaches: whose records, and of which areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from opendisarm.access.roles import Permission, Role, may


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records of which areas.

    org    the only organisation whose records are seen; "" for all of them (the authority, auditors).
    areas  first-level administrative units, as records name them; empty for all of them.
    """

    org: str = ""
    areas: frozenset[str] = frozenset()

    def holds(self, org: str, area: str) -> bool:
        """Whether a record of an organisation in an area is within reach.

        A record without an area is only within reach of those who see every area: nobody can say that it is theirs.
        """
        return self.org in ("", org) and (not self.areas or area in self.areas)


EVERYTHING: Final = Scope()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks: who, in which role, how far.

    name  as it enters the journal.
    """

    name: str
    role: Role
    scope: Scope = EVERYTHING

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it."""
        return may(self.role, permission)

    def reaches(self, org: str, area: str) -> bool:
        """Whether records of this organisation in this area may be seen at all."""
        return self.may(Permission.SEE_RECORDS) and self.scope.holds(org, area)


def areas_of(text: Iterable[str]) -> frozenset[str]:
    """Areas as somebody typed them; blanks and empty ones fall away."""
    return frozenset(name for word in text if (name := " ".join(word.split())))
