"""Roles, and what each of them may do.  What stands in no grant is refused: nothing is allowed by default."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is at this workspace.  A person has one role; somebody with two tasks has two accounts."""

    COLLECTOR = "collector"
    TEAM_LEADER = "team_leader"
    OPERATOR_OFFICER = "operator_officer"
    DATA_OFFICER = "data_officer"
    QUALITY_OFFICER = "quality_officer"
    APPROVER = "approver"
    FOCAL_POINT = "focal_point"
    DONOR = "donor"
    ASSISTANCE_WORKER = "assistance_worker"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that somebody may do; a route names the one that it needs."""

    SEE_FIGURES = "see_figures"
    """Sums of ledgers, duties and reports, without the records behind them."""
    SEE_RECORDS = "see_records"
    """Records without persons, with their shapes, as far as the scope reaches."""
    SUBMIT = "submit"
    """Bring files and correct records; what comes in waits for review."""
    VERIFY = "verify"
    """Say for the own organisation that a submission is what its teams sent."""
    DECIDE = "decide"
    """Approve or return for the authority; only then do records count."""
    WITHDRAW = "withdraw"
    BUILD_REPORTS = "build_reports"
    PUBLISH = "publish"
    """Put on record what the public was shown, and sign status extracts."""
    SEE_PERSON_COUNTS = "see_person_counts"
    """Unsuppressed counts of persons."""
    SEE_PERSONS = "see_persons"
    """Open a person's identity; every reading is on record."""
    SEE_READINGS = "see_readings"
    """The log of who read which person."""
    VERIFY_JOURNAL = "verify_journal"
    ADMINISTER = "administer"
    """Members, organisations, invitations."""


_SEE: Final = {Permission.SEE_FIGURES, Permission.SEE_RECORDS}

GRANTS: Final[dict[Role, frozenset[Permission]]] = {
    Role.COLLECTOR: frozenset({*_SEE, Permission.SUBMIT}),
    Role.TEAM_LEADER: frozenset({*_SEE, Permission.SUBMIT, Permission.VERIFY}),
    Role.OPERATOR_OFFICER: frozenset({*_SEE, Permission.SUBMIT, Permission.VERIFY, Permission.BUILD_REPORTS}),
    Role.DATA_OFFICER: frozenset({*_SEE, Permission.SUBMIT, Permission.BUILD_REPORTS, Permission.VERIFY_JOURNAL}),
    Role.QUALITY_OFFICER: frozenset({*_SEE, Permission.DECIDE, Permission.BUILD_REPORTS}),
    Role.APPROVER: frozenset(
        {*_SEE, Permission.DECIDE, Permission.WITHDRAW, Permission.BUILD_REPORTS, Permission.PUBLISH,
         Permission.VERIFY_JOURNAL}
    ),
    Role.FOCAL_POINT: frozenset({*_SEE, Permission.BUILD_REPORTS, Permission.SEE_PERSON_COUNTS, Permission.PUBLISH}),
    Role.DONOR: frozenset({Permission.SEE_FIGURES}),
    Role.ASSISTANCE_WORKER: frozenset(
        {Permission.SEE_FIGURES, Permission.SUBMIT, Permission.SEE_PERSON_COUNTS, Permission.SEE_PERSONS}
    ),
    Role.AUDITOR: frozenset(
        {*_SEE, Permission.SEE_READINGS, Permission.VERIFY_JOURNAL, Permission.BUILD_REPORTS}
    ),
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER, Permission.VERIFY_JOURNAL}),
}  # fmt: skip
"""Whoever gives out accounts neither decides about records nor reads persons."""

RESTRICTED: Final = frozenset({Permission.SEE_PERSONS, Permission.SEE_READINGS, Permission.ADMINISTER})
"""What asks for a second factor, and for a session that was used in the last minutes."""


def may(role: Role, permission: Permission) -> bool:
    """Whether a role holds a permission."""
    return permission in GRANTS[role]
