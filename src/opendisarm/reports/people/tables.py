"""The tables about people of a report, in the order of its forms.  Two treaties ask them; one code makes them."""

from __future__ import annotations

from dataclasses import dataclass

from opendisarm.reports.figures import Phrase, Table
from opendisarm.reports.people.assistance import assistance
from opendisarm.reports.people.casualties import by_device, by_province, by_status, casualties, of_submunitions
from opendisarm.reports.people.education import education
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.harmed import Harmed
from opendisarm.reports.people.pathway import pathway
from opendisarm.reports.people.services import services


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a treaty's forms ask for the tables: ids by what they tell.

    warning, helping   the forms of risk education and of victim assistance.
    title, notes       of the table of risk education, as this treaty asks for it.
    submunitions       "" where the treaty does not ask for casualties of one weapon.
    """

    warning: Phrase
    helping: Phrase
    title: Phrase
    education: str
    casualties: str
    by_status: str
    by_device: str
    by_province: str
    services: str
    pathway: str
    assistance: str
    submunitions: str = ""
    notes: tuple[Phrase, ...] = ()

    @property
    def by_outcome(self) -> tuple[str, ...]:
        """The tables with a column an outcome."""
        every = (self.casualties, self.by_status, self.by_device, self.by_province, self.submunitions)
        return tuple(filter(None, every))

    @property
    def of_assistance(self) -> tuple[str, ...]:
        """All tables of the form of victim assistance."""
        return (*self.by_outcome, self.services, self.pathway, self.assistance)

    @property
    def ids(self) -> frozenset[str]:
        """All tables about people."""
        return frozenset({self.education, *self.of_assistance})


def people_tables(facts: PeopleFacts, layout: Layout) -> tuple[Table, ...]:
    """Risk education, then victim assistance."""
    harmed, form = Harmed.of(facts), layout.helping
    submunitions = (of_submunitions(facts, harmed, layout.submunitions, form),) if layout.submunitions else ()
    return (
        education(facts, layout.education, layout.warning, layout.title, layout.notes),
        casualties(facts, harmed, layout.casualties, form),
        by_status(facts, harmed, layout.by_status, form),
        by_device(facts, harmed, layout.by_device, form),
        by_province(facts, harmed, layout.by_province, form),
        *submunitions,
        services(facts, layout.services, form),
        pathway(facts, layout.pathway, form),
        assistance(facts, layout.assistance, form),
    )
