"""Figures, days and links in templates: grouped as the language groups, in digits 0-9, unknown as a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opendisarm.desk.overview import area_in_words
from opendisarm.desk.voices import Voice, voice_of

register = template.Library()

_DIMENSIONS: Final = {"admin1": "province", "admin2": "district", "hazard": "hazardous area"}
"""Dimensions whose names in code are not what people call them."""


@register.filter
def count(value: int | None) -> str:
    """A number as people read it; None is unknown, never 0."""
    return _("unknown") if value is None else _voice().number(value)


@register.filter
def signed(value: int) -> str:
    """A number with its sign, 0 excepted."""
    return _voice().signed(value)


@register.filter
def area(m2: int | None) -> str:
    """m2 below one square kilometre, else km2 with three decimals; number and unit as the language writes them."""
    return _("unknown") if m2 is None else area_in_words(_voice(), m2)


@register.filter
def pairs(mapping: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Keys with their values.  (`mapping.items` in a template looks for a key "items" first, and a Counter has it.)"""
    return list(mapping.items())


@register.filter
def whole(value: float | None) -> str:
    """A measure to the nearest whole unit."""
    return _("unknown") if value is None else _voice().number(round(value))


@register.filter
def day(value: date | None) -> str:
    """A day in prose."""
    return _voice().day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A UTC moment in prose."""
    return _voice().moment(value) if value else ""


@register.filter
def words(name: Any) -> str:
    """A word of a closed list, or several joined by +, in the reader's language."""
    return " + ".join(_(_DIMENSIONS.get(part, part.replace("_", " "))) for part in str(name).split("+"))


@register.simple_tag(takes_context=True)
def to(context: Context, page: str, *args: Any) -> str:
    """The address of a page at the clocks of this one."""
    clocks = context.get("clocks")
    return reverse(page, args=args) + (clocks.query if clocks is not None else "")


@register.simple_tag(takes_context=True)
def why(context: Context, ref: str, text: str, on: date | None = None) -> SafeString:
    """A figure that opens what stands behind it: beside the page where scripts run, else as a page."""
    clocks = context["clocks"]
    said = dict(clocks.said) | ({"on": on.isoformat()} if on else {})
    address = f"{reverse('why')}?{urlencode({'ref': ref, **said})}"
    return format_html(
        '<a class="figure" href="{0}" hx-get="{0}" hx-target="#why" hx-swap="innerHTML">{1}</a>', address, text
    )


def _voice() -> Voice:
    return voice_of((get_language() or "en").split("-")[0])
