"""One's own account: coming in by an invitation, and what belongs to it."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from opendisarm.site.clocks import now
from opendisarm.site.members.inviting import NotInvitedError, accept, invitation
from opendisarm.site.members.models import Invitation, Member


class Coming(forms.Form):
    """A guest's name, and a password of their own choice."""

    name = forms.CharField(label=gettext_lazy("Your name, for colleagues"), max_length=120, required=False)
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("The same password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: object, guest: Invitation, **told: object) -> None:
        super().__init__(*args, **told)  # type: ignore[arg-type]  # as a form takes them
        self._guest = guest
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, object]:
        """The two passwords are one, and not easily guessed."""
        told = super().clean() or {}
        password = told.get("password")
        if password and password != told.get("again"):
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, Member(username=self._guest.username, name=str(told.get("name") or "")))
            except ValidationError as why:
                self.add_error("password", why)
        return told


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The page behind an invitation; it makes the account and signs in."""
    try:
        guest = invitation(secret, now())
        form = Coming(request.POST or None, guest=guest)
        if request.method == "POST" and form.is_valid():
            member = accept(secret, form.cleaned_data["name"], form.cleaned_data["password"], now())
            answer: HttpResponseBase = perform_password_login(request, {}, Login(user=member))
            # A password typed twice a moment ago need not be asked for again at the next door.
            record_authentication(request, member, method="password", reauthenticated=True)
            return answer
    except NotInvitedError:
        return render(request, "members/not_invited.html", status=404)
    return render(request, "members/invited.html", {"form": form, "guest": guest})


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What belongs to the account: role, reach, password, second factor, sessions."""
    return render(request, "members/mine.html")
