"""When something went wrong with an account: end its sessions, take its second factor away, shut it out at once.

Each asks for a reason, and is on record with it before it happens.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from opendisarm.desk.errors import DeskError
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.members.models import Change, Member

LONGEST_REASON = 300


class Reason(forms.Form):
    """Why, for the record."""

    reason = forms.CharField(label=gettext_lazy("Why, for the record"), max_length=LONGEST_REASON, min_length=3)


def sessions_of(member: Member) -> list[UserSession]:
    """Where a member is signed in now, the latest first."""
    listed: list[UserSession] = UserSession.objects.purge_and_list(member)
    return sorted(listed, key=lambda one: one.last_seen_at, reverse=True)


def factors_of(member: Member) -> list[Authenticator]:
    """The second factors that a member set up."""
    return list(Authenticator.objects.filter(user=member).order_by("created_at"))


def end_all_sessions(member: Member) -> int:
    """Sign a member out everywhere; of how many places."""
    open_ones = sessions_of(member)
    for session in open_ones:
        session.end()
    return len(open_ones)


@require_POST
def end_sessions(request: HttpRequest, number: int) -> HttpResponse:
    """Sign a member out everywhere; they may sign in again."""
    found, reason = _asked(request, number, oneself=True)
    with transaction.atomic():
        _keep(request, found, "signed out", reason)
        count = end_all_sessions(found)
    messages.success(request, _("Sessions that were ended: %(count)s.") % {"count": count})
    return redirect("member", number)


@require_POST
def reset_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take a member's second factors away, and sign them out: they set up new ones when they next come in."""
    found, reason = _asked(request, number)
    with transaction.atomic():
        factors = [one.type for one in factors_of(found)]
        _keep(request, found, "second factor reset", reason, factors=factors)
        Authenticator.objects.filter(user=found).delete()
        end_all_sessions(found)
    messages.success(request, _("The second factor is gone. Make sure in person that it is they who set up the next."))
    return redirect("member", number)


@require_POST
def shut_out(request: HttpRequest, number: int) -> HttpResponse:
    """Let a member do nothing from now on, wherever they are signed in; their tokens open nothing, either."""
    found, reason = _asked(request, number)
    with transaction.atomic():
        _keep(request, found, "shut out", reason)
        Member.objects.filter(pk=found.pk).update(is_active=False)
        end_all_sessions(found)
    messages.success(request, _("%(name)s is shut out.") % {"name": found.username})
    return redirect("member", number)


def _asked(request: HttpRequest, number: int, *, oneself: bool = False) -> tuple[Member, str]:
    """Whom it is about, and why.  Errors  DeskError when it cannot be done."""
    form = Reason(request.POST)
    if not form.is_valid():
        raise DeskError(_("The record needs a reason. Nothing was changed."), _("Say why, in 3 to 300 letters."))
    found = Member.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    if found.pk == member_of(request).pk and not oneself:
        raise DeskError(_("Your own account is for another administrator to change."), _("Ask another administrator."))
    return found, " ".join(form.cleaned_data["reason"].split())


def _keep(request: HttpRequest, found: Member, what: str, reason: str, **told: Any) -> None:
    Change.objects.create(
        moment=now(), by=member_of(request).username, member=found.username, what=what, told={"reason": reason} | told
    )
