"""The one shape of everything that went wrong, for programs: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import JsonResponse

CODES: Final = {
    400: "bad_request", 401: "not_signed_in", 403: "refused", 404: "not_found", 405: "method_not_allowed",
    413: "too_large", 422: "not_accepted", 429: "too_many", 500: "our_fault", 503: "not_now",
}  # fmt: skip
"""Status -> the word for it that programs compare."""


def trouble(
    status: int, what: str, remedy: str, where: str = "", findings: Sequence[Mapping[str, Any]] = ()
) -> JsonResponse:
    """An answer that says so.  where: the parameter, header, file and row; "" for the question as a whole.

    findings  each of the same shape, where there is more than one thing to say.
    """
    told = {
        "code": CODES[status],
        "what": what,
        "where": where,
        "remedy": remedy,
        "findings": [dict(one) for one in findings],
    }
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
