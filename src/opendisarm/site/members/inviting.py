"""Invitations: an administrator says who may come and how far they reach; the guest chooses a password."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from opendisarm.access.roles import Role
from opendisarm.site.members.models import Change, Invitation, Member

LASTS: Final = timedelta(hours=48)


class NotInvitedError(Exception):
    """The link is wrong, used or too old; which of them is nobody's business who does not hold a good one."""


def invite(username: str, role: Role, by: str, moment: datetime, org: str = "", areas: Collection[str] = ()) -> str:
    """The secret of a new invitation; it is shown once and kept nowhere.

    Errors  ValueError in one sentence when the name is no name, or somebody has it already.
    """
    username = username.strip()
    if not username or len(username) > 60 or not username.isprintable() or any(sign.isspace() for sign in username):
        raise ValueError("A name for signing in has 1 to 60 letters, digits or signs, and no spaces.")
    if username != unicodedata.normalize("NFKC", username) or len(_alphabets(username)) > 1:
        raise ValueError("A name for signing in has letters of one alphabet, in their usual form.")
    if _taken(username):
        raise ValueError(f"Somebody is called {username} already.")
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        Invitation.objects.create(
            digest=_digest(secret), username=username, role=role.value, org=org, areas=sorted(areas), by=by,
            made=moment, ends=moment + LASTS,
        )  # fmt: skip
        told = {"role": role.value, "org": org, "areas": sorted(areas)}
        Change.objects.create(moment=moment, by=by, member=username, what="invited", told=told)
    return secret


def invitation(secret: str, moment: datetime) -> Invitation:
    """The invitation behind a link.  Errors  NotInvitedError."""
    found = Invitation.objects.filter(digest=_digest(secret), used=None, ends__gt=moment).first()
    if found is None or _taken(found.username):
        raise NotInvitedError
    return found


def accept(secret: str, name: str, password: str, moment: datetime) -> Member:
    """The new member.  Errors  NotInvitedError, also when another browser was faster."""
    with transaction.atomic():
        invited = invitation(secret, moment)
        if not Invitation.objects.filter(digest=invited.digest, used=None).update(used=moment):
            raise NotInvitedError
        member = Member(
            username=invited.username, name=name, role=invited.role, org=invited.org, areas=invited.areas, joined=moment
        )
        member.set_password(password)
        member.save()
        Change.objects.create(moment=moment, by=member.username, member=member.username, what="joined")
    return member


def nobody_yet() -> bool:
    """Whether the workspace still waits for its first member."""
    return not Member.objects.exists()


def _taken(username: str) -> bool:
    """Whether somebody has this name, or one that only case or width tells from it.

    Asked here and not of the database: SQLite knows the case of English letters only.
    """
    return _plain(username) in {_plain(name) for name in Member.objects.values_list("username", flat=True)}


def _plain(username: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())


def _alphabets(username: str) -> set[str]:
    """Of its letters.  An a of another alphabet looks the same, and would sign in the journal as somebody else."""
    return {unicodedata.name(sign, "").split(" ")[0] for sign in username if sign.isalpha()}


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
