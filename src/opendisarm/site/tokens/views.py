"""A member's own tokens; and, for administrators, everybody's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from opendisarm.access.roles import Permission
from opendisarm.desk.errors import DeskError
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.tokens.making import LONGEST, end, make
from opendisarm.site.tokens.models import Token

_USUAL = timedelta(days=90)


class Wanted(forms.Form):
    """A name, a last day, and whether it may bring records."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"), max_length=60,
        help_text=gettext_lazy("For example: QGIS on my laptop."),
    )  # fmt: skip
    ends = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A year from today at most."),
    )  # fmt: skip
    submits = forms.BooleanField(
        label=gettext_lazy("May bring records, besides reading"), required=False,
        help_text=gettext_lazy("What it brings waits for review, like everything that you bring."),
    )  # fmt: skip

    def __init__(self, *args: Any, may_submit: bool, **told: Any) -> None:
        super().__init__(*args, **told)
        if not may_submit:
            del self.fields["submits"]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The tokens of whoever asks, newest first."""
    listed = [(one, one.opens(now().date())) for one in member_of(request).tokens.select_related("member")]
    return render(request, "tokens/mine.html", {"tokens": listed})


@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def making(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is shown on the answer to this, and never again."""
    member, today = member_of(request), now().date()
    usual = {"ends": today + _USUAL}
    form = Wanted(request.POST or None, initial=usual, may_submit=member.may(Permission.SUBMIT))
    form.fields["ends"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            secret = make(member, told["name"], told["ends"], now(), submits=told.get("submits", False))
        except ValueError as why:
            form.add_error(None, str(why))
        else:
            said = {
                "secret": secret,
                "name": told["name"],
                "ends": told["ends"],
                "root": request.build_absolute_uri("/"),
            }
            return render(request, "tokens/made.html", said)
    return render(request, "tokens/new.html", {"form": form})


@require_POST
def ending(request: HttpRequest, number: int) -> HttpResponse:
    """End a token of one's own."""
    found = member_of(request).tokens.filter(pk=number).first()
    return _end(request, found, "tokens")


@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """The tokens of all members that still open something."""
    today = now().date()
    found = Token.objects.select_related("member").filter(ended=None, ends__gte=today, member__is_active=True)
    return render(request, "tokens/everybody.html", {"tokens": found})


@require_POST
def ending_of_anybody(request: HttpRequest, number: int) -> HttpResponse:
    """End a token of any member."""
    return _end(request, Token.objects.select_related("member").filter(pk=number).first(), "tokens_of_all")


def _end(request: HttpRequest, found: Token | None, back: str) -> HttpResponse:
    if found is None:
        raise DeskError(_("There is no such token."), _("Look at the list; it may have been ended already."))
    if end(found, member_of(request).username, now()):
        messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": found.name})
    return redirect(back)
