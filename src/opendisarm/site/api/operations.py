"""All operations of the interface, put together once: addresses for the site, and the document that describes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse

from opendisarm.site.api.figures import router as figures
from opendisarm.site.api.interface import ROOT, interface
from opendisarm.site.api.journal import router as journal
from opendisarm.site.api.law import router as law
from opendisarm.site.api.records import router as records
from opendisarm.site.api.reports import router as reports
from opendisarm.site.api.submitting import router as submitting


@dataclass(frozen=True, slots=True)
class Operation:
    """where: its address below the root of the interface, as Django's `path` takes it."""

    where: str
    view: Callable[..., HttpResponse]
    name: str


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation, in the order of the document."""
    for router in (figures, records, submitting, law, reports, journal):
        interface.add_router("", router)
    return tuple(
        Operation(str(pattern.pattern), pattern.callback, str(pattern.name))
        for bound in interface._get_bound_routers()
        for pattern in bound.urls_paths(bound.prefix)
    )


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document.  The library's operations take no requests of their own; their addresses are the site's."""
    operations()
    return dict(interface.get_openapi_schema(path_prefix=f"{ROOT}/"))
