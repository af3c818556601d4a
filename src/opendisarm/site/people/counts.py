"""Counts of persons: balances, casualties of a year, survivors and who waits, accidents.  For who may see them.

Figures are those of the desk as far as the reader reaches; unknown is a category, and direct and indirect
beneficiaries are never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.casualties import CasualtyTable, state_meant
from opendisarm.desk.people.pyramid import ROWS, pyramid_of, pyramid_svg
from opendisarm.desk.people.reached import accidents_for, balance_for, casualties_for, pathway_for
from opendisarm.desk.voices import voice_of
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.workspace import served

BY: Final = {
    "state": gettext_lazy("state"), "admin1": gettext_lazy("province"), "admin2": gettext_lazy("district"),
    "sex": gettext_lazy("sex"), "age": gettext_lazy("child or adult"), "age_group": gettext_lazy("age group"),
    "disability": gettext_lazy("disability"), "status": gettext_lazy("status"), "device": gettext_lazy("device"),
    "setting": gettext_lazy("setting"), "doing": gettext_lazy("activity"),
    "organisation": gettext_lazy("organisation"), "method": gettext_lazy("method"), "year": gettext_lazy("year"),
}  # fmt: skip
ACCIDENTS_BY: Final = {
    **{name: BY[name] for name in ("setting", "device", "doing", "admin1", "admin2")},
    "marked": gettext_lazy("marked"), "month": gettext_lazy("month"),
}  # fmt: skip
SURVIVORS_BY: Final = ("state", "admin1", "admin2", "sex", "age", "age_group", "disability", "organisation", "year")
_TRACKS: Final = (
    (gettext_lazy("Casualties"), ("killed", "injured", "unknown_outcome", "casualties")),
    (gettext_lazy("Survivors, at the furthest step that each took"),
     ("registered", "need_assessed", "referred", "assisted", "died_later")),
    (gettext_lazy("Reached directly by risk education"), ("reached_direct",)),
    (gettext_lazy("Reached indirectly by risk education"), ("reached_indirect",)),
)  # fmt: skip
"""Accounts that may stand in one table; tables are never added to each other."""
_AS_WRITTEN: Final = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""Around a range of ages: read from the other side, 5–11 would say 11–5."""
_WIDE, _NARROW = 1080, 390


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """?by=sex&by=age on both clocks: persons in every account, track by track."""
    at, reader = clocks.of(request), member_of(request).reader
    told = balance_for(served(), reader, at.on, at.known, _asked(request, BY))
    shape = told.as_json()
    if wants_json(request):
        return JsonResponse(shape)
    whole = reader.scope == EVERYTHING
    tracks = [
        {
            "title": title, "accounts": accounts,
            "rows": [
                {"key": [row[name] for name in told.by], "cells": _cells(row, accounts, told.by if whole else None)}
                for row in shape["rows"]
                if told.by and any(row[account] for account in accounts)
            ],
            "total": _cells(shape["balances"], accounts, () if whole else None),
        }
        for title, accounts in _TRACKS
    ]  # fmt: skip
    said = {"told": told, "tracks": tracks, "whole": whole, "dimensions": _dimensions(request, BY)}
    return render(request, "people/page.html", said | _frame(request, ("by",)))


@require_GET
def casualties(request: HttpRequest) -> HttpResponse:
    """?year=2024&state=KHM: casualties by status, sex, age, disability, device, setting and province."""
    at, reader = clocks.of(request), member_of(request).reader
    state, year = _state(request), _year(request)
    table = casualties_for(served(), reader, state, year, at.on, at.known)
    if wants_json(request):
        return JsonResponse(table.as_json())
    said = {
        "table": table, "splits": _splits(table), "whole": reader.scope == EVERYTHING,
        "of": {"state": state, "year": year}, "all": sum(table.total.values()),
    }  # fmt: skip
    return render(request, "people/casualties.html", said | _frame(request, ("state", "year")))


@require_GET
def pyramid(request: HttpRequest) -> HttpResponse:
    """The casualties of a year by sex and age as an SVG picture; ?narrow=1 for small screens."""
    at, reader = clocks.of(request), member_of(request).reader
    found = pyramid_of(served(), reader, _state(request), _year(request), at.on, at.known)
    svg = pyramid_svg(found, _pyramid_words(), _lang(), _NARROW if request.GET.get("narrow") else _WIDE)
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


