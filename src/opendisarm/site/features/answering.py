"""How the documents answer programs: errors in their one shape, JSON or a page, and 304 to whoever has it already."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from opendisarm.desk.errors import DeskError
from opendisarm.site.api.safely import safely
from opendisarm.site.api.trouble import trouble
from opendisarm.site.api.unchanged import unchanged
from opendisarm.site.features.asked import UnreadableError
from opendisarm.site.features.links import HTML, JSON

View = Callable[..., HttpResponse]
_FORMATS = ("json", "html")


class _NotThereError(Exception):
    """What the address names is not there for this reader."""

    def __init__(self, where: str, why: DeskError) -> None:
        super().__init__(where)
        self.where, self.why = where, why


def for_programs(view: View) -> View:
    """A view of OGC API Features: GET and HEAD only, whatever goes wrong said in JSON."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = trouble(405, _("Nothing is entered here."), _("Ask with GET."))
            refused["Allow"] = "GET, HEAD"
            return refused
        try:
            if request.GET.get("f", "json") not in _FORMATS:
                raise UnreadableError("f", _("There is no such format."), _("Choose json or html."))
            response = view(request, *args, **told)
        except UnreadableError as why:
            response = trouble(400, why.what, why.remedy, why.where)
        except DeskError as why:
            response = trouble(400, why.what, why.remedy)
        except _NotThereError as there:
            response = trouble(404, there.why.what, there.why.remedy, there.where)
        except Http404:
            response = trouble(404, _("There is nothing at this address."), _("Begin at the landing page."))
        except OSError:
            response = trouble(503, _("The journal cannot be read just now."), _("Try again in a while."))
        patch_vary_headers(response, ["Accept", "Authorization"])
        return response

    return csrf_exempt(safely(unchanged(answer)))  # nothing is entered here, and a token is no cookie


class found_or_404:  # noqa: N801 - reads as the words it stands for
    """What cannot be found within is answered as not there.  where: which part of the address named it."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, why: BaseException | None, _trace: object) -> None:
        if isinstance(why, DeskError):
            raise _NotThereError(self._where, why) from None


def as_html(request: HttpRequest) -> bool:
    """Whether a page for people is asked for: ?f=html, or a header that prefers it."""
    if asked := request.GET.get("f", ""):
        return asked == "html"
    return request.get_preferred_type([JSON, HTML]) == HTML
