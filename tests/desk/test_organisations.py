"""Who sent records, and of which areas: counted from the journal, without a person in the counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from opendisarm.desk.organisations import areas, organisations
from tests.desk.office import at
from tests.desk.people.people import PeopleOffice, harmed

NPA = "CHA,S-1,H-1,2020-01-01,1000,AP mine,North,NPA,"


@pytest.fixture
def office(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PeopleOffice]:
    """An office for things and persons, on each kind of database."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    yield PeopleOffice(tmp_path, database=database_url if "://" in database_url else "")
    connections.close_all()


def test_organisations_are_counted_with_what_waits_and_when_they_last_sent(office: PeopleOffice) -> None:
    office.enter(NPA, org="NPA")
    office.enter("cleared,C-1,H-1,2021-03-01,400,AP mine,North,NPA,", org="NPA", name="b.csv", hours=2, hold=True)
    [found] = organisations(office.workspace)
    assert (found.name, found.records, found.waiting, found.hazards) == ("NPA", 2, 1, 1)
    assert (found.first, found.last, found.last_on) == (at(0), at(2), date(2021, 3, 1))
    assert not found.persons
    [before] = organisations(office.workspace, at(1))
    assert (before.records, before.waiting, before.last) == (1, 0, at(0))


def test_of_persons_only_that_they_were_sent_is_told(office: PeopleOffice) -> None:
    office.persons(harmed(1), harmed(2), org="HI")
    [found] = organisations(office.workspace)
    assert (found.name, found.records, found.persons, found.last) == ("HI", 0, True, at(0))
    office.persons(harmed(3), name="more.csv", hours=3, org="HI")
    assert organisations(office.workspace)[0].last == at(3), "what was entered since is read as well"
    assert organisations(office.workspace, at(1))[0].last == at(0)


def test_records_that_name_nobody_come_last(office: PeopleOffice) -> None:
    office.enter("CHA,S-1,H-1,2020-01-01,1000,AP mine,North,,")
    office.enter(NPA.replace("S-1", "S-2"), org="npa", name="b.csv", hours=1)
    assert [one.name for one in organisations(office.workspace)] == ["npa", ""]


def test_areas_are_counted_with_their_districts(office: PeopleOffice) -> None:
    header = "kind,ref,hazard,date,area_m2,contamination,province,district"
    office.enter(
        "CHA,S-1,H-1,2020-01-01,1000,AP mine,North,Upper", "CHA,S-2,H-2,2020-01-01,1000,AP mine,North,Lower",
        "CHA,S-3,H-2,2020-01-01,1000,AP mine,North,Lower", "CHA,S-4,H-4,2020-01-01,1000,AP mine,,", header=header,
    )  # fmt: skip
    north, nowhere = areas(office.workspace)
    assert (north.name, north.records, north.hazards) == ("North", 3, 2)
    assert north.districts == (("Lower", 2), ("Upper", 1))
    assert (nowhere.name, nowhere.records) == ("", 1)


def test_an_empty_journal_knows_nobody(office: PeopleOffice) -> None:
    assert organisations(office.workspace) == ()
    assert areas(office.workspace) == ()
