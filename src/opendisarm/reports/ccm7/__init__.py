"""The parts about people of the report under Article 7 of the Convention on Cluster Munitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from opendisarm.reports.asked import cover_table
from opendisarm.reports.ccm7.facts import Facts
from opendisarm.reports.ccm7.forms import FORMS, PEOPLE
from opendisarm.reports.ccm7.ties import tied
from opendisarm.reports.declared import declared, withheld
from opendisarm.reports.failures import DoesNotTie, Failure
from opendisarm.reports.figures import Phrase, Table
from opendisarm.reports.people.tables import people_tables
from opendisarm.reports.report import Report

__all__ = ["HEADING", "NAME", "PEOPLE", "SUBHEADING", "DoesNotTie", "Facts", "Failure", "build"]

NAME: Final = "ccm7"
HEADING: Final = Phrase("Convention on Cluster Munitions")
SUBHEADING: Final = Phrase("Report under Article 7: risk education and victim assistance (Forms G and H)")
SHORT: Final = Phrase("Convention on Cluster Munitions, Article 7")
OTHER_FORMS: Final = Phrase("Forms A to F, I and J come from other ledgers and are not in this file.")


def build(facts: Facts) -> Report:
    """The report of a state and a year.  Pure; the same facts give the same report.

    Errors  DoesNotTie when its tables contradict each other or a declaration, naming cells and records.
    """
    report = Report(
        name=NAME,
        heading=HEADING,
        subheading=SUBHEADING,
        short=SHORT,
        state=facts.state,
        state_name=facts.state_name,
        year=facts.year,
        period=facts.period,
        as_of=facts.as_of,
        head=facts.head,
        tables=(_cover(), *people_tables(facts.of_people, PEOPLE)),
        sources=facts.sources,
    )
    said = facts.declarations
    return withheld(tied(declared(report, said, FORMS), facts), said, FORMS)


def _cover() -> Table:
    return replace(cover_table(), notes=(OTHER_FORMS,))
