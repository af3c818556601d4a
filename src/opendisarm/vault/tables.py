"""Rows in and out of the vault's tables, many at a time.  What they mean is the vault's business."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import connections, models, transaction

from opendisarm.vault.errors import in_words
from opendisarm.vault.models import LookupRow, MarkRow, ReadRow, SealedRow
from opendisarm.vault.read_log import Read, moment_text

_CHUNK: Final = 500
_LOCK: Final = 7_316_882
"""Any fixed number: writers on PostgreSQL queue for this advisory lock."""


@contextmanager
def alone(alias: str) -> Iterator[None]:
    """One writer at a time until the end of the block, and all that it writes or nothing.

    Errors  OSError in the words of the database; RuntimeError inside another transaction: what is logged must be
            on the disk before anything is answered.
    """
    with in_words(), transaction.atomic(using=alias, durable=True):
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def chunks(texts: Collection[str]) -> Iterator[list[str]]:
    """As many as a database takes in one question."""
    asked = list(dict.fromkeys(texts))
    return (asked[start : start + _CHUNK] for start in range(0, len(asked), _CHUNK))


def insert(alias: str, model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """In plain SQL: making a model of every row takes longer than all the rest."""
    connection = connections[alias]
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _CHUNK):
            some = rows[start : start + _CHUNK]
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([places] * len(some))}",
                [cell for row in some for cell in row],
            )


def mark_anew(alias: str, subjects: Collection[str], marks: Sequence[tuple[str, str, str]], kept: str) -> None:
    """Replace the marks of subjects by (subject, scheme, digest); those of the scheme `kept` are only added to."""
    held: set[tuple[str, str, str]] = set()
    for some in chunks(subjects):
        rows = MarkRow.objects.using(alias).filter(subject__in=some)
        rows.exclude(scheme=kept).delete()
        held.update((subject, kept, digest) for subject, digest in rows.values_list("subject", "digest"))
    insert(alias, MarkRow, ("subject", "scheme", "digest"), [mark for mark in marks if mark not in held])


def has_mark(alias: str, digests: Collection[str]) -> bool:
    """Whether anybody has one of these marks."""
    return any(MarkRow.objects.using(alias).filter(digest__in=some).exists() for some in chunks(digests))


def looked_up(alias: str, digests: Collection[str]) -> dict[str, str]:
    """Digest -> subject, of those that are known."""
    rows = LookupRow.objects.using(alias)
    return dict(
        row for some in chunks(digests) for row in rows.filter(digest__in=some).values_list("digest", "subject")
    )


def standing(alias: str, subjects: Collection[str]) -> dict[str, bool]:
    """Subject -> whether the person was erased, of those that are known."""
    rows = LookupRow.objects.using(alias)
    return dict(
        row for some in chunks(subjects) for row in rows.filter(subject__in=some).values_list("subject", "gone")
    )


def sealed(alias: str, subjects: Collection[str]) -> Iterator[tuple[str, str, str, bytes]]:
    """(subject, sealed at, by, content) of every version, each person's oldest first."""
    for some in chunks(subjects):
        rows = SealedRow.objects.using(alias).filter(subject__in=some).order_by("seq")
        for subject, at, by, content in rows.values_list("subject", "sealed_at", "by", "content"):
            yield subject, at, by, bytes(content)


def marked(alias: str) -> dict[str, dict[str, str]]:
    """Subject -> scheme -> digest."""
    found: dict[str, dict[str, str]] = {}
    rows = MarkRow.objects.using(alias).values_list("subject", "scheme", "digest")
    for subject, scheme, digest in rows.iterator(chunk_size=2_000):
        found.setdefault(subject, {})[scheme] = digest
    return found


def reads(alias: str, subject: str = "") -> list[Read]:
    """Rows of the reading log in the order of the chain; of one subject when one is given."""
    rows = ReadRow.objects.using(alias).order_by("seq")
    return [_read(row) for row in (rows.filter(subject=subject) if subject else rows)]


def last_read(alias: str) -> Read | None:
    """The last row of the reading log."""
    row = ReadRow.objects.using(alias).order_by("-seq").first()
    return None if row is None else _read(row)


def log(alias: str, read: Read) -> None:
    """Add a row to the reading log."""
    cells = (
        read.seq, moment_text(read.moment), read.by, read.subject, read.purpose, read.what, read.previous, read.chain,
    )  # fmt: skip
    insert(alias, ReadRow, ("seq", "moment", "by", "subject", "purpose", "what", "previous", "chain"), [cells])


def forget(alias: str, subject: str) -> None:
    """Delete what is sealed of a person, and the marks; the lookup stays and says that the person is gone."""
    SealedRow.objects.using(alias).filter(subject=subject).delete()
    MarkRow.objects.using(alias).filter(subject=subject).delete()
    LookupRow.objects.using(alias).filter(subject=subject).update(gone=True)


def scrub(alias: str) -> None:
    """Leave nothing of deleted rows in an SQLite file: deleted cells are zeros there, once the log before it is merged.

    While somebody else reads, the log stays until its next merge. PostgreSQL frees deleted rows in its own time.
    """
    if connections[alias].vendor == "sqlite":
        with in_words(), connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _read(row: ReadRow) -> Read:
    return Read(
        seq=row.seq, moment=datetime.fromisoformat(row.moment), by=row.by, subject=row.subject, purpose=row.purpose,
        what=row.what, previous=row.previous, chain=row.chain,
    )  # fmt: skip
