"""When released land was handed over, where a sender's own column tells it: records have no field for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from opendisarm.core.records import LandRecord

COLUMNS: Final = frozenset({
    "handover", "handover date", "handed over", "handed over on", "date of handover", "hand over date",
    "remise", "date de remise", "entrega", "fecha de entrega", "التسليم", "تاريخ التسليم",
})  # fmt: skip
"""How senders head that column; case, underscores and dashes do not matter."""


def handed_over(releases: Iterable[LandRecord]) -> date | None:
    """The last day of handover that these releases tell; None where one of them tells none, or no plain date."""
    days = [_day(record) for record in releases]
    told = [day for day in days if day is not None]
    return max(told) if told and len(told) == len(days) else None


def _day(record: LandRecord) -> date | None:
    for column, text in record.extra:
        if " ".join(column.replace("_", " ").replace("-", " ").split()).casefold() in COLUMNS:
            try:
                return date.fromisoformat(text.strip()[:10])
            except ValueError:
                return None
    return None
