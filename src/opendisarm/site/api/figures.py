"""Figures of the ledgers: balances, flows, and why they are what they are."""

# ruff: noqa: B006 - the library reads these defaults, and nobody changes them
from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from opendisarm.core.clocks import Span
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.explaining import OutOfReachError, explained_for, may_split
from opendisarm.site.api.interface import ALWAYS, By, Known, On, Scope, clocks
from opendisarm.site.api.schemas import Balances, Flows, Why
from opendisarm.site.asking import member_of
from opendisarm.site.workspace import served

router = Router(tags=["Figures"])


@router.get("/balances", response={200: Balances} | ALWAYS, url_name="api_balances", operation_id="balances")
def balances(
    request: HttpRequest,
    on: On = None,
    known: Known = None,
    by: By = [],
    treaty: Scope = "",
) -> Any:
    """Square metres in every account at the end of a day, as known at a moment."""
    _may_split(request, by)
    day, moment = clocks(on, known)
    return land_balance(served(), day, moment, by, treaty).as_json()


@router.get("/flows", response={200: Flows} | ALWAYS, url_name="api_flows", operation_id="flows")
def flows(
    request: HttpRequest,
    year: Annotated[int, Query(ge=1900, le=2200)],
    known: Known = None,
    by: By = [],
    treaty: Scope = "",
) -> Any:
    """What moved contaminated land in a year: opening + found - released +- corrections = closing."""
    _may_split(request, by)
    _day, moment = clocks(None, known)
    _ledger, bridges = land_flows(served(), Span.of_year(year), moment, by, treaty)
    rows = [
        {
            "key": list(one.key), "opening": one.opening, "closing": one.closing,
            "flows": {cause.value: m2 for cause, m2 in one.flows.items()},
            "released": {account.value: m2 for account, m2 in one.released.items()},
        }
        for one in bridges
    ]  # fmt: skip
    return {"year": year, "known": moment, "treaty": treaty, "by": by, "unit": "m2", "rows": rows}


@router.get("/why", response={200: Why} | ALWAYS, url_name="api_why", operation_id="why")
def why(
    request: HttpRequest,
    ref: Annotated[str, Query(min_length=1, max_length=400)],
    on: On = None,
    known: Known = None,
) -> Any:
    """What stands behind a figure, an entry, a duty or a cell of a report: cleared/admin1=North, H-7, E-0123..."""
    day, moment = clocks(on, known)
    try:
        found, bare = explained_for(served(), member_of(request).reader, ref, day, moment)
    except OutOfReachError:
        raise PermissionDenied from None
    if not bare:
        return found.as_json()
    told = _("The records behind this figure are withheld: your account does not reach all of them.")
    return found.as_json() | {"arithmetic": "", "withheld": told}


def _may_split(request: HttpRequest, by: list[str]) -> None:
    if not may_split(member_of(request).reader, by):
        raise PermissionDenied
