"""Whose jobs somebody sees: their own, and those of their organisation as far as their scope goes."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.desk.errors import DeskError
from opendisarm.site.imports.models import Job, KeptMapping


def jobs_of(reader: Reader) -> QuerySet[Job]:
    """Jobs that a reader may see, newest first.

    Those of others only to readers who see every area, for nobody has said yet where the rows lie; and what may tell of
    persons only to those who may see persons.
    """
    others = Q(pk__in=[]) if reader.scope.areas else Q(org=reader.scope.org) if reader.scope.org else Q()
    if not reader.scope.areas and not reader.may(Permission.SEE_PERSONS):
        others &= Q(persons=False)
    return Job.objects.filter(Q(by=reader.name) | others)


def job_of(reader: Reader, key: str) -> Job:
    """A job that the reader may see.  Errors  DeskError, the same for one that is there and not theirs."""
    found = jobs_of(reader).filter(key=key).first()
    if found is None:
        raise DeskError(
            _("There is no such import, or it is not yours to see."), _("Look for it in the list of imports.")
        )
    return found


def mappings_of(reader: Reader) -> QuerySet[KeptMapping]:
    """Mappings that a reader may use: of their organisation; of all for those who see all."""
    return KeptMapping.objects.filter(org=reader.scope.org) if reader.scope.org else KeptMapping.objects.all()
