"""Rows meet what the journal holds: new, known, corrected, surveyed later, withdrawn before."""

from __future__ import annotations

from opendisarm.core.journal import Proposal, counting
from opendisarm.desk import review
from opendisarm.desk.entering import Known
from tests.desk.office import Office, at, findings, words

SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
CLEARED = "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,"


def test_what_is_known_already_is_skipped_and_says_why(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    again = office.enter(SURVEY, CLEARED, name="again.csv", hours=1)
    [file] = again.files
    assert (file.accepted, file.skipped, again.new_entries) == (0, 2, 0)
    assert file.skipped_because == {"unchanged: the journal already holds it": 2}
    assert office.store.head().entered == at(0)


def test_the_same_id_with_other_content_replaces(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    office.enter(SURVEY, CLEARED.replace("400", "450"), name="june.csv", hours=1)
    [old, new] = office.store.load(ref="C-1")
    assert new.supersedes == old.id
    assert office.m2() == {"confirmed": 550, "cleared": 450}
    assert office.m2(hours=0) == {"confirmed": 600, "cleared": 400}


def test_a_corrected_date_of_a_release_replaces(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    office.enter(CLEARED.replace("2021-01-01", "2021-02-01"), name="june.csv")
    assert office.m2() == {"confirmed": 600, "cleared": 400}


def test_a_later_survey_of_the_same_area_stands_beside_the_earlier_one(office: Office) -> None:
    office.enter(SURVEY)
    outcome = office.enter(SURVEY.replace("2020-01-01,1000", "2024-05-01,1500"), name="later.csv", hours=1)
    assert [found.code for found in findings(outcome)] == ["OTHER_SURVEY"]
    assert [entry.supersedes for entry in office.store.load(ref="S-1")] == ["", ""]
    assert office.m2() == {"confirmed": 1500}
    assert office.m2(on="2021-01-01") == {"confirmed": 1000}


def test_a_survey_corrected_on_its_own_day_replaces_only_that_day(office: Office) -> None:
    office.enter(SURVEY, name="a.csv")
    office.enter(SURVEY.replace("2020-01-01,1000", "2024-05-01,1500"), name="b.csv")
    office.enter(SURVEY.replace("1000", "900"), name="c.csv")
    first, later, corrected = office.store.load(ref="S-1")
    assert corrected.supersedes == first.id
    assert {entry.id for entry in (later, corrected)} == counting(office.store.marks(office.store.head()))


def test_ids_of_two_organisations_are_two_records(office: Office) -> None:
    office.enter(CLEARED, org="NPA")
    office.enter(CLEARED.replace("400", "500"), name="b.csv", org="HALO")
    assert [entry.supersedes for entry in office.store.load(ref="C-1")] == ["", ""]
    assert office.enter(CLEARED, name="c.csv", org="NPA").new_entries == 0


def test_what_was_withdrawn_is_entered_anew_and_says_so(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    review.withdraw(office.workspace, entry, "Amal", at(1), "wrong district")
    outcome = office.enter(SURVEY, name="again.csv", hours=2)
    assert [found.code for found in findings(outcome)] == ["WITHDRAWN_BEFORE"]
    [_, anew] = office.store.load(ref="S-1")
    assert (anew.id != entry, anew.supersedes) == (True, "")
    assert office.m2() == {"confirmed": 1000}
    assert office.enter(SURVEY, name="third.csv", hours=3).new_entries == 0


def test_an_older_file_imported_again_takes_its_correction_back(office: Office) -> None:
    """Whoever imports the old file after the new one means it; the journal says so, and a third round agrees."""
    office.enter(SURVEY, CLEARED, name="old.csv")
    office.enter(CLEARED.replace("400", "450"), name="new.csv", hours=1)
    back = office.enter(SURVEY, CLEARED, name="old.csv", hours=2)
    assert [found.code for found in findings(back) if found.code == "CHANGED"] == ["CHANGED"]
    assert office.m2() == {"confirmed": 600, "cleared": 400}
    assert office.m2(hours=1) == {"confirmed": 550, "cleared": 450}


def test_rows_that_say_the_same_are_as_many_records(office: Office) -> None:
    """Without an id, two equal rows are two facts; the same file again is nothing new, a third row is one more."""
    row = "device.found,,S-1,2021-01-01,,AP mine,3,"
    header = "kind,ref,hazard,date,model,category,quantity,"
    assert office.enter(row, row, header=header).new_entries == 2
    assert office.enter(row, row, header=header, name="again.csv").new_entries == 0
    assert office.enter(row, row, row, header=header, name="more.csv").new_entries == 1


def test_the_same_file_read_otherwise_replaces_what_it_gave(office: Office) -> None:
    header = "kind,id,date,Surface,Size"
    rows = ("CHA,S-1,2020-01-01,1000,7", "CHA,S-2,2020-01-01,2000,8")
    surface = {"columns": {"ref": "id", "area_m2": "Surface"}}
    size = {"columns": {"ref": "id", "area_m2": "Size"}}
    office.enter(*rows, header=header, mapping=surface)
    assert office.m2() == {"confirmed": 3000}
    again = office.enter(*rows, header=header, mapping=size, hours=1)
    assert again.new_entries == 2
    assert office.m2() == {"confirmed": 15}
    assert office.m2(hours=0) == {"confirmed": 3000}


def test_the_same_file_read_otherwise_without_ids_replaces_row_by_row(office: Office) -> None:
    header = "kind,date,Surface,Size"
    rows = ("CHA,2020-01-01,1000,7", "CHA,2020-01-01,2000,8")
    office.enter(*rows, header=header, mapping={"columns": {"area_m2": "Surface"}})
    office.enter(*rows, header=header, mapping={"columns": {"area_m2": "Size"}}, hours=1)
    assert office.m2() == {"confirmed": 15}


def test_a_corrected_file_without_ids_replaces_the_row_that_changed(office: Office) -> None:
    rows = [f"reduced,,,2021-01-0{day},{day * 100},,North,NPA," for day in range(1, 6)]
    office.enter(*rows)
    outcome = office.enter(*rows[:4], rows[4].replace("500", "900"), hours=1)
    assert (outcome.files[0].skipped, outcome.new_entries) == (4, 1)
    assert office.m2() == {"reduced": 100 + 200 + 300 + 400 + 900}
    assert len(words(outcome, "CHANGED")) == 1


def test_another_months_file_of_the_same_name_replaces_nothing(office: Office) -> None:
    office.enter(*(f"reduced,,,2021-01-0{day},{day * 100},,North,NPA," for day in range(1, 4)))
    outcome = office.enter(*(f"reduced,,,2021-02-0{day},{day * 10},,North,NPA," for day in range(1, 4)), hours=1)
    assert outcome.new_entries == 3
    assert office.m2() == {"reduced": 660}


def test_rejected_rows_enter_nothing_and_keep_nothing_out(office: Office) -> None:
    outcome = office.enter(SURVEY, "CHA,S-2,,yesterday,5,AP mine,North,NPA,")
    [file] = outcome.files
    assert (file.accepted, file.rejected, outcome.new_entries) == (1, 1, 1)


def test_a_waiting_correction_corrected_again_never_lets_two_versions_count(office: Office) -> None:
    """400 m2 count; 450 waits; 500 is entered over what waits, and approved. Only one of the three may count."""
    office.enter(SURVEY, CLEARED)
    office.enter(CLEARED.replace("400", "450"), name="held.csv", hours=1, hold=True)
    assert office.m2() == {"confirmed": 600, "cleared": 400}
    office.enter(CLEARED.replace("400", "500"), name="third.csv", hours=2)
    assert office.m2() == {"confirmed": 500, "cleared": 500}
    assert review.worklist(office.workspace) == []


def known(**facts: object) -> Known:
    empty: dict[str, object] = {"standing": set(), "gone": set(), "by_ref": {}, "by_row": {}}
    return Known(**{**empty, **facts})  # type: ignore[arg-type]


def test_what_is_coming_is_known_before_it_is_in_the_journal() -> None:
    coming = Proposal(kind="land.cleared", payload={"area_m2": 1}, ref="C-1", supersedes="E-old")
    before = known(standing={"E-old"}, by_ref={("land.cleared", "", "C-1"): [("2021-01-01", "E-old")]},
                   by_row={("", 2, "land.cleared", 0): "E-old"})  # fmt: skip
    after = before.after([coming])
    assert after.standing == {coming.id}
    assert after.gone == {"E-old"}
    assert after.by_ref == {("land.cleared", "", "C-1"): [("", coming.id)]}
    assert after.by_row == {}
    assert before.standing == {"E-old"}, "what was known before stays as it was"
