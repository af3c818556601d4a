"""A copy of a database as it stood at one moment, while others go on writing to it.

An SQLite file is copied by SQLite's own online backup: its readers and writers go on. From a server, the rows of an
app's tables are read in one transaction that sees one moment, and written to a fresh SQLite file with the same tables,
so that a backup opens on any machine; `filled` writes them into a server again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import Error, connections, transaction

from opendisarm.store.opening import open_database

_ROWS: Final = 2_000


def copied(file: Path, to: Path, without: Sequence[str] = ()) -> None:
    """Copy an SQLite file.  without: tables whose rows stay behind, where there are such tables.

    Errors  OSError in the words of SQLite.
    """
    _make_private(to)
    try:
        with (
            closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=60)) as source,
            closing(sqlite3.connect(to, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing of it beside
            there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in there & set(without):
                copy.execute(f'DELETE FROM "{table}"')
            if without:
                copy.execute("VACUUM")  # deleted rows are gone from the file, too
            [(found,)] = copy.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as why:
        raise OSError(f"{file.name} cannot be copied: {why}") from why
    if found != "ok":
        raise OSError(f"{file.name} is damaged: {found}")


def holds(address: str, table: str) -> bool:
    """Whether there is such a table in the database at an address.  Errors  OSError."""
    alias = open_database(address, "store")
    try:
        return table in connections[alias].introspection.table_names()
    except Error as why:
        raise OSError(_line(why)) from why
    finally:
        connections[alias].close()


def filled(source: str | Path, app: str, target: str | Path) -> int:
    """Copy the rows of an app's tables from one database into the empty tables of another; how many.

    source, target  an SQLite path or a postgresql:// address.
    Errors          OSError, also when the target holds rows already: nothing is written then.
    """
    if "://" not in str(target):
        _make_private(Path(target))
    read, write = open_database(source, app), open_database(target, app)
    try:
        with transaction.atomic(using=read), transaction.atomic(using=write):
            if connections[read].vendor == "postgresql":
                with connections[read].cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            models = list(apps.get_app_config(app).get_models())
            done = sum(_fill(read, write, model._meta) for model in models)
            with connections[write].cursor() as cursor:
                for statement in connections[write].ops.sequence_reset_sql(no_style(), models):
                    cursor.execute(statement)
            return done
    except Error as why:
        raise OSError(_line(why)) from why
    finally:
        connections[read].close()
        connections[write].close()


def _fill(read: str, write: str, table: Any) -> int:
    quote = connections[write].ops.quote_name
    plain = [bool if field.get_internal_type() == "BooleanField" else _plain for field in table.concrete_fields]
    listed = ", ".join(quote(field.column) for field in table.concrete_fields)
    name, first, done = quote(table.db_table), quote(table.pk.column), 0
    with connections[write].cursor() as out:
        out.execute(f"SELECT count(*) FROM {name}")
        if out.fetchone()[0]:
            raise OSError(f"The table {table.db_table} of the target is not empty")
        insert = f"INSERT INTO {name} ({listed}) VALUES ({', '.join(['%s'] * len(plain))})"
        with connections[read].chunked_cursor() as rows:
            rows.execute(f"SELECT {listed} FROM {name} ORDER BY {first}")
            while some := rows.fetchmany(_ROWS):
                out.executemany(insert, [tuple(f(cell) for f, cell in zip(plain, row, strict=True)) for row in some])
                done += len(some)
    return done


def _plain(value: Any) -> Any:
    """As both drivers take it."""
    return bytes(value) if isinstance(value, memoryview) else value


def _make_private(to: Path) -> None:
    os.close(os.open(to, os.O_CREAT | os.O_RDWR, 0o600))


def _line(why: Exception) -> str:
    return str(why).strip().partition("\n")[0] or type(why).__name__
