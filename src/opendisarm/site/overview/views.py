"""The overview: one look at the land, the year, the years, the duties, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from opendisarm.access.roles import Permission
from opendisarm.core.vocabulary import Account, Cause
from opendisarm.desk.overview import Drawn, Overview, drawn, overview
from opendisarm.desk.voices import Voice, voice_of
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import Clocks
from opendisarm.site.workspace import served

_WIDTHS: Final = (1000, 358)
"""Pixels that a picture has beside the rooms, and on a telephone."""
_ACCOUNTS: Final = (Account.CONFIRMED, Account.SUSPECTED, Account.CLEARED, Account.REDUCED, Account.CANCELLED)
"""In large letters: first what is still to be done."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, and what stands behind it: a name for `why` (on a day), or an address."""

    words: str
    ref: str = ""
    on: date | None = None
    address: str = ""


@require_GET
def overview_page(request: HttpRequest) -> HttpResponse:
    """Balances, the year, the years, duties; what waits and what came, as far as the reader reaches it."""
    at, reader = clocks.of(request), member_of(request).reader
    found = overview(served(), at.on, at.known, reader=reader)
    if wants_json(request):
        return JsonResponse(found.as_json())
    voice = voice_of((get_language() or "en").split("-")[0])
    stocks = {stock.account: stock for stock in found.stocks}
    said: dict[str, Any] = {
        "found": found,
        "stocks": [stocks[account] for account in _ACCOUNTS],
        "correction": stocks[Account.CORRECTION],
        "pictures": [_shown(one, voice, found, at) for one in drawn(found, voice, _WIDTHS)],
        "due": [(one, (one.on - at.on).days) for one in found.due],
        "see_records": reader.may(Permission.SEE_RECORDS),
    }
    return render(request, "overview/page.html", said)


def _shown(picture: Drawn, voice: Voice, found: Overview, at: Clocks) -> dict[str, Any]:
    """A picture for the page: wide and narrow, and the table of the same figures."""
    table = picture.table
    return {
        "name": picture.name,
        "wide": picture.svgs[0],
        "narrow": picture.svgs[1],
        "title": voice.say(table.form),
        "stub": voice.say(table.stub),
        "columns": [voice.say(column.label) for column in table.columns],
        "numbers": picture.name != "duties",
        "rows": [
            (
                voice.say(row.label),
                [
                    _behind(picture.name, row.key, column.key, voice.cell(table.cell(row.key, column.key)), found, at)
                    for column in table.columns
                ],
            )
            for row in table.rows
        ],
    }


def _behind(name: str, row: str, column: str, words: str, found: Overview, at: Clocks) -> Cell:
    """A cell with what stands behind it."""
    if name == "bridge":
        return _of_the_year(row, words, found, at)
    if name == "duties":
        return Cell(words, ref=f"{found.state}/{row}" if column == "answer" else "")
    on = date.fromisoformat(row)
    return Cell(words, ref=column, on=on) if column in set(Account) else Cell(words, address=_flows(on.year, at))


def _of_the_year(step: str, words: str, found: Overview, at: Clocks) -> Cell:
    """A step of the bridge: land that was open, or what one cause did to it."""
    first = found.year.first
    match step:
        case "opening":
            return Cell(words, ref="open", on=first - timedelta(days=1))
        case "closing":
            return Cell(words, ref="open")
        case _ if step in set(Cause):
            return Cell(words, ref=f"flow/{step}/{first.isoformat()}")
    return Cell(words, address=_flows(found.on.year, at))


def _flows(year: int, at: Clocks) -> str:
    return f"{reverse('flows')}?{urlencode([('year', year), *at.said])}"
