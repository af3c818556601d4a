from __future__ import annotations

import pytest

from opendisarm.access.roles import GRANTS, RESTRICTED, Permission, Role, may
from opendisarm.access.scope import Reader, Scope, areas_of


def test_every_role_has_its_grants() -> None:
    assert GRANTS.keys() == set(Role)


def test_every_permission_is_somebodys() -> None:
    assert frozenset().union(*GRANTS.values()) == set(Permission)


def test_who_gives_out_accounts_neither_decides_nor_reads_persons() -> None:
    assert not GRANTS[Role.ADMINISTRATOR] & {Permission.DECIDE, Permission.SEE_PERSONS, Permission.SEE_RECORDS}


def test_whoever_submits_does_not_decide() -> None:
    both = [role for role in Role if may(role, Permission.SUBMIT) and may(role, Permission.DECIDE)]
    assert both == []


def test_only_workers_of_victim_assistance_open_persons() -> None:
    assert [role for role in Role if may(role, Permission.SEE_PERSONS)] == [Role.ASSISTANCE_WORKER]
    assert Permission.SEE_PERSONS in RESTRICTED


@pytest.mark.parametrize(
    ("scope", "org", "area", "seen"),
    [
        (Scope(), "HI", "North", True),
        (Scope(), "", "", True),
        (Scope("HI"), "HI", "North", True),
        (Scope("HI"), "NPA", "North", False),
        (Scope("HI"), "", "North", False),
        (Scope("", frozenset({"North"})), "NPA", "North", True),
        (Scope("", frozenset({"North"})), "NPA", "South", False),
        (Scope("", frozenset({"North"})), "NPA", "", False),
        (Scope("HI", frozenset({"North"})), "HI", "South", False),
    ],
)
def test_a_scope_holds_the_records_of_its_organisation_and_areas(scope: Scope, org: str, area: str, seen: bool) -> None:
    assert scope.holds(org, area) is seen
    assert Reader("Amal", Role.OPERATOR_OFFICER, scope).reaches(org, area) is seen


def test_a_role_without_records_reaches_none() -> None:
    assert not Reader("Ola", Role.DONOR).reaches("HI", "North")


def test_areas_are_read_as_typed() -> None:
    assert areas_of([" North ", "", "Upper  Valley"]) == {"North", "Upper Valley"}
