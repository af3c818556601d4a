"""Tokens as they are kept: a keyed digest, what it may do, until when."""

from __future__ import annotations

from datetime import date

from django.db import models

from opendisarm.site.members.models import Member


class Token(models.Model):
    """What a program shows instead of a password.

    digest      HMAC of the secret, under a key that lies outside the database; the secret itself is kept nowhere.
    name        for what it is, in its member's words.     submits  whether it may bring records, besides reading.
    ends        last day on which it opens anything, UTC.  used     last day on which it did, None for never.
    ended       when, and by whom, it was ended before its time.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    submits = models.BooleanField(default=False)
    made = models.DateTimeField()
    ends = models.DateField()
    used = models.DateField(null=True)
    ended = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        """Newest first."""

        app_label = "tokens"
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return f"{self.member.username}: {self.name}"

    def opens(self, on: date) -> bool:
        """Whether it opens anything on a day (UTC)."""
        return self.ended is None and on <= self.ends and self.member.is_active
