"""Every act of an administrator is on record, beside what was changed about members."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.members.models import Change


def put_on_record(request: HttpRequest, what: str, about: str = "", **told: Any) -> None:
    """Say who did what.  what: two or three words; about: the member, or the thing by its name."""
    Change.objects.create(moment=now(), by=member_of(request).username, member=about[:60], what=what, told=told)
