"""The list of records: what it finds, in which order, as of when; and nothing of what its reader does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import Proposal
from opendisarm.core.records import PEOPLE_KINDS
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.listing import Choices, choices, records
from opendisarm.desk.records.query import Query, Sort
from opendisarm.desk.records.searching import folded, haystack
from opendisarm.desk.records.standing import Standing
from tests.desk.office import Office, at, square

OFFICER = Reader("Amal", Role.DATA_OFFICER)


@pytest.fixture
def national(tmp_path: Path, store_url: str) -> Iterator[Office]:
    """An office in which two organisations work in two provinces, on each kind of database."""
    office = Office(tmp_path, database=store_url if "://" in store_url else "")
    office.enter(
        "CHA,S-1,H-1,2020-03-01,1000,AP mine,North,NPA,",
        "Cleared,C-1,H-1,2021-05-01,400,AP mine,North,NPA,",
        f"SHA,S-2,Ñandú,2020-01-01,,Cluster munition,Sur,NPA,{square(10.0)}",
        name="npa.csv", hours=1, org="NPA",
    )  # fmt: skip
    office.enter(
        "CHA,X-1,H-9,2020-03-01,77,AP mine,North,HALO,", "Cleared,X-2,H-9,2022-01-01,3000,AP mine,South,HALO,",
        name="halo.csv", hours=2, org="HALO",
    )  # fmt: skip
    yield office
    office.store.close()


def refs(office: Office, reader: Reader = OFFICER, **asked: object) -> list[str]:
    return [line.ref for line in records(office.workspace, reader, Query(**asked)).rows]  # type: ignore[arg-type]


def test_the_newest_field_date_comes_first_and_equal_ones_by_entry(national: Office) -> None:
    listed = refs(national)
    assert (listed[:2], listed[-1]) == (["X-2", "C-1"], "S-2")
    lines = records(national.workspace, OFFICER, Query()).rows
    assert [line.entry for line in lines[2:4]] == sorted(line.entry for line in lines if line.ref in {"S-1", "X-1"})


def test_a_page_is_a_part_of_the_whole_and_the_total_is_of_all_pages(national: Office) -> None:
    whole = refs(national)
    pages = [records(national.workspace, OFFICER, Query(page=number, size=2)) for number in (1, 2, 3, 4)]
    assert [line.ref for page in pages for line in page.rows] == whole
    assert {(page.total, page.pages) for page in pages} == {(5, 3)}
    assert pages[3].rows == ()


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort.ON, ["S-2", "X-2"]), (Sort.REF, ["C-1", "X-2"]), (Sort.KIND, ["C-1", "S-2"]),
        (Sort.ADMIN1, ["S-1", "S-2"]), (Sort.ENTERED, ["S-1", "X-1"]), (Sort.AREA, ["X-1", "S-2"]),
    ],
)  # fmt: skip
def test_every_order_has_both_directions(national: Office, sort: Sort, first: list[str]) -> None:
    up, down = refs(national, sort=sort, descending=False), refs(national, sort=sort, descending=True)
    lines = {line.ref: line for line in records(national.workspace, OFFICER, Query()).rows}
    told = {"area_m2": lambda line: line.area_m2, "entered": lambda line: line.entered}.get(
        sort.value, lambda line: getattr(line, sort.value)
    )
    up_values = [told(lines[ref]) for ref in up if told(lines[ref]) is not None]
    down_values = [told(lines[ref]) for ref in down if told(lines[ref]) is not None]
    assert up_values == sorted(up_values) == down_values[::-1]
    assert told(lines[up[0]]) == told(lines[first[0]])
    assert told(lines[down[0]]) == told(lines[first[1]])


def test_an_area_that_nobody_told_is_last_in_both_directions(national: Office) -> None:
    event = Proposal(kind="event.reported", payload={"category": "seizure"}, on=date(2020, 1, 1), ref="E-9")
    national.store.append([event], batch="B-e", by="Amal", moment=at(3))
    assert refs(national, sort=Sort.AREA)[-1] == refs(national, sort=Sort.AREA, descending=False)[-1] == "E-9"


def test_an_area_that_was_not_reported_is_computed_and_says_so(national: Office) -> None:
    [line] = records(national.workspace, OFFICER, Query(text="S-2")).rows
    assert line.area_m2 == pytest.approx(12_260, rel=0.01)
    assert not line.reported


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("s-1", {"S-1"}), ("nandu", {"S-2"}), ("ÑANDÚ", {"S-2"}), ("HALO.csv", {"X-1", "X-2"}),
        ("north h-1", {"S-1", "C-1"}), ("SUR npa", {"S-2"}), ("s-١", {"S-1"}), ("nowhere", set()), ("  ", None),
    ],
)  # fmt: skip
def test_search_needs_no_case_accents_or_order(national: Office, typed: str, found: set[str] | None) -> None:
    assert set(refs(national, text=typed)) == (found if found is not None else set(refs(national)))


def test_an_entry_is_found_by_a_part_of_its_id(national: Office) -> None:
    [name] = national.ids("C-1")
    assert refs(national, text=name[2:14]) == ["C-1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kinds": frozenset({"land.cleared"})}, {"C-1", "X-2"}), ({"orgs": frozenset({"HALO"})}, {"X-1", "X-2"}),
        ({"admin1": frozenset({"Sur", "South"})}, {"S-2", "X-2"}), ({"hazard": "H-1"}, {"S-1", "C-1"}),
        ({"file": "npa.csv"}, {"S-1", "C-1", "S-2"}), ({"on": date(2020, 3, 1)}, {"S-1", "S-2", "X-1"}),
        ({"first": date(2020, 2, 1), "last": date(2021, 5, 1)}, {"S-1", "C-1", "X-1"}),
        ({"known": at(1)}, {"S-1", "C-1", "S-2"}), ({"known": at(0)}, set()), ({"batch": "B-none"}, set()),
        ({"orgs": frozenset({""})}, set()),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(national: Office, asked: dict[str, object], found: set[str]) -> None:
    assert set(refs(national, **asked)) == found


def test_the_review_is_listed_as_it_stood_at_the_moment_asked_about(national: Office) -> None:
    national.enter("CHA,S-1,H-1,2020-03-01,1200,AP mine,North,NPA,", name="new.csv", hours=3, org="NPA", hold=True)
    review.withdraw(national.workspace, national.ids("C-1")[0], "Chief", at(4), "the wrong lane")
    [batch] = review.worklist(national.workspace)
    review.approve(national.workspace, [batch.batch], "Chief", at(5))

    def standing(hours: int) -> dict[float | None, Standing]:
        page = records(national.workspace, OFFICER, Query(hazard="H-1", known=at(hours)))
        return {line.area_m2: line.standing for line in page.rows}

    counts, waits = Standing.COUNTS, Standing.WAITS
    assert standing(2) == {1000.0: counts, 400.0: counts}
    assert standing(3) == {1000.0: counts, 400.0: counts, 1200.0: waits}
    assert standing(4) == {1000.0: counts, 400.0: Standing.WITHDRAWN, 1200.0: waits}
    assert standing(5) == {1000.0: Standing.SUPERSEDED, 400.0: Standing.WITHDRAWN, 1200.0: counts}
    assert refs(national, standing=frozenset({Standing.WITHDRAWN})) == ["C-1"]


def test_what_is_entered_later_is_put_after_what_is_held(national: Office) -> None:
    assert len(refs(national)) == 5
    national.enter("CHA,Z-1,H-0,2024-01-01,5,AP mine,Ñorte,Third,", name="third.csv", hours=6, org="Third")
    assert refs(national)[0] == refs(national, text="norte")[0] == "Z-1"
    assert refs(national, orgs=frozenset({"Third"})) == ["Z-1"]
    assert len(refs(national, known=at(2))) == 5


def test_acts_and_persons_are_no_records(national: Office) -> None:
    people = [
        Proposal(kind=kind, payload={"place": {"admin1": "North"}}, on=date(2024, 1, 1), ref="S-1", org="NPA")
        for kind in PEOPLE_KINDS
    ]
    names = national.store.append(people, batch="B-p", by="Amal", moment=at(3))
    assert len(names) == len(PEOPLE_KINDS) > 5
    assert set(refs(national, size=500)) == {"S-1", "S-2", "C-1", "X-1", "X-2"}
    assert [refs(national, text=name) for name in (names[0], "A-", "F-")] == [[], [], []]
    assert {line.kind for line in records(national.workspace, OFFICER, Query()).rows}.isdisjoint(PEOPLE_KINDS)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"page": 0}, "There is no page 0. Pages are counted from 1."),
        ({"size": 501}, "A page cannot have 501 records. Ask for 1 to 500."),
        ({"first": date(2021, 1, 1), "last": date(2020, 1, 1)},
         "Nothing is between 2021-01-01 and 2020-01-01. Give the earlier date first."),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_says_so(national: Office, asked: dict[str, int], words: str) -> None:
    with pytest.raises(DeskError) as error:
        records(national.workspace, OFFICER, Query(**asked))  # type: ignore[arg-type]
    assert str(error.value) == words


# --- what others must not learn ---------------------------------------------------------------------------------------

NPA = Reader("Nadia", Role.OPERATOR_OFFICER, Scope("NPA"))
ATTACKS: list[dict[str, object]] = [
    {}, {"text": "X-1"}, {"text": "halo"}, {"text": "H-9"}, {"text": "south"}, {"hazard": "H-9"}, {"file": "halo.csv"},
    {"orgs": frozenset({"HALO"})}, {"admin1": frozenset({"South"})}, {"size": 1, "page": 4}, {"known": at(2)},
    *({"sort": sort, "descending": down} for sort in Sort for down in (True, False)),
]  # fmt: skip


def test_a_reader_of_one_organisation_learns_nothing_of_another(national: Office) -> None:
    """Each question is asked of an office with and of one without the other's records: the answers are the same."""
    for asked in ATTACKS:
        page = records(national.workspace, NPA, Query(**asked))  # type: ignore[arg-type]
        before = records(national.workspace, NPA, Query(**{**asked, "known": at(1)}))  # type: ignore[arg-type]
        assert (page.rows, page.total, page.pages) == (before.rows, before.total, before.pages), asked
        assert {line.org for line in page.rows} <= {"NPA"}
    [theirs] = national.ids("X-1")
    assert refs(national, NPA, text=theirs) == []
    assert refs(national, NPA, batch=next(national.store.load(ids=[theirs])).batch) == []


