"""From a workspace's folder to a site that can answer: settings, secret, tables, languages, static files.

The site's own tables (members, sessions, invitations) lie in site.sqlite beside the journal, so that a long import and
a sign-in never wait for each other; where the journal is on a server, they lie in that database.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from opendisarm.desk.people.vault import folder_of_keys
from opendisarm.desk.workspace import described
from opendisarm.site import assets, languages
from opendisarm.store.opening import database_settings

_SECRET: Final = "site.key"
_DATABASE: Final = "site.sqlite"
SETTINGS: Final = "opendisarm.site.settings"


def start(folder: Path, names: Sequence[str] = (), *, behind_tls: bool = False) -> None:
    """Make Django ready to serve a workspace; once a process, before anything else asks Django for something.

    names       hosts under which browsers may ask for the site, besides this machine's own.
    behind_tls  browsers reach it by https only: cookies then never travel in the clear.
    Errors      DeskError when the folder is no workspace.
    """
    from opendisarm.site import settings

    described_as = described(folder)
    on_server = "://" in described_as.journal
    put(
        WORKSPACE=folder,
        DATABASES={"default": database_settings(described_as.journal if on_server else str(folder / _DATABASE))},
        SECRET_KEY=_secret(folder_of_keys(f"{described_as.keys}-site")),
        ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, *names],
        LOCALE_PATHS=[str(languages.compiled(folder / "cache"))],
        STATIC_URL=f"/static/{assets.packed(folder / 'cache').name}/",
    )
    if behind_tls:
        put(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True, SECURE_PROXY_SSL_HEADER=_FORWARDED)
    set_up()
    make_tables()


_FORWARDED: Final = ("HTTP_X_FORWARDED_PROTO", "https")


def put(**settings: Any) -> None:
    """Settings, before Django has read them."""
    from opendisarm.site import settings as ours

    for name, value in settings.items():
        setattr(ours, name, value)


def set_up() -> None:
    """Let Django read its settings and load the apps."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def make_tables() -> None:
    """The site's own tables, made or brought up to date."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="default", verbosity=0)
    call_command("createcachetable", database="default", verbosity=0)


def _secret(keys: Path) -> str:
    """What signs cookies; made once, and outside the workspace, so that a copy of the workspace forges none."""
    file = keys / _SECRET
    if not file.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as content:
            content.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii")
