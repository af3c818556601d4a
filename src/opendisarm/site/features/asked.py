"""What the address of a layer asks for.  Anything that is not known or cannot be read is refused, as the standard asks.

Source  OGC 17-069r4, 7.15: limit, bbox, datetime; 7.14: filters by properties; unknown or invalid parameters are 400.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from math import isfinite
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from opendisarm.core.clocks import parse_known
from opendisarm.desk.features.asked import LARGEST_PAGE, Asked, Box
from opendisarm.desk.features.layers import Layer
from opendisarm.desk.records.standing import Standing
from opendisarm.site.clocks import now

ALWAYS: Final = ("f", "on", "known")
PAGING: Final = ("limit", "bbox", "datetime", "cursor")
USUAL_PAGE: Final = 100
ANY: Final = "any"
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?", re.ASCII)
_LONGEST: Final = 200


class UnreadableError(Exception):
    """A parameter that is not known or cannot be read.  where: its name."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what, self.remedy = where, what, remedy


def refuse_unknown(request: HttpRequest, known: Collection[str]) -> None:
    """Errors  UnreadableError for a parameter that is not known here, is given twice, or says too much."""
    for name, values in request.GET.lists():
        if name not in known:
            what = _("There is no parameter “%(name)s” here.") % {"name": name[:40]}
            raise UnreadableError(name[:40], what, _("Use: %(known)s.") % {"known": ", ".join(known)})
        if len(values) > 1:
            raise UnreadableError(name, _("It is given more than once."), _("Give it once."))
        if len(values[0]) > _LONGEST or "\x00" in values[0]:
            raise UnreadableError(name, _("It is no text of this parameter."), _("Give a shorter one."))


def clocks_asked(request: HttpRequest) -> Asked:
    """Both clocks, and nothing else.  Errors  UnreadableError."""
    on, known = now().date(), None
    if text := request.GET.get("on", ""):
        on = _day("on", text)
    if text := request.GET.get("known", ""):
        try:
            known = parse_known(text)
        except (ValueError, OverflowError):
            raise UnreadableError(
                "known", _("“%(text)s” is no day or moment.") % {"text": text[:40]}, _("Write it as 2024-12-31.")
            ) from None
    return Asked(on=on, known=known)


def items_asked(request: HttpRequest, layer: Layer) -> Asked:
    """All that the address of a page asks for.  Errors  UnreadableError."""
    refuse_unknown(request, (*ALWAYS, *PAGING, *layer.filters))
    clocks, asked = clocks_asked(request), request.GET
    first, last = _days(asked["datetime"]) if "datetime" in asked else (None, None)
    standing = _standing(asked["standing"]) if "standing" in asked else clocks.standing
    return Asked(
        on=clocks.on, known=clocks.known,
        boxes=_boxes(asked["bbox"]) if "bbox" in asked else (),
        first=first, last=last, standing=standing,
        hazard=asked.get("hazard", ""), admin1=asked.get("admin1", ""), org=asked.get("org", ""),
        limit=_limit(asked["limit"]) if "limit" in asked else USUAL_PAGE, after=asked.get("cursor", ""),
    )  # fmt: skip


def _limit(text: str) -> int:
    """More than the largest page is answered with the largest page (17-069r4, 7.15.2)."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) >= 1):
        raise UnreadableError("limit", _("It is no number of features."), _("Give 1 or more."))
    return min(int(text), LARGEST_PAGE)


def _boxes(text: str) -> tuple[Box, ...]:
    """One box, or the two halves of one that reaches over the antimeridian; heights are read and passed over."""
    parts = text.split(",")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) not in (4, 6) or not all(map(isfinite, numbers)):
        raise UnreadableError(
            "bbox", _("It has to be four numbers, or six with heights."), _("Give west,south,east,north in degrees.")
        )
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    low, high = (0.0, 0.0) if len(numbers) == 4 else (numbers[2], numbers[5])
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90 and low <= high):
        raise UnreadableError(
            "bbox", _("It is no part of the earth."), _("Longitude goes from -180 to 180, latitude from -90 to 90.")
        )
    if west <= east:
        return ((west, south, east, north),)
    return (west, south, 180.0, north), (-180.0, south, east, north)


def _days(text: str) -> tuple[date | None, date | None]:
    """First and last day of an instant or an interval; None at an open end."""
    start, slash, end = text.partition("/")
    if not slash:
        day = _instant(start)
        return day, day
    first = None if start in ("", "..") else _instant(start)
    last = None if end in ("", "..") else _instant(end)
    if first is None and last is None:
        raise UnreadableError("datetime", _("An interval has at least one end."), _("Leave the parameter out."))
    if first is not None and last is not None and last < first:
        raise UnreadableError("datetime", _("It ends before it begins."), _("Give the earlier day first."))
    return first, last


def _instant(text: str) -> date:
    if _MOMENT.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC).date() if moment.tzinfo is not None else moment.date()
        except (ValueError, OverflowError):
            pass
    what = _("“%(text)s” is no moment and no interval.") % {"text": text[:40]}
    raise UnreadableError(
        "datetime", what, _("Write 2024-12-31, 2024-12-31T00:00:00Z, or an interval as 2024-01-01/..")
    )


def _standing(text: str) -> frozenset[Standing]:
    if text == ANY:
        return frozenset(Standing)
    try:
        return frozenset({Standing(text)})
    except ValueError:
        known = ", ".join((*Standing, ANY))
        what = _("“%(text)s” is no state of the review.") % {"text": text[:40]}
        raise UnreadableError("standing", what, _("Choose one of: %(known)s.") % {"known": known}) from None


def _day(name: str, text: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    what = _("“%(text)s” is no day.") % {"text": text[:40]}
    raise UnreadableError(name, what, _("Write it as 2024-12-31."))
