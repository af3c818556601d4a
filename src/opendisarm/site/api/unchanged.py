"""304 for a program that asks again while nothing has changed: neither the journal, nor who asks, nor the day."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from opendisarm import __version__
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

View = Callable[..., HttpResponse]


def unchanged(view: View) -> View:
    """A view whose answer follows from the journal, the address, the reader and the day, and carries a tag of them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **told)
        try:
            tag = _tag(request)
        except OSError:
            return view(request, *args, **told)
        has = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
        response = HttpResponseNotModified() if tag in has or "*" in has else view(request, *args, **told)
        if response.status_code in (200, 304):
            response["ETag"] = f"W/{tag}"  # pages tell the moment they were made at, so no two are the same to the byte
            if "Authorization" in request.headers:
                response["Cache-Control"] = "private, no-cache"
            patch_vary_headers(response, ["Accept", "Authorization"])
        return response

    return answer


def _tag(request: HttpRequest) -> str:
    reader = member_of(request).reader
    of = (
        served().store.head().chain, request.get_full_path(), request.headers.get("Accept", ""), get_language(),
        reader.role, reader.scope.org, sorted(reader.scope.areas), now().date(), __version__,
    )  # fmt: skip
    return f'"{sha256(repr(of).encode()).hexdigest()[:32]}"'
