"""Open a database: an SQLite file (default) or a PostgreSQL database, the same code and meaning on both."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from opendisarm.store import settings as store_settings

if TYPE_CHECKING:
    from opendisarm.store.journal_store import JournalStore

_numbers = count(1)

SQLITE_OPTIONS: dict[str, Any] = {
    # FULL: an acknowledged entry survives a power cut; WAL with NORMAL may lose the last commits.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
}


def open_store(where: str | Path) -> JournalStore:
    """The journal at an SQLite path or a postgresql:// address; made or brought up to date when need be.

    Errors  ValueError on an address of another kind; the driver's own error when a server cannot be reached.
    """
    alias = open_database(where, "store")
    from opendisarm.store.journal_store import JournalStore  # models cannot be imported before Django is set up

    return JournalStore(alias)


def open_database(where: str | Path, app: str, pragmas: str = "") -> str:
    """Django's name for the connection to a database that holds the tables of one app, and no other's.

    pragmas  for SQLite only, besides those that every file of ours has.
    Errors   as `open_store`.
    """
    _set_up_django()
    alias = f"{app}{next(_numbers)}"
    described = database_settings(str(where), pragmas)
    connections.databases[alias] = connections.configure_settings({"default": {}, alias: described})[alias]
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes(app)):
        call_command("migrate", app, database=alias, verbosity=0)
    return alias


def _set_up_django() -> None:
    if not settings.configured:
        given = {name: value for name, value in vars(store_settings).items() if name.isupper()}
        settings.configure(**given, DATABASES={})
        django.setup()


def database_settings(where: str, pragmas: str = "") -> dict[str, Any]:
    """A database as Django describes it.  Errors  ValueError on an address of another kind."""
    if "://" not in where:
        options = {**SQLITE_OPTIONS, "init_command": f"{SQLITE_OPTIONS['init_command']} {pragmas}"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": where, "OPTIONS": options}
    address = urlsplit(where)
    if address.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"'{where}' is neither a file nor a postgresql:// address.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": unquote(address.hostname or ""),
        "PORT": str(address.port or ""),
    }
