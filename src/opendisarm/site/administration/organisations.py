"""Who sends records here, and of which areas; members bound to either of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from opendisarm.desk import organisations as desk
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.workspace import Workspace
from opendisarm.site.administration import reach
from opendisarm.site.administration.models import Organisation
from opendisarm.site.administration.record import put_on_record
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.members.models import Member
from opendisarm.site.workspace import served

KINDS = {
    "": gettext_lazy("not told"),
    "operator": gettext_lazy("operator"),
    "authority": gettext_lazy("authority"),
    "donor": gettext_lazy("donor"),
    "security_forces": gettext_lazy("army or police"),
    "united_nations": gettext_lazy("United Nations"),
    "assistance": gettext_lazy("victim assistance or health"),
    "other": gettext_lazy("another"),
}


class Card(forms.Form):
    """What the office says of an organisation.  Its name stays: it is the journal's."""

    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=250, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KINDS.items()), required=False)
    contact = forms.CharField(
        label=gettext_lazy("Office to ask"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Address, telephone or e-mail of an office; no person's name or number."),
    )  # fmt: skip


@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations that the journal knows, beside their cards and members."""
    workspace = served()
    cards = {card.name: card for card in Organisation.objects.all()}
    members: dict[str, list[Member]] = defaultdict(list)
    for member in Member.objects.filter(is_active=True).exclude(org=""):
        members[member.org].append(member)
    known = desk.organisations(workspace)
    names = {one.name for one in known}
    lines = [(one, cards.get(one.name), members.get(one.name, [])) for one in known]
    silent = sorted((cards.keys() | members.keys()) - names)
    wrong = list(reach.of_organisations([one for found in members.values() for one in found], names))
    if wants_json(request):
        return JsonResponse({"organisations": [_told(*line) for line in lines], "without_records": silent})
    said = {
        "lines": [(one, card, KINDS.get(card.kind, card.kind) if card else "", found) for one, card, found in lines],
        "silent": silent, "wrong": wrong,
    }  # fmt: skip
    return render(request, "administration/organisations.html", said)


def _told(one: desk.Organisation, card: Organisation | None, members: list[Member]) -> dict[str, Any]:
    return {
        "name": one.name, "full_name": card.full_name if card else "", "kind": card.kind if card else "",
        "records": one.records, "waiting": one.waiting, "hazards": one.hazards, "sends_persons": one.persons,
        "last_entry": one.last.isoformat(),
        "last_field_date": one.last_on.isoformat() if one.last_on else None, "members": len(members),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """One organisation by the name in ?name=: its card, to be changed."""
    name, workspace = request.GET.get("name", ""), served()
    one = next((found for found in desk.organisations(workspace) if found.name == name), None)
    members = Member.objects.filter(org=name) if name else Member.objects.none()
    card = Organisation.objects.filter(name=name).first()
    if not name or len(name) > 250 or (one is None and card is None and not members):
        raise Http404
    before = {"full_name": card.full_name, "kind": card.kind, "contact": card.contact} if card else {}
    form = Card(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid() and _names_nobody(form, workspace):
        told = form.cleaned_data
        by = {"by": member_of(request).username, "changed": now()}
        Organisation.objects.update_or_create(name=name, defaults=told | by)
        put_on_record(request, "organisation described", name, **told)
        messages.success(request, _("Changed."))
        return redirect("organisations")
    return render(
        request, "administration/organisation.html", {"name": name, "one": one, "form": form, "members": members}
    )


def _names_nobody(form: Card, workspace: Workspace) -> bool:
    """Whether the full name is none of a person; the form says so when it is."""
    try:
        refuse_names(workspace, form.cleaned_data["full_name"])
    except DeskError:
        form.add_error("full_name", _("This looks like a person's name or number. Write the organisation's."))
        return False
    return True


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Areas that records name, who is bound to them, and whose area no record names."""
    members = list(Member.objects.filter(is_active=True))
    known = desk.areas(served())
    bound: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for name in member.areas:
            bound[name].append(member)
    if wants_json(request):
        told = [
            {"name": one.name, "records": one.records, "hazards": one.hazards, "organisations": one.organisations,
             "districts": dict(one.districts), "members": len(bound.get(one.name, []))}
            for one in known
        ]  # fmt: skip
        return JsonResponse({"areas": told})
    said = {
        "lines": [(one, bound.get(one.name, [])) for one in known],
        "wrong": list(reach.of_areas(members, {one.name for one in known})),
        "unnamed": next((one.records for one in known if not one.name), 0),
    }
    return render(request, "administration/areas.html", said)
