"""What the pages of the import say of a job: its state, what is being done, and why it failed."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opendisarm.site.imports.machine import Progress
from opendisarm.site.imports.models import Failure, Job, State

STATES: Final[dict[str, Promise | str]] = {
    State.WAITING: gettext_lazy("waiting"),
    State.LOOKING: gettext_lazy("being opened"),
    State.MAPPING: gettext_lazy("needs your look at the columns"),
    State.CHECKING: gettext_lazy("being checked"),
    State.CHECKED: gettext_lazy("checked, not entered"),
    State.COMMITTING: gettext_lazy("being entered"),
    State.COMMITTED: gettext_lazy("entered"),
    State.INTERRUPTED: gettext_lazy("interrupted, goes on by itself"),
    State.FAILED: gettext_lazy("failed"),
    State.CANCELLED: gettext_lazy("cancelled"),
}
FIELDS: Final[dict[str, Promise | str]] = {
    "ref": gettext_lazy("number of the report"),
    "kind": gettext_lazy("kind of record"),
    "hazard": gettext_lazy("hazardous area"),
    "date": gettext_lazy("date"),
    "started": gettext_lazy("first day of the work"),
    "area_m2": gettext_lazy("area"),
    "admin1": gettext_lazy("province"),
    "admin2": gettext_lazy("district"),
    "admin1_code": gettext_lazy("code of the province"),
    "admin2_code": gettext_lazy("code of the district"),
    "wkt": gettext_lazy("shape, as WKT"),
    "lon": gettext_lazy("longitude"),
    "lat": gettext_lazy("latitude"),
    "depth_cm": gettext_lazy("depth"),
}
"""Names of fields that a person would not recognise as they stand; the others are read as words."""
FAILURES: Final[dict[str, tuple[Promise | str, Promise | str]]] = {
    Failure.TOO_LONG: (
        gettext_lazy("This took longer than a job may take, and was stopped. Nothing was entered by halves."),
        gettext_lazy("Bring the file in parts, or ask whoever runs this server to allow more time."),
    ),
    Failure.TOO_LARGE: (
        gettext_lazy("The file needs more memory than a job may take. Nothing was entered by halves."),
        gettext_lazy("Bring it in parts, or as a GeoPackage; a workbook is best without empty rows and pictures."),
    ),
    Failure.CUT_TOO_OFTEN: (
        gettext_lazy("This was cut off three times while it ran. It does not start again by itself."),
        gettext_lazy("Ask whoever runs this server what happened; then let it run again."),
    ),
    Failure.NOT_ALLOWED: (
        gettext_lazy("Your account may no longer bring records, so nothing was entered."),
        gettext_lazy("Ask an administrator of this workspace."),
    ),
    Failure.GONE: (
        gettext_lazy("The uploaded file is no longer there."),
        gettext_lazy("Bring it again."),
    ),
    Failure.STORE: (
        gettext_lazy("The journal or the disk refused. Nothing was entered by halves."),
        gettext_lazy("Ask whoever runs this server whether the disk is full; then let it run again."),
    ),
    Failure.FAULT: (
        gettext_lazy("A fault of ours stopped this. Nothing was entered by halves."),
        gettext_lazy("Let it run again; if it stays, tell whoever runs this server."),
    ),
}  # fmt: skip
"""What happened, and what to do."""


def state_of(job: Job) -> str:
    """The state in words."""
    return str(STATES[job.state])


def failure_of(job: Job) -> tuple[str, str]:
    """What happened, and what to do; empty when nothing did."""
    what, remedy = FAILURES.get(job.failure, ("", ""))
    return str(what), str(remedy)


def doing(progress: Progress) -> str:
    """What is being done, in words; the desk says "reading NAME", "checking NAME" and the like."""
    verb, _space, rest = progress.what.partition(" ")
    match verb:
        case "reading":
            return _("Reading %(file)s") % {"file": rest}
        case "checking":
            return _("Checking %(file)s") % {"file": rest}
        case "entering":
            return _("Entering %(file)s") % {"file": rest}
        case "looking":
            return _("Opening the files")
        case "working":
            return _("Working out the ledger")
        case "keeping":
            return _("Keeping what was found")
        case _:
            return _("Starting")


def field_words(name: str) -> str:
    """A field of ours in words."""
    return str(FIELDS[name]) if name in FIELDS else _(name.replace("_", " "))
