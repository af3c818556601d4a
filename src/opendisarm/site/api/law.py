"""What states promised: instruments on a day, and duties."""

# ruff: noqa: ARG001 - the library hands every operation its request
from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router

from opendisarm.desk.duties import duties_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.treaties import listed, status
from opendisarm.site.api.interface import ALWAYS, NOT_THERE, Known, On, clocks, not_there
from opendisarm.site.api.schemas import Duties, Status, Treaties
from opendisarm.site.workspace import served

router = Router(tags=["Law"])

Named = Annotated[str, Path(max_length=80)]


@router.get("/treaties", response={200: Treaties} | ALWAYS, url_name="api_treaties", operation_id="treaties")
def treaties(request: HttpRequest) -> Any:
    """Every instrument that can be asked for."""
    told = [{"id": one.id, "short": one.short, "kind": one.kind.value, "binding": one.binding} for one in listed()]
    return {"instruments": told}


@router.get("/treaties/{instrument}", response={200: Status} | NOT_THERE, url_name="api_treaty", operation_id="treaty")
def treaty(request: HttpRequest, instrument: Named, on: On = None, known: Known = None) -> Any:
    """Who is bound by an instrument on a day, or what states said of it."""
    day, moment = clocks(on, known)
    try:
        return status(served(), instrument, day, moment).as_json()
    except DeskError as why:
        not_there("instrument", why)


@router.get("/duties/{state}", response={200: Duties} | NOT_THERE, url_name="api_duties", operation_id="duties")
def duties(request: HttpRequest, state: Named, on: On = None, known: Known = None) -> Any:
    """Every duty of a state on a day, each with its article: due, met, missed, not binding, or unknown."""
    day, moment = clocks(on, known)
    try:
        code, lines = duties_of(served(), state, day, moment)
    except DeskError as why:
        not_there("state", why)
    except (ValueError, OverflowError):  # a day that falls due beyond the last year of the calendar
        raise DeskError(f"No duty can be worked out for {day}.", "Ask for a day nearer to ours.") from None
    return {"state": code, "as_of": {"on": day, "known": moment}, "duties": [line.as_json() for line in lines]}
