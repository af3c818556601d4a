"""Why any figure is what it is: one question for every ledger, report and duty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.core.records import PEOPLE_KINDS
from opendisarm.core.vocabulary import Account
from opendisarm.desk.errors import DeskError
from opendisarm.desk.handing_in.reading import about_people_cell, reaches_everything
from opendisarm.desk.people.why import PREFIX, why_people
from opendisarm.desk.reporting import why_cell
from opendisarm.desk.why import Explanation, why
from opendisarm.desk.why_norms import NormExplanation, why_norm
from opendisarm.desk.workspace import Workspace

OF_A_REPORT = ("article7/", "ccm7/")
_OF_RECORDS: Final = "hazard"


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


class OutOfReachError(Exception):
    """Somebody asks for a figure, record or hazardous area that they may not be told of, or that there is not.

    Which of them it is stays untold: nobody learns from a refusal what others have recorded.
    """


def explained_for(
    workspace: Workspace, reader: Reader, ref: str, on: date, known: datetime | None
) -> tuple[Explanation | NormExplanation, bool]:
    """(the explanation, whether the records behind it were left out because the reader does not reach all of them).

    Acts of states are public. Records of the field are not: a sum may be known to somebody who may not know where.
    Figures of persons, in ledgers, cells of reports and single entries, are for those who may see counts of persons,
    and, since they are sums over all organisations and areas, who reach all of them.

    Errors  OutOfReachError; DeskError as `explained`.
    """
    whole = reaches_everything(reader)
    of_persons = about_people(ref) or _is_of_persons(workspace, ref)
    if of_persons and not (reader.scope == EVERYTHING and reader.may(Permission.SEE_PERSON_COUNTS)):
        raise OutOfReachError(ref)
    try:
        found = explained(workspace, ref, on, known)
    except DeskError:
        if whole or _is_a_sum(ref):
            raise
        raise OutOfReachError(ref) from None
    if whole or isinstance(found, NormExplanation):
        return found, False
    if not _is_a_sum(ref):
        raise OutOfReachError(ref)
    return replace(found, lines=(), rest={}, sources=(), notes=()), True


def may_split(reader: Reader, by: Iterable[str]) -> bool:
    """Whether sums may be split so: one over a single hazardous area is the record of it."""
    named = {word.strip().lower() for one in by for word in one.split(",")}
    return _OF_RECORDS not in named or reaches_everything(reader)


def about_people(ref: str) -> bool:
    """Whether a reference names a figure that counts persons."""
    return ref.startswith(PREFIX) or about_people_cell(ref)


def _is_of_persons(workspace: Workspace, ref: str) -> bool:
    entry = next(iter(workspace.store.load(ids=[ref])), None) if ref.startswith("E-") else None
    return entry is not None and entry.kind in PEOPLE_KINDS


def _is_a_sum(ref: str) -> bool:
    """Whether it names a figure over many records, and not one record or one hazardous area."""
    first, _, rest = ref.partition("/")
    of_land = first in set(Account) and not any(one.strip().lower().startswith(_OF_RECORDS) for one in rest.split("/"))
    return of_land or about_people(ref) or ref.startswith(OF_A_REPORT)
