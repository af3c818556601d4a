"""What a program is told when a fault of ours stops an answer, or a body is larger than anybody needs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from opendisarm.site.api.trouble import trouble

View = Callable[..., HttpResponse]
LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a field file that a program may send."""
_LOG: Final = logging.getLogger("django.opendisarm")


def safely(view: View) -> View:
    """A view that always answers in the one shape of errors, and never with anything of the machinery."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        if (most := _most_bytes(request)) < _length(request):
            return trouble(
                413, _("This is more than can be sent at once."),
                _("Send %(most)s MiB at most; divide what is larger.") % {"most": most // 2**20}, "Content-Length",
            )  # fmt: skip
        try:
            response = view(request, *args, **told)
        except SuspiciousOperation:
            return trouble(
                400, _("The question cannot be read."), _("Send fewer fields, and only those of the document.")
            )
        except Exception:  # noqa: BLE001 - whatever it is, whoever runs the server reads it in the log, and nobody else
            _LOG.exception("A fault at %s", request.path)
            return trouble(
                500, _("A fault of ours stopped this."), _("Nothing was entered by halves. Try again later.")
            )
        if isinstance(response, HttpResponseNotAllowed):
            refused = trouble(405, _("This address is not asked so."), _("Look at the list of operations."))
            refused["Allow"] = response["Allow"]
            return refused
        return response

    return answer


def _most_bytes(request: HttpRequest) -> int:
    return LARGEST_FILE if request.content_type == "multipart/form-data" else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() else 0
