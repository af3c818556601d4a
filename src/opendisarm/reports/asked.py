"""What only the state can answer."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.figures import UNKNOWN, Column, Phrase, Row, Table, Unit

COVER: Final = "cover"
"""The table that stands on the cover page."""


def cover_table() -> Table:
    """Who answers for the report, and when it was filed."""
    asked = (Row("contact", Phrase("National point of contact")), Row("filed", Phrase("Date of submission")))
    return Table(
        COVER, Phrase("Cover page"), Phrase("To be completed by the State"), Phrase("Asked"),
        (Column("answer", Phrase("Answer"), Unit.TERMS),), asked, {(row.key, "answer"): UNKNOWN for row in asked},
    )  # fmt: skip
