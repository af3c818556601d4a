"""How the accounts library behaves here: nobody signs up; who signs in is looked up by their name alone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from opendisarm.site.asking import member_of
from opendisarm.site.frame import home_of


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # the library carries no types for it
    """An account comes from an invitation (`site.members.inviting`), never from a form that anybody can open."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first room that is open to whoever signed in."""
        return reverse(home_of(member_of(request)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves this machine by post."""