def test_choices_are_made_of_what_the_reader_reaches(national: Office) -> None:
    assert choices(national.workspace, NPA) == Choices(
        {"land.cleared": 1, "land.confirmed": 1, "land.suspected": 1}, {"NPA": 3}, {"North": 2, "Sur": 1},
        {Standing.COUNTS: 3},
    )  # fmt: skip
    assert choices(national.workspace, OFFICER).orgs == {"HALO": 2, "NPA": 3}


def test_a_reader_of_an_area_sees_every_organisation_in_it_and_nothing_outside(national: Office) -> None:
    north = Reader("Basil", Role.TEAM_LEADER, Scope(areas=frozenset({"North"})))
    assert set(refs(national, north)) == {"S-1", "C-1", "X-1"}
    both = Reader("Basil", Role.TEAM_LEADER, Scope("HALO", frozenset({"North"})))
    assert refs(national, both) == ["X-1"]


@pytest.mark.parametrize("role", [Role.DONOR, Role.ASSISTANCE_WORKER, Role.ADMINISTRATOR])
def test_who_may_not_see_records_sees_none(national: Office, role: Role) -> None:
    page = records(national.workspace, Reader("Eve", role), Query())
    assert (page.rows, page.total) == ((), 0)
    assert choices(national.workspace, Reader("Eve", role)) == Choices({}, {}, {}, {})


# --- searching --------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.text(alphabet="aAbéÉ٣3 -", max_size=8), max_size=20), st.text(alphabet="abe3-", min_size=1, max_size=4)
)
def test_a_haystack_finds_what_looking_into_each_text_finds(texts: list[str], word: str) -> None:
    assert haystack(texts).holding(word).tolist() == [word in folded(text) for text in texts]
