"""The forms of this report: which tables answer to a letter, and where the tables about people stand."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.declared import Forms
from opendisarm.reports.figures import Phrase
from opendisarm.reports.people.tables import Layout

PEOPLE: Final = Layout(
    warning=Phrase("Form I"),
    helping=Phrase("Form J"),
    title=Phrase("Measures to warn the population: risk education in the period, by method"),
    education="I1",
    casualties="J1",
    by_status="J2",
    by_device="J3",
    by_province="J4",
    services="J5",
    pathway="J6",
    assistance="J7",
    notes=(Phrase("The marking, monitoring and fencing of mined areas are not in these records."),),
)
FORMS: Final = Forms(
    treaty="",
    answers={
        "C": ("C", "C1", "C2"),
        "F": ("F2",),
        "G": ("G2",),
        "I": (PEOPLE.education,),
        "J": PEOPLE.of_assistance,
        "1": ("T1",), "2": ("T2",), "3": ("T3",), "4": ("T4",),
    },
    hides={
        "C": ("C", "C1", "C2", "T1", "T4", "U"),
        "F": ("F2", "T2", "T3", "T4"),
        "G": ("G2",),
        "I": (PEOPLE.education,),
        "J": PEOPLE.of_assistance,
    },
    columns={"G": (("F2", "ap_mines"),)},
)  # fmt: skip
