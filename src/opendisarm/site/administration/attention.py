"""What an administrator should look at first, as sentences with the page where it is mended."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opendisarm.access.roles import RESTRICTED, Role, may
from opendisarm.desk.backups import last_backup
from opendisarm.desk.people.vault import keys_of
from opendisarm.desk.workspace import Workspace
from opendisarm.site.administration import reach
from opendisarm.site.members.models import Member

OLD_BACKUP: Final = timedelta(days=7)
_ASLEEP: Final = timedelta(days=90)
_FREE_BYTES: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at.  page, number: where; urgent: something may be lost if it waits."""

    words: str
    page: str
    number: int | None = None
    urgent: bool = False


def points(workspace: Workspace, moment: datetime, orgs: Collection[str], places: Collection[str]) -> list[Point]:
    """All of them, urgent ones first.  orgs, places: organisations and first-level areas that records name."""
    found = [*_of_backups(workspace, moment), *_of_the_machine(workspace), *_of_members(moment, orgs, places)]
    return sorted(found, key=lambda point: not point.urgent)


def _of_backups(workspace: Workspace, moment: datetime) -> Iterator[Point]:
    last, entries = last_backup(workspace), workspace.store.head().seq
    if last is None:
        if entries:
            yield Point(_("No backup was ever made. One disk that fails takes everything."), "backups", urgent=True)
    elif moment - last.made > OLD_BACKUP:
        days = (moment - last.made).days
        words = ngettext(
            "The last backup is %(days)s day old, and %(entries)s entries came since.",
            "The last backup is %(days)s days old, and %(entries)s entries came since.",
            days,
        ) % {"days": days, "entries": max(0, entries - last.entries)}
        yield Point(words, "backups", urgent=True)
    elif last.entries > entries:
        words = _("The journal holds fewer entries than the last backup (%(now)s, then %(then)s): find out why.")
        yield Point(words % {"now": entries, "then": last.entries}, "journal", urgent=True)


def _of_the_machine(workspace: Workspace) -> Iterator[Point]:
    if (workspace.folder / "vault.sqlite").is_file() and not (keys_of(workspace) / "master.key").is_file():
        words = _(
            "The keys of the vault are not on this machine: nobody can read who the persons are. Bring them back."
        )
        yield Point(words, "backups", urgent=True)
    free = shutil.disk_usage(workspace.folder).free
    if free < _FREE_BYTES:
        words = _("Only %(megabytes)s MB are free on the disk of the journal. When it is full, nothing can be entered.")
        yield Point(words % {"megabytes": free // 1_000_000}, "backups", urgent=True)


def _of_members(moment: datetime, orgs: Collection[str], places: Collection[str]) -> Iterator[Point]:
    members = list(Member.objects.filter(is_active=True))
    if sum(member.role == Role.ADMINISTRATOR for member in members) == 1:
        words = _("There is one administrator. If they lose their second factor, nobody can help them: invite another.")
        yield Point(words, "invite")
    sure = set(Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user_id", flat=True))
    for member in members:
        if member.pk not in sure and any(may(Role(member.role), one) for one in RESTRICTED):
            words = _("%(name)s needs a second factor for their task, and has set up none.")
            yield Point(words % {"name": member.username}, "member", member.pk)
        if moment - (member.last_login or member.joined) > _ASLEEP:
            words = _("%(name)s has not signed in for more than 90 days. Is the account still needed?")
            yield Point(words % {"name": member.username}, "member", member.pk)
    for one in (*reach.of_organisations(members, orgs), *reach.of_areas(members, places)):
        words = _("No record names “%(name)s”, which %(member)s is bound to: they see nothing of it.")
        if one.like:
            words = _("No record names “%(name)s”, which %(member)s is bound to. Is “%(like)s” meant?")
        said = {"name": one.name, "member": one.member.username, "like": one.like}
        yield Point(words % said, "member", one.member.pk)
