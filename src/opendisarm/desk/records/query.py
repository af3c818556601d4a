"""What somebody asks of the records: filters, both clocks, an order, a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.standing import Standing

LARGEST_PAGE: Final = 500


class Sort(StrEnum):
    """What a list is ordered by; records that are equal in it follow by their entry ids."""

    ON = "on"
    ENTERED = "entered"
    KIND = "kind"
    REF = "ref"
    AREA = "area_m2"
    ADMIN1 = "admin1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All filters must hold; an empty one holds of everything.

    text        words, each of which stands somewhere in the sender's id, entry id, hazard, place names or file name.
    orgs, admin1   names of which one must fit; "" among them asks for records that name none.
    hazard, batch, file   the whole name, as it was entered.
    first, last    field dates, both inclusive; a record without a field date is in no span.
    on          last field date that counts; records without one are listed.
    known       moment of knowledge, None for now: what was entered later is not listed, and the review stands as it
                stood then.
    descending  what is not told comes last in either direction.
    page        from 1; size: records a page.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    orgs: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()
    hazard: str = ""
    batch: str = ""
    file: str = ""
    first: date | None = None
    last: date | None = None
    standing: frozenset[Standing] = frozenset()
    on: date | None = None
    known: datetime | None = None
    sort: Sort = Sort.ON
    descending: bool = True
    page: int = 1
    size: int = 50

    def refuse(self) -> None:
        """Errors  DeskError on a page that cannot be, a span that is reversed, a moment without its time zone."""
        if self.page < 1:
            raise DeskError(f"There is no page {self.page}.", "Pages are counted from 1.")
        if not 1 <= self.size <= LARGEST_PAGE:
            raise DeskError(f"A page cannot have {self.size} records.", f"Ask for 1 to {LARGEST_PAGE}.")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise DeskError(f"Nothing is between {self.first} and {self.last}.", "Give the earlier date first.")
        if self.known is not None and self.known.tzinfo is None:
            raise DeskError(f"{self.known.isoformat()} has no time zone.", "Give the moment in UTC.")
