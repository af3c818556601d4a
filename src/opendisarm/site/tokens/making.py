"""Tokens made, recognised and ended."""

from __future__ import annotations

import hmac
import secrets
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from opendisarm.access.roles import Permission
from opendisarm.site.members.models import Change, Member
from opendisarm.site.tokens.models import Token

LONGEST: Final = timedelta(days=365)
MOST: Final = 20
"""Tokens of one member that still open something."""
_MARK: Final = "odt_"
"""So that people, and programs that look for secrets in files, know what they have found."""


def make(member: Member, name: str, ends: date, moment: datetime, *, submits: bool = False) -> str:
    """The secret of a new token; it is shown once and kept nowhere.

    Errors  ValueError in one sentence: no name, no day of the coming year, too many, or more than the member may.
    """
    name, today = " ".join(name.split()), moment.date()
    if not name or len(name) > 60 or not name.isprintable():
        raise ValueError("A name for a token has 1 to 60 letters, digits or signs.")
    if not today <= ends <= today + LONGEST:
        raise ValueError(f"A token ends between {today} and {today + LONGEST}.")
    if submits and not member.may(Permission.SUBMIT):
        raise ValueError("Your role may not bring records, so a token of yours may not either.")
    secret = _MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        if member.tokens.filter(ended=None, ends__gte=today).count() >= MOST:
            raise ValueError(f"You have {MOST} tokens already; end one that you no longer need.")
        Token.objects.create(
            member=member, digest=digest_of(secret), name=name, submits=submits, made=moment, ends=ends
        )
        told = {"name": name, "ends": ends.isoformat(), "submits": submits}
        _write(moment, member.username, member.username, "token made", told)
    return secret


def recognised(secret: str, on: date) -> Token | None:
    """The token of a secret that opens something on a day; None for every other one, and nothing tells which.

    Method  the database is asked for a keyed digest, so that how long it takes says nothing about the secret.
    """
    digest = digest_of(secret)
    found = Token.objects.select_related("member").filter(digest=digest).first()
    if found is None or not hmac.compare_digest(found.digest, digest) or not found.opens(on):
        return None
    if found.used != on:
        Token.objects.filter(pk=found.pk).update(used=on)
    return found


def end(token: Token, by: str, moment: datetime) -> bool:
    """End a token now; whether it had not been ended before.  by: its member, or an administrator."""
    with transaction.atomic():
        fresh = bool(Token.objects.filter(pk=token.pk, ended=None).update(ended=moment, ended_by=by))
        if fresh:
            _write(moment, by, token.member.username, "token ended", {"name": token.name})
    return fresh


def digest_of(secret: str) -> str:
    """What is kept of a secret.  Shape  64 hexadecimal digits."""
    return hmac.new(_key(settings.SECRET_KEY), secret.encode(), sha256).hexdigest()


@cache
def _key(site_secret: str) -> bytes:
    """A copy of the database alone recognises no token: the key is derived from the site's secret, kept apart."""
    return HKDF(SHA256(), 32, salt=None, info=b"opendisarm tokens").derive(site_secret.encode())


def _write(moment: datetime, by: str, member: str, what: str, told: dict[str, object]) -> None:
    Change.objects.create(moment=moment, by=by, member=member, what=what, told=told)
