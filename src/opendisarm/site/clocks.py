"""Both clocks of a page: from its address, so that a link shows the same figures to whoever follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from opendisarm.core.clocks import parse_known


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
            on = date.fromisoformat(text)
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


def of(request: HttpRequest) -> Clocks:
    """The clocks of a request, read once."""
    found = getattr(request, "clocks", None)
    if found is None:
        found = clocks_of(request.GET)
        request.clocks = found  # type: ignore[attr-defined]  # ours, for this request
    return found
