"""The forms of this report: which tables answer to a letter, and where the tables about people stand."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.declared import Forms
from opendisarm.reports.figures import Phrase
from opendisarm.reports.people.tables import Layout

PEOPLE: Final = Layout(
    warning=Phrase("Form G"),
    helping=Phrase("Form H"),
    title=Phrase("Warnings to the population and risk education in the period, by method"),
    education="G1",
    casualties="H1",
    by_status="H2",
    by_device="H3",
    by_province="H4",
    submunitions="H5",
    services="H6",
    pathway="H7",
    assistance="H8",
)
_LETTERS: Final = {"G": (PEOPLE.education,), "H": PEOPLE.of_assistance}
FORMS: Final = Forms(treaty="CCM", answers=_LETTERS, hides=_LETTERS)
