"""The one table: journal rows as first entered."""

from __future__ import annotations

from typing import Any

from django.db import models


class JournalRow(models.Model):
    """One entry as first entered.  Never changed: `save` refuses an existing row, and so does a database trigger.

    Record kinds are text plus payload, checked by the core, so that a new kind needs no migration. The payload is
    canonical JSON as text, not a JSON column: the chain is over its exact characters. Times are ISO text in UTC for
    the same reason: both databases give back exactly what was put in.
    """

    seq = models.BigIntegerField(primary_key=True)
    id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40, db_index=True)
    payload = models.TextField()
    file = models.TextField(blank=True, db_index=True)
    file_digest = models.CharField(max_length=64, blank=True, db_index=True)
    sheet = models.TextField(blank=True)
    row = models.BigIntegerField(default=0)
    shape = models.BinaryField(null=True)
    given_shape = models.BinaryField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    on = models.CharField(max_length=10, blank=True)
    ref = models.TextField(blank=True, db_index=True)
    org = models.TextField(blank=True)
    supersedes = models.CharField(max_length=40, blank=True)
    batch = models.CharField(max_length=40, db_index=True)
    entered = models.CharField(max_length=32)
    by = models.TextField()
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        """Rows are read in the order of the chain."""

        app_label = "store"
        db_table = "journal"
        ordering = ("seq",)

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Insert only.  Errors  TypeError: entries are appended through the store, never saved over."""
        raise TypeError("The journal is only added to: append through JournalStore, do not save rows.")

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never.  Errors  TypeError."""
        raise TypeError("The journal is only added to: withdraw an entry with a new entry instead.")
