"""One record over time; and the same answer for what a reader does not reach as for what does not exist."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import Proposal
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.changes import Change
from opendisarm.desk.records.history import History, record_history
from opendisarm.desk.records.standing import Standing
from tests.desk.office import Office, at, square

OFFICER = Reader("Amal", Role.DATA_OFFICER)
NPA = Reader("Nadia", Role.OPERATOR_OFFICER, Scope("NPA"))
SURVEY = f"CHA,S-1,H-1,2020-03-01,12000,AP mine,North,NPA,{square(10.0)}"
MOVED = f"CHA,S-1,H-1,2020-03-01,12500,AP mine;AV mine,North,NPA,{square(10.0, side=0.002)}"


def corrected(office: Office) -> History:
    office.enter(SURVEY, name="a.csv", hours=1, org="NPA")
    office.enter(MOVED, name="b.csv", hours=2, org="NPA", hold=True)
    [batch] = review.worklist(office.workspace)
    review.approve(office.workspace, [batch.batch], "Chief", at(3), "measured again")
    return record_history(office.workspace, NPA, "S-1")


def test_versions_stand_in_order_with_what_changed_and_where_they_came_from(office: Office) -> None:
    first, second = corrected(office).versions
    assert (first.standing, second.standing) == (Standing.SUPERSEDED, Standing.COUNTS)
    assert (first.changes, first.shape, second.replaces) == ((), None, first.entry)
    assert second.changes == (
        Change("area_m2", "12000", "12500"),
        Change("contamination", "ap_mine_factory", "ap_mine_factory+av_mine"),
    )
    assert (second.source.file, second.source.row, len(second.source.digest)) == ("b.csv", 2, 64)
    assert (second.by, second.entered, first.entered) == ("Amal", at(2), at(1))


def test_a_changed_shape_is_told_in_words(office: Office) -> None:
    shape = corrected(office).versions[1].shape
    assert shape is not None
    assert shape.before_m2 == pytest.approx(12_260, rel=0.01)
    assert shape.after_m2 == pytest.approx(4 * (shape.before_m2 or 0), rel=0.001)
    assert shape.moved_m == pytest.approx(78.3, abs=0.5)
    before, after = f"{shape.before_m2:,.1f} m2", f"{shape.after_m2:,.1f} m2"
    grew = f"{(shape.after_m2 or 0) - (shape.before_m2 or 0):,.1f} m2"
    moved = f"its middle moved by {shape.moved_m:,.1f} m"
    assert shape.words == f"The shape grew by {grew}: from {before} to {after}; {moved}."


def test_decisions_stand_with_the_version_that_they_were_about(office: Office) -> None:
    corrected(office)
    taken_back = review.withdraw(office.workspace, office.ids("S-1")[1], "Chief", at(4), "the wrong map sheet")
    review.withdraw(office.workspace, taken_back, "Deputy", at(5), "it was the right one")
    first, second = record_history(office.workspace, NPA, "S-1").versions
    assert [(one.kind, one.by, one.reason) for one in first.decisions] == [
        ("journal.approval", "Amal", "approved on import")
    ]
    assert [(one.kind, one.by, one.reason) for one in second.decisions] == [
        ("journal.approval", "Chief", "measured again"),
        ("journal.withdrawal", "Chief", "the wrong map sheet"),
        ("journal.withdrawal", "Deputy", "it was the right one"),
    ]
    assert second.standing is Standing.COUNTS, "the withdrawal was taken back"
    assert record_history(office.workspace, NPA, "S-1", at(4)).versions[1].standing is Standing.WITHDRAWN


def test_the_counting_version_shows_its_postings_and_the_duties_that_it_serves(office: Office) -> None:
    found = corrected(office)
    assert found.current.entry == office.ids("S-1")[1]
    assert found.posted_m2 == sum(line.amount for line in found.postings)
    assert found.posted_m2 == office.m2()["confirmed"] > 0
    assert found.duties[:3] == ("apmbc-5-clearance", "apmbc-5-2-marking", "apmbc-7-annual")


def test_history_is_as_known_at_a_moment(office: Office) -> None:
    corrected(office)
    [only] = record_history(office.workspace, NPA, "S-1", at(1)).versions
    assert only.standing is Standing.COUNTS
    with pytest.raises(DeskError):
        record_history(office.workspace, NPA, "S-1", at(0))


def test_an_entry_id_leads_to_the_same_record_as_the_senders_id(office: Office) -> None:
    by_ref = corrected(office)
    assert {record_history(office.workspace, NPA, name) == by_ref for name in office.ids("S-1")} == {True}


def test_another_survey_under_the_same_id_is_named_and_not_mixed_in(office: Office) -> None:
    corrected(office)
    office.enter("CHA,S-1,H-1,2022-01-01,900,AP mine,North,NPA,", name="c.csv", hours=6, org="NPA")
    found = record_history(office.workspace, NPA, "S-1")
    assert (len(found.versions), found.current.on) == (1, date(2022, 1, 1))
    assert list(found.others) == office.ids("S-1")[:2]


# --- what others must not learn --------------------------------------------------------------------------------------


def refusal(office: Office, reader: Reader, name: str) -> str:
    with pytest.raises(DeskError) as error:
        record_history(office.workspace, reader, name)
    return str(error.value).replace(name, "NAME")


def test_what_a_reader_does_not_reach_is_answered_like_what_does_not_exist(office: Office) -> None:
    office.enter("CHA,X-1,H-9,2020-03-01,77,AP mine,South,HALO,", name="halo.csv", hours=1, org="HALO")
    person = Proposal(kind="person.harmed", payload={}, on=date(2024, 1, 1), ref="P-1", org="NPA")
    [of_person] = office.store.append([person], batch="B-p", by="Amal", moment=at(2))
    acts = [entry.id for entry in office.store.load() if entry.id[0] in "AF"]
    names = ["X-1", "H-9", office.ids("X-1")[0], of_person, "P-1", *acts, "cleared", ""]
    south = Reader("Basil", Role.TEAM_LEADER, Scope("HALO", frozenset({"North"})))
    nothing = refusal(office, NPA, "E-00000000000000000000")
    assert {refusal(office, reader, name) if name else nothing for reader in (NPA, south) for name in names} == {
        nothing
    }
    assert record_history(office.workspace, OFFICER, "X-1").posted_m2 == 77


def test_an_id_that_two_organisations_use_shows_each_its_own(office: Office) -> None:
    office.enter("CHA,S-1,H-1,2020-03-01,50,AP mine,North,NPA,", name="a.csv", hours=1, org="NPA")
    office.enter("CHA,S-1,H-9,2021-03-01,77,AP mine,North,HALO,", name="b.csv", hours=2, org="HALO")
    found = record_history(office.workspace, NPA, "S-1")
    assert (found.current.org, found.others, len(found.versions)) == ("NPA", (), 1)


def test_a_version_that_was_anothers_is_left_out_whole(office: Office) -> None:
    office.enter("CHA,S-1,H-1,2020-03-01,50,AP mine,South,NPA,", name="a.csv", hours=1, org="NPA")
    office.enter("CHA,S-1,H-1,2020-03-01,60,AP mine,North,NPA,", name="b.csv", hours=2, org="NPA")
    north = Reader("Basil", Role.TEAM_LEADER, Scope(areas=frozenset({"North"})))
    [only] = record_history(office.workspace, north, "S-1").versions
    assert (only.replaces, only.changes, only.shape) == ("", (), None)
    assert len(record_history(office.workspace, NPA, "S-1").versions) == 2


def test_postings_on_anothers_land_do_not_name_it(office: Office) -> None:
    office.enter(f"CHA,X-1,H-9,2020-03-01,,AP mine,North,HALO,{square(10.0)}", name="x.csv", hours=1, org="HALO")
    office.enter(f"Cleared,C-1,,2021-03-01,,AP mine,North,NPA,{square(10.0)}", name="c.csv", hours=2, org="NPA")
    hers = record_history(office.workspace, NPA, "C-1")
    assert hers.posted_m2 == pytest.approx(12_260, rel=0.01)
    assert {line.hazard for line in hers.postings} == {"(not yours to see)"}
    assert "H-9" not in repr(hers)
    assert "X-1" not in repr(hers)
    whole = record_history(office.workspace, OFFICER, "C-1")
    assert {line.hazard for line in whole.postings} == {"H-9"}
