"""The self-checks of this report: those about people, and those that hold for every report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from opendisarm.reports.ccm7.facts import Facts
from opendisarm.reports.ccm7.forms import FORMS, PEOPLE
from opendisarm.reports.checking import records, unknown
from opendisarm.reports.declared import contradicting
from opendisarm.reports.failures import DoesNotTie, Failure
from opendisarm.reports.people.ties import people_failures
from opendisarm.reports.report import Report

CHECKS: Final[tuple[Callable[[Report], Iterator[Failure]], ...]] = (unknown, records)


def failures(report: Report, facts: Facts | None = None) -> list[Failure]:
    """Every check that fails; with the facts, also the declarations that contradict a figure."""
    found = [*people_failures(report, PEOPLE), *(each for check in CHECKS for each in check(report))]
    return [*found, *(contradicting(report, facts.declarations, FORMS) if facts else ())]


def tied(report: Report, facts: Facts | None = None) -> Report:
    """The report itself.  Errors  DoesNotTie naming every check that fails, with cells and records."""
    if found := failures(report, facts):
        raise DoesNotTie(found)
    return report
