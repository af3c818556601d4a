"""The door for programs: a token as Bearer or as the password of Basic; or a signed-in member, who then only reads."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from opendisarm.access.roles import RESTRICTED, Permission
from opendisarm.site.api.trouble import trouble
from opendisarm.site.clocks import now
from opendisarm.site.members.models import Member
from opendisarm.site.tokens.making import recognised
from opendisarm.site.tokens.models import Token

WRONG: Final = {"token": "10/m/ip"}
"""How many wrong tokens are answered from one address.

A right one is let in all the same: it cannot be guessed, and one forgotten program must not shut out its whole office.
"""
_SAFE: Final = ("GET", "HEAD")
_WHERE: Final = "Authorization"


def admitted(request: HttpRequest, needs: Permission | None) -> HttpResponseBase | None:
    """None lets the view answer, for `request.user`; else why not.  needs: None for anybody who has signed in.

    A token never opens what is restricted, whatever its member may do.
    """
    if needs in RESTRICTED:
        raise ValueError(f"'{needs}' is restricted, and no page for programs may need it.")
    if _WHERE in request.headers:
        token = recognised(_secret(request.headers[_WHERE]), now().date())
        if token is None:
            return _wrong(request)
        request.user = token.member
        return _refused(token.member, needs, token)
    member = request.user
    if not isinstance(member, Member):
        return _nobody(request)
    if request.method not in _SAFE:
        remedy = _("Send it with a token that may bring records; a browser's session cannot.")
        return _to_sign_in(_("Nothing is entered here without a token."), remedy)
    return _refused(member, needs, None)


def _secret(header: str) -> str:
    """What stands in the header as token; "" when it cannot be read."""
    scheme, _space, rest = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _wrong(request: HttpRequest) -> HttpResponseBase:
    if consume(request, app="opendisarm", action="token", config=WRONG, limit_get=True) is None:
        answer = trouble(
            429, _("Too many wrong tokens came from this address."),
            _("Wait a minute, then try with the right one."), _WHERE,
        )  # fmt: skip
        answer["Retry-After"] = "60"
        return answer
    return _to_sign_in(
        _("This token opens nothing."), _("It may have ended; make another one on the page of your account.")
    )


def _nobody(request: HttpRequest) -> HttpResponseBase:
    if request.method in _SAFE and request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        return redirect_to_login(request.get_full_path())
    remedy = _("Send a token: as “Authorization: Bearer …”, or as the password of HTTP Basic.")
    return _to_sign_in(_("Nobody is signed in."), remedy)


def _to_sign_in(what: str, remedy: str) -> HttpResponseBase:
    answer = trouble(401, what, remedy, _WHERE)
    answer["WWW-Authenticate"] = 'Basic realm="OpenDisarm", charset="UTF-8", Bearer realm="OpenDisarm"'
    return answer


def _refused(member: Member, needs: Permission | None, token: Token | None) -> HttpResponseBase | None:
    if needs is None:
        return None
    if not member.may(needs):
        return trouble(
            403, _("Your account does not reach this."),
            _("Ask an administrator of this workspace if your task needs it."), _WHERE,
        )  # fmt: skip
    if needs is Permission.SUBMIT and token is not None and not token.submits:
        return trouble(403, _("This token only reads."), _("Make one that may bring records."), _WHERE)
    return None