@require_GET
def pathway(request: HttpRequest) -> HttpResponse:
    """Survivors registered, assessed, referred and assisted; who waits too long, by reference, for who sees persons."""
    at, reader = clocks.of(request), member_of(request).reader
    found = pathway_for(served(), reader, at.on, at.known, _asked(request, SURVIVORS_BY))
    named = reader.may(Permission.SEE_PERSONS)
    if wants_json(request):
        shape = found.as_json()
        return JsonResponse(shape if named else {**shape, "waiting_too_long": None})
    said = {"found": found, "named": named, "dimensions": _dimensions(request, SURVIVORS_BY)}
    return render(request, "people/pathway.html", said | _frame(request, ("by",)))


@require_GET
def accidents(request: HttpRequest) -> HttpResponse:
    """?year=2024&by=setting&by=device: the accidents of a year, grouped and one by one."""
    at, reader = clocks.of(request), member_of(request).reader
    state, year = _state(request), _year(request)
    found = accidents_for(served(), reader, state, year, at.known, _asked(request, ACCIDENTS_BY))
    if wants_json(request):
        return JsonResponse(found.as_json())
    said = {
        "found": found, "of": {"state": state, "year": year},
        "dimensions": [(name, words, name in found.by) for name, words in ACCIDENTS_BY.items()],
    }  # fmt: skip
    return render(request, "people/accidents.html", said | _frame(request, ("by", "state", "year")))


def _cells(row: dict[str, Any], accounts: Sequence[str], by: Sequence[str] | None) -> list[tuple[str, int, str]]:
    """(account, persons, what `why` calls it).  by: None for who is told a part of a figure that `why` tells whole."""
    where = "".join(f"/{name}={row[name]}" for name in by or ())
    return [(account, row[account], "" if by is None else f"people/{account}{where}") for account in accounts]


def _splits(table: CasualtyTable) -> list[dict[str, Any]]:
    """Every split with its denominator: cases of which the attribute is known; unknown has no share."""
    voice, found = voice_of(_lang()), []
    for name, lines in table.splits.items():
        known = table.known_cases(name)
        rows = [
            (line, "" if line.value in ("unknown", "") or not known
             else f"{voice.decimal(100 * line.casualties / known, 1)} %")
            for line in lines
        ]  # fmt: skip
        found.append({"name": name, "words": BY[name], "rows": rows, "known": known})
    return found


def _pyramid_words() -> dict[str, str]:
    ages = {f"age:{age.value}": f"{_AS_WRITTEN[0]}{age.value.replace('-', '–')}{_AS_WRITTEN[1]}" for age in ROWS}
    return ages | {
        "title": _("Casualties by sex and age"), "nobody": _("Nobody is recorded."),
        "male": _("Men and boys"), "female": _("Women and girls"), "others": _("Other sex, or unknown"),
        "killed": _("killed"), "injured": _("injured"), "unknown_outcome": _("outcome unknown"),
        "age:adult": _("adult, age unknown"), "age:child": _("child, age unknown"), "age:unknown": _("age unknown"),
    }  # fmt: skip


def _asked(request: HttpRequest, known: Sequence[str] | dict[str, Any]) -> list[str]:
    asked = [name for name in request.GET.getlist("by") if name]
    if wrong := [name for name in asked if name not in known]:
        raise DeskError(
            _("Persons are not split by “%(name)s”.") % {"name": wrong[0][:40]}, _("Use the choices on the page.")
        )
    return list(dict.fromkeys(asked))


def _dimensions(request: HttpRequest, names: Sequence[str] | dict[str, Any]) -> list[tuple[str, Any, bool]]:
    return [(name, BY[name], name in request.GET.getlist("by")) for name in names]


def _frame(request: HttpRequest, kept: Sequence[str]) -> dict[str, Any]:
    told = [(name, value) for name in kept for value in request.GET.getlist(name) if value]
    return {"kept_fields": told, "sees_persons": member_of(request).reader.may(Permission.SEE_PERSONS)}


def _state(request: HttpRequest) -> str:
    return state_meant(served(), request.GET.get("state", "").strip())


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "").strip() or str(clocks.of(request).on.year)
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) >= 1):
        raise DeskError(_("“%(text)s” is no year.") % {"text": text[:20]}, _("Write it as 2024."))
    return int(text)


def _lang() -> str:
    return (get_language() or "en").split("-")[0]
