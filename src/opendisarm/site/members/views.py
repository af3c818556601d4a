"""Who is who: members, their roles and reach; invitations."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from opendisarm.access.roles import GRANTS, RESTRICTED, Role
from opendisarm.access.scope import areas_of
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.members.inviting import invite
from opendisarm.site.members.models import Change, Invitation, Member
from opendisarm.site.members.securing import end_all_sessions, factors_of, sessions_of
from opendisarm.site.members.telling import told_of

ROLES = {
    Role.COLLECTOR: gettext_lazy("collector"),
    Role.TEAM_LEADER: gettext_lazy("team leader"),
    Role.OPERATOR_OFFICER: gettext_lazy("operator's information officer"),
    Role.DATA_OFFICER: gettext_lazy("authority's data officer"),
    Role.QUALITY_OFFICER: gettext_lazy("authority's quality officer"),
    Role.APPROVER: gettext_lazy("approver"),
    Role.FOCAL_POINT: gettext_lazy("treaty focal point"),
    Role.DONOR: gettext_lazy("donor"),
    Role.ASSISTANCE_WORKER: gettext_lazy("victim assistance worker"),
    Role.AUDITOR: gettext_lazy("auditor"),
    Role.ADMINISTRATOR: gettext_lazy("administrator"),
}


class Reach(forms.Form):
    """A role, and how far it reaches."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(role.value, words) for role, words in ROLES.items()])
    org = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=120, required=False,
        help_text=gettext_lazy("Only its records are seen. Empty: those of all organisations."),
    )  # fmt: skip
    areas = forms.CharField(
        label=gettext_lazy("Provinces"), required=False, max_length=2000,
        help_text=gettext_lazy("As records name them, separated by commas. Empty: all."),
    )  # fmt: skip

    def reach(self) -> tuple[Role, str, list[str]]:
        """What was chosen."""
        told = self.cleaned_data
        return Role(told["role"]), " ".join(told["org"].split()), sorted(areas_of(told["areas"].split(",")))


class Guest(Reach):
    """Whom to invite."""

    username = forms.CharField(label=gettext_lazy("Name for signing in"), max_length=60)
    field_order = ("username", "role", "org", "areas")


class Changed(Reach):
    """What may be changed of a member; the name for signing in stays, because the journal holds it."""

    is_active = forms.BooleanField(label=gettext_lazy("May sign in"), required=False)


@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Everybody, what was changed about them, and who was invited."""
    said = {
        "members": [(one, ROLES[Role(one.role)]) for one in Member.objects.all()],
        "invitations": Invitation.objects.filter(used=None, ends__gt=now()),
        "changes": Change.objects.all()[:50],
    }
    return render(request, "members/page.html", said)


@require_http_methods(["GET", "POST"])
def inviting(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once."""
    form = Guest(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, org, areas = form.reach()
        try:
            secret = invite(form.cleaned_data["username"], role, member_of(request).username, now(), org, areas)
        except ValueError as why:
            form.add_error("username", str(why))
        else:
            link = request.build_absolute_uri(reverse("invitation", args=[secret]))
            return render(request, "members/link.html", {"link": link, "guest": form.cleaned_data["username"]})
    return render(request, "members/invite.html", {"form": form})


@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, number: int) -> HttpResponse:
    """One member: change role and reach, or shut them out."""
    with transaction.atomic():
        found = Member.objects.select_for_update().filter(pk=number).first()
        if found is None:
            raise Http404
        told = {"role": found.role, "org": found.org, "areas": ", ".join(found.areas), "is_active": found.is_active}
        form = Changed(request.POST or None, initial=told)
        if request.method == "POST" and form.is_valid():
            return _change(request, found, form)
    grants = sorted(permission.value for permission in GRANTS[Role(found.role)])
    restricted = [permission.value for permission in RESTRICTED]
    said = {
        "one": found, "form": form, "grants": grants, "restricted": restricted, "oneself": found == request.user,
        "sessions": sessions_of(found), "factors": factors_of(found),
        "changes": [(one, told_of(one)) for one in Change.objects.filter(member=found.username)[:50]],
    }  # fmt: skip
    return render(request, "members/member.html", said)


def _change(request: HttpRequest, found: Member, form: Changed) -> HttpResponse:
    by = member_of(request).username
    if found.username == by:
        messages.error(request, _("Your own role and reach are for another administrator to change."))
        return redirect("member", found.pk)
    role, org, areas = form.reach()
    before = {"role": found.role, "org": found.org, "areas": found.areas, "is_active": found.is_active}
    found.role, found.org, found.areas, found.is_active = role.value, org, areas, form.cleaned_data["is_active"]
    after = {"role": found.role, "org": found.org, "areas": found.areas, "is_active": found.is_active}
    if after != before:
        found.save(update_fields=["role", "org", "areas", "is_active"])
        Change.objects.create(
            moment=now(), by=by, member=found.username, what="changed", told={"before": before, "after": after}
        )
        if not found.is_active:
            end_all_sessions(found)
        messages.success(request, _("Changed."))
    return redirect("members")
