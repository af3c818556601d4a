"""The interface itself: what every operation may answer, and how anything that goes wrong is said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from opendisarm import __version__
from opendisarm.core.clocks import parse_known
from opendisarm.desk.errors import DeskError
from opendisarm.site.api.schemas import Trouble
from opendisarm.site.api.trouble import trouble
from opendisarm.site.clocks import now

ROOT: Final = "api/v1"
ALWAYS: Final[dict[Any, Any]] = {304: None, frozenset({400, 401, 403, 422, 429, 503}): Trouble}
"""What any question may be answered with, besides its answer."""
NOT_THERE: Final[dict[Any, Any]] = ALWAYS | {404: Trouble}

On = Annotated[date | None, Query(description="The last field date that counts; today when left out.")]
Known = Annotated[
    str | None,
    Query(max_length=40, description="The last day or UTC moment of entry that counts; now when left out."),
]
By = Annotated[list[Annotated[str, Field(max_length=40)]], Query(max_length=8, description="Split by these.")]
Scope = Annotated[str, Query(max_length=40, description="A treaty: only land that it is about.")]

interface = NinjaAPI(
    title="OpenDisarm", version=__version__, openapi_url=None, docs_url=None, urls_namespace="api",
    description=(
        "One journal of dated records, and the figures that follow from it, as of two clocks. Sign in with a token: "
        "as Bearer, or as the password of HTTP Basic. What you may see here is what you may see on the pages."
    ),
    openapi_extra={
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"}
            }
        },
        "security": [{"bearer": []}, {"basic": []}],
        "info": {"license": {"name": "Apache License 2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"}},
    },
)  # fmt: skip


class NotThereError(Exception):
    """What the address names is not there for this reader."""

    def __init__(self, where: str, why: DeskError) -> None:
        super().__init__(where)
        self.where, self.why = where, why


def not_there(where: str, why: DeskError) -> NoReturn:
    """Answer 404 instead of 422: the address itself names what there is not.  where: which part of it."""
    raise NotThereError(where, why) from None


def clocks(on: date | None, known: str | None) -> tuple[date, datetime | None]:
    """Both clocks, today and now where they are left out.  Errors  DeskError."""
    try:
        return on or now().date(), parse_known(known) if known else None
    except (ValueError, OverflowError):
        what = _("“%(text)s” is no day or moment.") % {"text": (known or "")[:40]}
        raise DeskError(what, _("Write it as 2024-12-31.")) from None


@interface.exception_handler(ValidationError)
def unreadable(_request: HttpRequest, why: ValidationError) -> HttpResponse:
    """A parameter or a body that is not as the document says."""
    findings = [
        {
            "code": str(one["type"]), "what": str(one["msg"]).rstrip(".") + ".", "severity": "error",
            "where": ".".join(str(part) for part in one["loc"]), "remedy": _("Write it as the document says."),
        }
        for one in why.errors[:100]
    ]  # fmt: skip
    return trouble(
        422, _("The question cannot be read."), _("Write it as the document says."), findings[0]["where"], findings
    )


@interface.exception_handler(DeskError)
def asked_wrongly(_request: HttpRequest, why: DeskError) -> HttpResponse:
    """A question that has no answer."""
    return trouble(422, why.what, why.remedy)


@interface.exception_handler(NotThereError)
def nothing_there(_request: HttpRequest, there: NotThereError) -> HttpResponse:
    """Something that the address names."""
    return trouble(404, there.why.what, there.why.remedy, there.where)


@interface.exception_handler(Http404)
def nowhere(_request: HttpRequest, _why: Http404) -> HttpResponse:
    """An address that there is not."""
    return trouble(404, _("There is nothing at this address."), _("Look at the list of operations."))


@interface.exception_handler(PermissionDenied)
def refused(_request: HttpRequest, _why: PermissionDenied) -> HttpResponse:
    """Something beyond the reader's role or reach."""
    return trouble(
        403, _("Your account does not reach this."), _("Ask an administrator of this workspace if your task needs it.")
    )


@interface.exception_handler(HttpError)
def as_the_library_says(_request: HttpRequest, why: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    return (
        trouble(422, _("The body cannot be read."), _("Send it as the document says."), "body")
        if (why.status_code == 400)
        else trouble(why.status_code, str(why), "")
    )


@interface.exception_handler(OSError)
def not_now(_request: HttpRequest, _why: OSError) -> HttpResponse:
    """The disk or the database."""
    return trouble(503, _("The journal cannot be read or written just now."), _("Try again in a while."))
