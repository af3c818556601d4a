"""Members, invitations, and the log of what was changed about members.  No record of the field lies here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from opendisarm.access.roles import Permission, Role
from opendisarm.access.scope import Reader, Scope


class Members(BaseUserManager["Member"]):
    """Members by their names for signing in."""


class Member(AbstractBaseUser):
    """Somebody with an account.

    username  as it enters the journal for ever: a name for work, not more of the person than the office wants.
    role      of `access.roles`, as text, so that a new role needs no migration.
    org       the only organisation whose records are seen, "" for all; areas: names of first-level units, none = all.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=40)
    org = models.CharField(max_length=120, blank=True)
    areas: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Members()

    class Meta:
        """In the order of their names."""

        app_label = "members"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    @property
    def reader(self) -> Reader:
        """Who asks, as the desk knows them."""
        return Reader(self.username, Role(self.role), Scope(self.org, frozenset(self.areas)))

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it; somebody who was shut out may nothing."""
        return self.is_active and self.reader.may(permission)


class Invitation(models.Model):
    """A link that makes one account, once.  digest: SHA-256 of the secret in the link, which is kept nowhere."""

    digest = models.CharField(max_length=64, primary_key=True)
    username = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    org = models.CharField(max_length=120, blank=True)
    areas: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    by = models.CharField(max_length=60)
    made = models.DateTimeField()
    ends = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        app_label = "members"
        ordering = ("-made",)


class Change(models.Model):
    """What was changed about a member, by whom: only ever added to."""

    moment = models.DateTimeField()
    by = models.CharField(max_length=60)
    member = models.CharField(max_length=60)
    what = models.CharField(max_length=40)
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        app_label = "members"
        ordering = ("-moment", "-id")
