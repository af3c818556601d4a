from __future__ import annotations

from datetime import date
from typing import Any

from opendisarm.core.journal import EDITION
from opendisarm.desk.people.publishing import PublicCasualties, append, public_casualties
from opendisarm.desk.review import worklist
from tests.desk.office import at
from tests.desk.people.people import PeopleOffice, harmed

TODAY = date(2026, 6, 30)


def several(first: int, count: int, **told: Any) -> list[str]:
    return [harmed(number, **told) for number in range(first, first + count)]


def shown(office: PeopleOffice, year: int = 2024, hours: int | None = None) -> PublicCasualties:
    """Ask for the public table and put it on record, as the door does."""
    found = public_casualties(office.workspace, "XSA", year, TODAY, None if hours is None else at(hours))
    append(office.workspace, found.new, "Amal", at(100))
    return found


def figures(found: PublicCasualties, *by: str) -> dict[tuple[str, ...], tuple[int | None, ...]]:
    return dict(found.lines(by))


def test_large_numbers_are_shown_as_they_are(office: PeopleOffice) -> None:
    office.persons(
        *several(0, 8, sex="male", outcome="killed"), *several(10, 7, sex="female", outcome="killed"),
        *several(20, 9, sex="male"), *several(30, 6, sex="female"), *several(40, 5, outcome="unknown", sex="male"),
    )  # fmt: skip
    found = shown(office)
    assert [found.figure(name) for name in ("killed", "injured", "unknown_outcome", "casualties")] == [15, 15, 5, 35]
    assert figures(found, "sex", "age") == {
        ("female", "adult"): (7, 6, 0, 13), ("male", "adult"): (8, 9, 5, 22),
    }  # fmt: skip


def test_a_small_number_is_withheld_and_cannot_be_subtracted(office: PeopleOffice) -> None:
    office.persons(
        *several(0, 8, sex="male", outcome="killed"), *several(10, 2, sex="female", outcome="killed"),
        *several(20, 9, sex="male"), *several(30, 11, sex="female"), *several(40, 6, outcome="unknown", sex="male"),
    )  # fmt: skip
    table = figures(shown(office), "sex", "age")
    assert table["female", "adult"][0] is None
    assert table["male", "adult"][0] is None, "10 killed less 8 men would be 2 women"
    assert table["female", "adult"].count(None) > 1, "13 women less those injured would be 2 killed"


def test_a_year_with_few_casualties_shows_nothing_of_them(office: PeopleOffice) -> None:
    office.persons(*several(0, 3), *several(10, 20, date="2023-05-05"))
    found = shown(office)
    assert found.figure("casualties") is None
    assert found.splits == {}
    every = {year: told[-1] for year, told in found.year_lines()}
    assert every["2024"] is None
    assert every["all"] is None or list(every.values()).count(None) > 1, "all years less the others would be 3"


def test_what_was_shown_is_on_record_once(office: PeopleOffice) -> None:
    office.persons(*several(0, 9))
    first = shown(office)
    assert first.new
    again = shown(office)
    assert again.new == []
    assert again.as_json()["splits"] == first.as_json()["splits"]
    assert len(list(office.store.load(kinds=(EDITION,)))) == len(first.new)


def test_a_later_edition_does_not_give_away_the_few_that_were_added(office: PeopleOffice) -> None:
    office.persons(*several(0, 20, sex="female"), *several(30, 20, sex="male"))
    before = figures(shown(office), "sex", "age")
    assert before["female", "adult"][-1] == 20
    office.persons(harmed(99, sex="female"), name="late.csv", hours=5)
    after = shown(office)
    assert after.figure("casualties") is None, "41 less 40 would be one person"
    assert after.splits == {}, "no split of a total that is withheld"


def test_a_later_edition_shows_what_many_changed(office: PeopleOffice) -> None:
    office.persons(*several(0, 20, sex="female"), *several(30, 20, sex="male"))
    shown(office)
    office.persons(*several(60, 6, sex="female"), name="late.csv", hours=5)
    after = figures(shown(office), "sex", "age")
    assert (after["female", "adult"][-1], after["male", "adult"][-1]) == (26, 20)


def test_the_table_as_known_before_can_be_asked_again(office: PeopleOffice) -> None:
    office.persons(*several(0, 20))
    first = shown(office, hours=1)
    office.persons(*several(60, 7), name="late.csv", hours=5)
    shown(office)
    again = shown(office, hours=1)
    assert (again.figure("casualties"), again.new) == (first.figure("casualties"), [])


def test_editions_count_nothing_and_wait_for_nobody(office: PeopleOffice) -> None:
    office.persons(*several(0, 9))
    before = office.counts()
    shown(office)
    assert office.counts() == before
    assert worklist(office.workspace) == []


def test_a_table_of_an_earlier_day_lists_fewer_years_and_is_held_against_a_later_one(office: PeopleOffice) -> None:
    office.persons(*several(0, 20), *several(30, 9, date="2023-05-05"))
    later = shown(office)
    earlier = public_casualties(office.workspace, "XSA", 2024, date(2024, 12, 31), None)
    assert earlier.figure("casualties") == later.figure("casualties") == 20
    assert earlier.years.values["year"] == ("2023", "2024")
    assert dict(earlier.lines(("sex", "age"))) == dict(later.lines(("sex", "age")))
