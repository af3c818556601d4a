"""The site within a test: a small workspace, its members, and a client for each of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from opendisarm.access.roles import Role
from opendisarm.site import starting
from opendisarm.site.members.models import Member
from opendisarm.site.workspace import served
from opendisarm.store.opening import database_settings
from tests.desk.office import Office, square

MOMENT = datetime(2026, 6, 1, 8, tzinfo=UTC)


class Site(Office):
    """An office whose workspace is served; `client(role)` is a browser without scripts, signed in."""

    def member(self, role: Role, org: str = "", areas: tuple[str, ...] = (), username: str = "") -> Member:
        """A member of this role, made when there is none of this name."""
        username = username or role.value
        found = Member.objects.filter(username=username).first()
        if found is None:
            found = Member(username=username, role=role.value, org=org, areas=list(areas), joined=MOMENT)
            found.set_password("a long phrase for tests")
            found.save()
        return found

    def client(self, role: Role | None = None, **told: Any) -> Client:
        """A browser of a member; of the public when there is no role."""
        browser = Client()
        if role is not None:
            browser.force_login(self.member(role, **told))
        return browser

    def with_second_factor(self, browser: Client, member: Member) -> Client:
        """The same browser, its member having just shown a second factor."""
        from allauth.mfa.models import Authenticator

        Authenticator.objects.get_or_create(user=member, type=Authenticator.Type.TOTP, data={"secret": "none"})
        session = browser.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": datetime.now(UTC).timestamp(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(member.pk)
        session.save()
        return browser


@pytest.fixture(scope="session")
def _tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's tables, made once and copied for every test."""
    file = tmp_path_factory.mktemp("site") / "site.sqlite"
    _put_default(str(file))
    starting.make_tables()
    connections.close_all()
    return file


@pytest.fixture
def site(tmp_path: Path, _tables: Path) -> Iterator[Site]:
    """A workspace of two organisations in two provinces."""
    office = Site(tmp_path)
    _put_default(str(shutil.copy(_tables, tmp_path / "site.sqlite")))
    with override_settings(WORKSPACE=office.workspace.folder):
        office.enter(
            f"suspected,S-1,H-1,2024-02-01,,ap_mine,North,HI,{square(20.0)}",
            f"cleared,C-1,H-1,2024-05-01,,ap_mine,North,HI,{square(20.0, side=0.0005)}", org="HI", name="hi.csv",
        )  # fmt: skip
        office.enter(
            f"confirmed,S-2,H-2,2024-03-01,,ap_mine,South,NPA,{square(21.0)}", org="NPA", name="npa.csv", hours=1
        )
        yield office
    served_closed()


def served_closed() -> None:
    """Let go of everything that a test opened."""
    from opendisarm.site import workspace

    workspace._opened.cache_clear()
    connections.close_all()


def _put_default(where: str) -> None:
    """Let the site's own tables lie at an address."""
    connections.databases["default"] = connections.configure_settings({"default": database_settings(where)})["default"]
    if hasattr(connections._connections, "default"):  # type: ignore[attr-defined]  # one that is open to another file
        connections["default"].close()
        del connections["default"]


__all__ = ["Site", "served", "settings"]
