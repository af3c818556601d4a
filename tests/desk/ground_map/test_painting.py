"""The ground of a new head is painted beside whoever asks; its clocks and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.desk.errors import DeskError
from opendisarm.desk.ground_map import ground_m2, moments, painted, painted_soon
from opendisarm.desk.ground_map.index import index_of
from opendisarm.desk.ground_map.painted import painted_ground
from tests.desk.office import Office, at, square

LATER = date(2030, 1, 1)
AUDITOR = Reader("Noor", Role.AUDITOR)


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    painted.forgotten()
    made = Office(tmp_path, database="" if database_url.endswith(".sqlite") else database_url)
    made.enter(f"land.suspected,S-1,H-1,2026-01-10,,ap_mine_factory,North,A,{square(80.0)}", name="a.csv", org="A")
    made.enter(f"land.cleared,C-1,H-1,2026-03-10,,,South,B,{square(80.0, side=0.0005)}", name="b.csv", org="B", hours=5)
    yield made
    painted.forgotten()


def test_who_cannot_wait_is_told_and_finds_it_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(*told: Any) -> Any:
        assert go_on.wait(60)
        return index_of(*told)

    monkeypatch.setattr(painted, "index_of", slowly)
    assert painted_soon(office.workspace, None, 0.01) is None
    assert painted_soon(office.workspace, None, 0.01) is None
    go_on.set()
    assert painted_soon(office.workspace, None, 60) is painted_ground(office.workspace)


def test_a_failure_beside_reaches_who_asks_and_the_next_one_tries_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_told: Any) -> Any:
        raise OSError("the disk is gone")

    with monkeypatch.context() as gone:
        gone.setattr(painted, "index_of", broken)
        with pytest.raises(OSError, match="the disk is gone"):
            painted_soon(office.workspace, None, 60)
    assert painted_soon(office.workspace, None, 60) is not None


def test_figures_are_those_of_the_day_the_knowledge_and_the_reach(office: Office) -> None:
    whole = ground_m2(office.workspace, AUDITOR, LATER, None)
    assert list(whole) == ["suspected", "cleared"], "what is dangerous comes first"
    assert ground_m2(office.workspace, AUDITOR, LATER, at(3)) == {
        "suspected": pytest.approx(sum(whole.values()), abs=1)
    }
    assert ground_m2(office.workspace, AUDITOR, date(2026, 1, 9), None) == {}
    south = Reader("Sara", Role.TEAM_LEADER, Scope("B"))
    assert ground_m2(office.workspace, south, LATER, None) == {"cleared": whole["cleared"]}
    with pytest.raises(DeskError, match="shows where land lies"):
        ground_m2(office.workspace, Reader("Dora", Role.DONOR), LATER, None)


def test_the_second_clock_steps_where_the_journal_learnt_something(office: Office) -> None:
    told = moments(office.workspace)
    assert told == sorted(set(told))
    assert at(0) - timedelta(minutes=1) <= told[0]
    assert len(told) == 2
    assert moments(office.workspace, 1) == told[-1:]
