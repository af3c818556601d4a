"""Of a large journal a part is folded by a process beside: the same ledger, whatever becomes of that process."""

from __future__ import annotations

import shutil

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader
from opendisarm.core.journal import Head
from opendisarm.desk.people import ledger
from opendisarm.desk.people.ledger import kept_people
from opendisarm.desk.review import approve, withdraw, worklist
from opendisarm.desk.verifying import verify
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.postings import People
from tests.desk.office import at
from tests.desk.people.people import PeopleOffice, harmed

HERE = ledger._folded


@pytest.fixture
def folded_here(office: PeopleOffice, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person and a session; the parts that are folded in this process, as they are folded."""
    names: list[str] = []

    def noted(workspace: Workspace, head: Head, name: str) -> People:
        names.append(name)
        return HERE(workspace, head, name)

    office.persons(harmed(1))
    sessions = "session id,date,state,method,women,men"
    office.kind("education.session", sessions, "S-1,2024-02-02,XSA,school,120,80", name="s.csv", hours=1)
    monkeypatch.setattr(ledger, "_folded", noted)
    monkeypatch.setattr(ledger, "_WORTH_A_PROCESS", 0)
    shutil.rmtree(office.workspace.folder / "cache")
    return names


def test_the_other_part_comes_back_from_its_process_and_is_kept(office: PeopleOffice, folded_here: list[str]) -> None:
    assert office.counts() == {"injured": 1, "registered": 1, "reached_direct": 200}
    assert folded_here == ["persons"]
    assert verify(office.workspace).sound
    assert office.counts() == {"injured": 1, "registered": 1, "reached_direct": 200}
    assert folded_here == ["persons", "persons"], "the second time by verify, which folds anew; kept afterwards"


def test_a_process_that_fails_costs_time_and_no_figure(
    office: PeopleOffice, folded_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    assert office.counts()["reached_direct"] == 200
    assert folded_here == ["persons", "education"]


def test_a_process_that_cannot_be_begun_costs_time_and_no_figure(
    office: PeopleOffice, folded_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert office.counts()["reached_direct"] == 200
    assert folded_here == ["persons", "education"]


def test_after_a_decision_about_persons_nobody_waits_for_the_ledger(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    office.persons(harmed(2), name="more.csv", hours=1, hold=True)
    [waits] = list(worklist(office.workspace, Reader("Amal", Role.APPROVER)))
    approve(office.workspace, [waits.batch], "Amal", at(2))
    kept = kept_people(office.workspace, office.store.head())
    assert isinstance(kept, ledger.PeopleLedger)
    assert office.counts()["registered"] == 2
    entry = next(iter(office.store.load(kinds=("person.harmed",)))).id
    withdraw(office.workspace, entry, "Amal", at(3), "Entered twice.")
    assert isinstance(kept_people(office.workspace, office.store.head()), ledger.PeopleLedger)
    assert office.counts()["registered"] == 1
