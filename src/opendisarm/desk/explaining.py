"""Why any figure is what it is: one question for every ledger, report and duty."""

from __future__ import annotations

from datetime import date, datetime

from opendisarm.desk.people.why import PREFIX, why_people
from opendisarm.desk.reporting import why_cell
from opendisarm.desk.why import Explanation, why
from opendisarm.desk.why_norms import NormExplanation, why_norm
from opendisarm.desk.workspace import Workspace

OF_A_REPORT = ("article7/", "ccm7/")


def explained(workspace: Workspace, ref: str, on: date, known: datetime | None) -> Explanation | NormExplanation:
    """The postings, entries and sources behind a figure, a duty, an entry or the cell of a report.

    ref     as the tops of `desk.why`, `desk.why_norms` and `desk.people.why` list them.
    Errors  DeskError when nothing answers to it.
    """
    norm = why_norm(workspace, ref, on, known)
    if norm is not None:
        return norm
    if ref.startswith(OF_A_REPORT):
        return why_cell(workspace, ref, known)
    if about_people(ref):
        return why_people(workspace, ref, on, known)
    return why(workspace, ref, on, known)


def about_people(ref: str) -> bool:
    """Whether a figure counts persons: its entries are for those who may see counts of persons."""
    return ref.startswith(PREFIX)
