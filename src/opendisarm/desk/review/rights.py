"""Which permission each act of a review needs, and whose records somebody reaches."""

from __future__ import annotations

from typing import Final

from opendisarm.access.roles import Permission, Role
from opendisarm.access.scope import Reader
from opendisarm.core.journal import Entry
from opendisarm.core.review import Act
from opendisarm.desk.errors import DeskError

PERMISSION: Final[dict[Act, Permission]] = {
    Act.VERIFY: Permission.VERIFY,
    Act.APPROVE: Permission.DECIDE,
    Act.RETURN: Permission.DECIDE,
    Act.WITHDRAW: Permission.WITHDRAW,
}

AUTHORITY: Final = Reader("", Role.APPROVER)
"""Whoever sits at the machine and holds the whole workspace, before the door has said who it is."""

NEEDS_REASON: Final = frozenset({Act.RETURN, Act.WITHDRAW})
"""Whoever sent the record must be able to read why."""

OWN_EYES: Final = frozenset({Act.VERIFY, Act.APPROVE})
"""Acts that nobody does to a record that they entered themselves."""


def refuse_role(reader: Reader, act: Act) -> None:
    """Errors  DeskError when the role may not do this at all, or a verifier belongs to no organisation."""
    if not reader.may(PERMISSION[act]):
        role = reader.role.value.replace("_", " ")
        raise DeskError(f"The role '{role}' may not {act.value} records.", "Ask somebody whose role allows it.")
    if act is Act.VERIFY and not reader.scope.org:
        raise DeskError(
            "Records are verified by the organisation that sent them, and this account belongs to none.",
            "Ask the administrator to name its organisation.",
        )


def reached(reader: Reader, entry: Entry) -> bool:
    """Whether somebody may see a record in a review.  A record without a province is seen by those who see them all."""
    place = entry.payload.get("place")
    area = place.get("admin1", "") if isinstance(place, dict) else ""
    return reader.reaches(entry.org, area)


def withheld(entry: Entry) -> bool:
    """Whether the record is about one person: a review then shows that there is a record, and not what it says."""
    return entry.kind.startswith("person.")
