"""Both clocks of a page: from its address, so that a link shows the same figures to whoever follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from opendisarm.core.clocks import parse_known

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Clocks:
    """on: last field date that counts; known: last moment of entry that counts, None for now.

    said     what the address said of them, for links that keep it.
    wrong    what could not be read, as sentences; the clock then stands at today.
    """

    on: date
    known: datetime | None
    said: tuple[tuple[str, str], ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """ "?on=...&known=..." as far as the address said it, else ""."""
        return f"?{urlencode(self.said)}" if self.said else ""

    @property
    def known_day(self) -> date | None:
        """The day of knowledge."""
        return self.known.date() if self.known else None


def now() -> datetime:
    """The moment at this door, UTC."""
    return datetime.now(UTC)


def clocks_of(asked: QueryDict) -> Clocks:
    """The clocks that an address asks for; what cannot be read is told, never guessed."""
    on, known = now().date(), None
    said: list[tuple[str, str]] = []
    wrong: list[str] = []
    if text := asked.get("on", "").strip():
        try:
            on = _within_reason(date.fromisoformat(text))
            said.append(("on", text))
        except ValueError:
            wrong.append(_("“%(text)s” is no date. Write it as 2024-12-31.") % {"text": text[:40]})
    if text := asked.get("known", "").strip():
        try:
            known = parse_known(text)
            said.append(("known", text))
        except (ValueError, OverflowError):
            wrong.append(_("“%(text)s” is no day or moment. Write it as 2024-12-31.") % {"text": text[:40]})
    return Clocks(on, known, tuple(said), tuple(wrong))


def _within_reason(day: date) -> date:
    """Deadlines are counted from it in years, and the calendar ends in 9999.  Errors  ValueError."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(day)
    return day


def of(request: HttpRequest) -> Clocks:
    """The clocks of a request, read once."""
    found = getattr(request, "clocks", None)
    if found is None:
        try:
            asked = request.GET
        except TooManyFieldsSent:  # the page that says so has clocks, too
            asked = QueryDict()
        found = clocks_of(asked)
        request.clocks = found  # type: ignore[attr-defined]  # ours, for this request
    return found
