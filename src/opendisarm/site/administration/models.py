"""What the office says of organisations that the journal knows by a name only."""

from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """A card about an organisation.  It changes no record: the journal keeps the name as it was sent.

    name     as records name it.       kind  of `organisations.KINDS`, as text, so that a new kind needs no migration.
    contact  an office: address, telephone, e-mail; never a person.
    """

    name = models.CharField(max_length=250, unique=True)
    full_name = models.CharField(max_length=250, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    contact = models.TextField(max_length=1000, blank=True)
    by = models.CharField(max_length=60)
    changed = models.DateTimeField()

    class Meta:
        """In the order of their names."""

        app_label = "administration"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
