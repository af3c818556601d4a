"""Programs within a test: a client that signs in with a token of a member."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.site.members.models import Member
from opendisarm.site.tokens.making import make
from tests.site.conftest import Site


@dataclass(frozen=True)
class Program:
    """A token and its member; `get` and `post` send it."""

    member: Member
    secret: str

    @property
    def bearer(self) -> str:
        return f"Bearer {self.secret}"

    @property
    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.member.username}:{self.secret}".encode()).decode()

    def get(self, where: str, **headers: str) -> Any:
        return Client(enforce_csrf_checks=True).get(where, headers={"Authorization": self.bearer, **headers})

    def json(self, where: str) -> Any:
        answer = self.get(where)
        assert answer.status_code == 200, (where, answer.status_code, answer.content)
        return answer.json()

    def post(self, where: str, body: Any, **told: Any) -> Any:
        return Client(enforce_csrf_checks=True).post(where, body, headers={"Authorization": self.bearer}, **told)


def program(site: Site, role: Role, *, submits: bool = False, **told: Any) -> Program:
    """A program of a member of this role, who is made when there is none."""
    member = site.member(role, **told)
    return Program(member, make(member, "a test", today() + timedelta(days=30), datetime.now(UTC), submits=submits))


def today() -> Any:
    return datetime.now(UTC).date()
