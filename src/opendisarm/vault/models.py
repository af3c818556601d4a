"""The tables of the vault.  None of them holds a word that tells who somebody is.

Times are ISO text in UTC, as in the journal: both databases give back exactly what was put in.
"""

from __future__ import annotations

from django.db import models


class Binding(models.Model):
    """Which keyring this vault belongs to: one row, made when the vault was."""

    id = models.IntegerField(primary_key=True)
    check_value = models.CharField(max_length=64)

    class Meta:
        """A vault is never opened with the keys of another."""

        app_label = "vault"
        db_table = "vault_binding"


class SealedRow(models.Model):
    """What was known of a person at a moment, sealed under that person's own key; a later row replaces it."""

    seq = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=40, db_index=True)
    sealed_at = models.CharField(max_length=32)
    by = models.TextField()
    content = models.BinaryField()

    class Meta:
        """Rows are read in the order in which they were sealed."""

        app_label = "vault"
        db_table = "vault_sealed"
        ordering = ("seq",)


class LookupRow(models.Model):
    """Whom a lookup text stands for; the text is here as a keyed digest only.  gone: the person was erased."""

    digest = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=40, unique=True)
    gone = models.BooleanField(default=False)

    class Meta:
        """It stays after erasure, so that the same file sent again does not bring the person back."""

        app_label = "vault"
        db_table = "vault_lookups"


class MarkRow(models.Model):
    """One mark of a person by one scheme: equal marks are what two records of one person have in common."""

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=40, db_index=True)
    scheme = models.CharField(max_length=20)
    digest = models.CharField(max_length=32)

    class Meta:
        """Only the latest sealed fields of a person have marks."""

        app_label = "vault"
        db_table = "vault_marks"


class ReadRow(models.Model):
    """One act of reading or erasing.  Never changed: a database trigger refuses, and the chain would show it."""

    seq = models.BigIntegerField(primary_key=True)
    moment = models.CharField(max_length=32)
    by = models.TextField()
    subject = models.CharField(max_length=40, blank=True, db_index=True)
    purpose = models.TextField(blank=True)
    what = models.CharField(max_length=40)
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        """Rows are read in the order of the chain."""

        app_label = "vault"
        db_table = "vault_reads"
        ordering = ("seq",)
