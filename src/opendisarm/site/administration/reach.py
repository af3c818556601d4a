"""Members whose reach names what no record names: they see nothing, and mostly somebody mistyped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from opendisarm.site.members.models import Member


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A name in a member's reach that no record carries.  like: the nearest that records do carry, "" when none is."""

    member: Member
    name: str
    like: str


def of_areas(members: Iterable[Member], known: Collection[str]) -> Iterator[Mistyped]:
    """Areas that no record names."""
    for member in members:
        yield from (Mistyped(member, name, _nearest(name, known)) for name in member.areas if name not in known)


def of_organisations(members: Iterable[Member], known: Collection[str]) -> Iterator[Mistyped]:
    """Organisations under whose name nothing was entered."""
    for member in members:
        if member.org and member.org not in known:
            yield Mistyped(member, member.org, _nearest(member.org, known))


def _nearest(name: str, known: Collection[str]) -> str:
    folded = {one.casefold(): one for one in known if one}
    found = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
