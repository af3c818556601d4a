"""The report under Article 7 of the Anti-Personnel Mine Ban Convention: its tables about land and about people."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.article7.bridge import closing_before, table_4, unknown_contamination
from opendisarm.reports.article7.devices import destroyed, form_g2
from opendisarm.reports.article7.facts import Facts
from opendisarm.reports.article7.forms import FORMS, PEOPLE
from opendisarm.reports.article7.released import released
from opendisarm.reports.article7.remaining import remaining
from opendisarm.reports.article7.ties import tied
from opendisarm.reports.asked import cover_table
from opendisarm.reports.declared import declared, withheld
from opendisarm.reports.failures import DoesNotTie, Failure
from opendisarm.reports.figures import Phrase
from opendisarm.reports.people.tables import people_tables
from opendisarm.reports.report import Report

__all__ = ["HEADING", "NAME", "PEOPLE", "SUBHEADING", "DoesNotTie", "Facts", "Failure", "build"]

NAME: Final = "article7"
HEADING: Final = Phrase(
    "Convention on the Prohibition of the Use, Stockpiling, Production and Transfer of Anti-Personnel Mines "
    "and on Their Destruction"
)
SUBHEADING: Final = Phrase(
    "Report under Article 7: mined areas, risk education and victim assistance (Forms C, F2, G2, I and J)"
)
SHORT: Final = Phrase("Article 7")


def build(facts: Facts) -> Report:
    """The report of a state and a year.  Pure; the same facts give the same report.

    Errors  DoesNotTie when its tables contradict each other or a declaration, naming cells and records.
    """
    c1, c2, particulars, t1 = remaining(facts)
    f2, t2, t3 = released(facts, destroyed(facts))
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
        tables=(
            cover_table(),
            c1,
            c2,
            particulars,
            f2,
            form_g2(facts),
            t1,
            t2,
            t3,
            table_4(facts),
            unknown_contamination(facts),
            *people_tables(facts.of_people, PEOPLE),
        ),
        before=closing_before(facts),
        sources=facts.sources,
    )
    said = facts.declarations
    return withheld(tied(declared(report, said, FORMS), facts), said, FORMS)
