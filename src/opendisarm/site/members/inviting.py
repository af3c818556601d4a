"""Invitations: an administrator says who may come and how far they reach; the guest chooses a password."""

from __future__ import annotations

import secrets
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
    if Member.objects.filter(username__iexact=username).exists():
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
    if found is None or Member.objects.filter(username__iexact=found.username).exists():
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


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
