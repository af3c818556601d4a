"""The land tables of the report under Article 7 of the Anti-Personnel Mine Ban Convention."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.article7.bridge import closing_before, table_4, unknown_contamination
from opendisarm.reports.article7.declared import declared, withheld
from opendisarm.reports.article7.devices import destroyed, form_g2
from opendisarm.reports.article7.facts import Facts
from opendisarm.reports.article7.failures import DoesNotTie, Failure
from opendisarm.reports.article7.released import released
from opendisarm.reports.article7.remaining import remaining
from opendisarm.reports.article7.ties import tied
from opendisarm.reports.figures import UNKNOWN, Column, Phrase, Row, Table, Unit
from opendisarm.reports.report import Report

__all__ = ["HEADING", "NAME", "SUBHEADING", "DoesNotTie", "Facts", "Failure", "build"]

NAME: Final = "article7"
HEADING: Final = Phrase(
    "Convention on the Prohibition of the Use, Stockpiling, Production and Transfer of Anti-Personnel Mines "
    "and on Their Destruction"
)
SUBHEADING: Final = Phrase("Report under Article 7: mined areas (Forms C, F2 and G2)")


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
        state=facts.state,
        state_name=facts.state_name,
        year=facts.year,
        period=facts.period,
        as_of=facts.as_of,
        head=facts.head,
        tables=(
            _contact(),
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
        ),
        before=closing_before(facts),
        sources=facts.sources,
    )
    return withheld(tied(declared(report, facts), facts), facts)


def _contact() -> Table:
    asked = (Row("contact", Phrase("National point of contact")), Row("filed", Phrase("Date of submission")))
    return Table(
        "cover", Phrase("Cover page"), Phrase("To be completed by the State"), Phrase("Asked"),
        (Column("answer", Phrase("Answer"), Unit.TERMS),), asked, {(row.key, "answer"): UNKNOWN for row in asked},
    )  # fmt: skip
