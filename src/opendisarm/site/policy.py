"""Who may come to which page: every route names what it needs, and a route that names nothing is shut."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, Final

from allauth.account import app_settings as accounts
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from opendisarm.access.roles import RESTRICTED, Permission
from opendisarm.site.frame import home_of
from opendisarm.site.members.models import Member
from opendisarm.site.tokens.door import admitted

View = Callable[..., HttpResponseBase]


class Open(Enum):
    """Needs that are no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SURE = "sure"
    """Signed in, and having shown in the last minutes that it is still they."""


Needs = Permission | Open


@dataclass(frozen=True, slots=True)
class Route:
    """One page.  where: as Django's `path` takes it; needs: what its reader must hold.

    by_token  whether programs may come, too: with a token instead of a session, and answered in JSON.
    """

    where: str
    view: View
    name: str
    needs: Needs
    by_token: bool = False

    def pattern(self) -> URLPattern:
        """As Django wants it."""
        return path(self.where, self.view, name=self.name)


OF_THE_LIBRARY: Final[dict[str, Needs]] = {
    "account_login": Open.PUBLIC,
    "account_logout": Open.PUBLIC,
    "account_inactive": Open.PUBLIC,
    "mfa_authenticate": Open.PUBLIC,
    "account_reauthenticate": Open.SIGNED_IN,
    "mfa_reauthenticate": Open.SIGNED_IN,
    "mfa_reauthenticate_webauthn": Open.SIGNED_IN,
    "mfa_login_webauthn": Open.PUBLIC,
    "account_change_password": Open.SIGNED_IN,
    "mfa_index": Open.SIGNED_IN,
    "mfa_activate_totp": Open.SIGNED_IN,
    "mfa_deactivate_totp": Open.SIGNED_IN,
    "mfa_view_recovery_codes": Open.SIGNED_IN,
    "mfa_generate_recovery_codes": Open.SIGNED_IN,
    "mfa_download_recovery_codes": Open.SIGNED_IN,
    "mfa_list_webauthn": Open.SIGNED_IN,
    "mfa_add_webauthn": Open.SIGNED_IN,
    "mfa_remove_webauthn": Open.SIGNED_IN,
    "mfa_edit_webauthn": Open.SIGNED_IN,
    "usersessions_list": Open.SIGNED_IN,
}
"""Pages of the accounts library that we use; its others (sign-up, e-mail, password by post) stay shut."""


def needs_of(name: str) -> Needs | None:
    """What the page of this name needs; None when nobody said so, and then nobody may come."""
    ours = _ours().get(name)
    return ours.needs if ours is not None else OF_THE_LIBRARY.get(name)


@cache
def _ours() -> dict[str, Route]:
    from opendisarm.site.routes import ROUTES  # the pages themselves import this module

    return {route.name: route for route in ROUTES}


class Guard:
    """Asks before every view, whoever wrote it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django calls a middleware."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: View, _args: tuple[Any, ...], _told: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the view answer.  Errors  Http404 for a page that nobody opened, PermissionDenied."""
        match = request.resolver_match
        needs = needs_of(match.view_name) if match is not None else None
        if needs is None:
            raise Http404("No such page.")
        if match is not None and match.view_name in _ours() and _ours()[match.view_name].by_token:
            return admitted(request, needs if isinstance(needs, Permission) else None)
        return None if needs is Open.PUBLIC else _admitted(request, needs)


def _admitted(request: HttpRequest, needs: Needs) -> HttpResponseBase | None:
    member = request.user
    if not isinstance(member, Member):
        return redirect_to_login(request.get_full_path())
    if isinstance(needs, Permission):
        if not member.reader.may(needs):
            raise PermissionDenied(needs.value)
        if needs in RESTRICTED:
            return _sure_who(request, member)
    return _still_they(request, member) if needs is Open.SURE else None


def _sure_who(request: HttpRequest, member: Member) -> HttpResponseBase | None:
    """What can kill asks for a second factor, and for its holder in the last minutes."""
    if not is_mfa_enabled(member):
        messages.warning(request, _("This page needs a second factor. Set it up first."))
        return redirect("mfa_activate_totp")
    return _still_they(request, member)


def _still_they(request: HttpRequest, member: Member) -> HttpResponseBase | None:
    """What was typed into a form is not kept until they have shown it: it may name somebody."""
    if _proved_lately(request, member):
        return None
    after = request.get_full_path() if request.method in ("GET", "HEAD") else reverse(home_of(member))
    door = get_adapter().get_reauthentication_methods(member)[0]["url"]
    return redirect(f"{door}?{urlencode({'next': after})}")


def _proved_lately(request: HttpRequest, member: Member) -> bool:
    """Whether this session gave a password or a second factor within the last minutes, at sign-in or since."""
    proofs = get_authentication_records(request, member)
    return bool(proofs) and time.time() - proofs[-1]["at"] < accounts.REAUTHENTICATION_TIMEOUT
