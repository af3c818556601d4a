"""What a report would say otherwise today, record by record."""

from __future__ import annotations

from pathlib import Path

from opendisarm.core.clocks import Span
from opendisarm.desk import review
from opendisarm.desk.restating import restatement
from tests.desk.office import Office, at, square

YEAR = Span.of_year(2021)
GROUND = f"CHA,S-1,,2020-01-01,,AP mine,North,NPA,{square(10)}"
WORKED = "cleared,C-1,S-1,2021-06-01,4000,AP mine,North,NPA,"


def test_nothing_is_restated_when_nothing_changed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(GROUND, WORKED)
    told = restatement(office.workspace, YEAR, at(1))
    assert (told.figures, told.records, told.then_head) == ((), (), told.now_head)


def test_a_late_correction_is_named_with_what_it_replaces(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(GROUND, WORKED)
    office.enter(WORKED.replace("4000", "3500"), name="corrected.csv", hours=2)
    earlier, later = office.ids("C-1")
    told = restatement(office.workspace, YEAR, at(1))
    assert {figure.name: (figure.then, figure.now) for figure in told.figures} == {
        "cleared": (-4_000, -3_500), "closing": (8_263, 8_763), "cleared in all": (4_000, 3_500),
    }  # fmt: skip
    assert {(record.entry, record.then, record.now, record.because) for record in told.records} == {
        (earlier, 4_000, 0, f"replaced by {later}"), (later, 0, 3_500, "entered since"),
    }  # fmt: skip


def test_a_withdrawal_restates_every_year_after_it(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(GROUND, WORKED)
    [name] = office.ids("C-1")
    review.withdraw(office.workspace, name, "Chief", at(2), "reported twice")
    [record] = restatement(office.workspace, YEAR, at(1)).records
    assert (record.entry, record.then, record.now, record.because) == (name, 4_000, 0, "withdrawn")
    following = restatement(office.workspace, Span.of_year(2022), at(1))
    assert [(figure.name, figure.then, figure.now) for figure in following.figures] == [
        ("opening", 8_263, 12_263), ("closing", 8_263, 12_263),
    ]  # fmt: skip
    assert restatement(office.workspace, Span.of_year(2020), at(1)).figures == ()


def test_a_record_is_named_when_another_one_changed_what_it_moves(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(GROUND, WORKED, f"cleared,C-2,S-1,2021-08-01,,AP mine,North,NPA,{square(10)}")
    office.enter("cancelled,N-1,S-1,2021-07-01,1000,AP mine,North,NPA,", name="late.csv", hours=2)
    told = restatement(office.workspace, YEAR, at(1))
    assert [figure.name for figure in told.figures] == ["cancelled", "cleared", "cancelled in all", "cleared in all"]
    assert {(record.cause, record.then, record.now, record.because) for record in told.records} == {
        ("cancelled", 0, 1_000, "entered since"), ("cleared", 8_263, 7_263, "other records changed around it"),
    }  # fmt: skip


def test_only_land_under_the_treaty_is_restated_when_one_is_named(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(GROUND)
    office.enter(WORKED, name="late.csv", hours=2)
    assert restatement(office.workspace, YEAR, at(1), treaty="APMBC").figures
    assert not restatement(office.workspace, YEAR, at(1), treaty="CCM").figures
    assert not restatement(office.workspace, YEAR, at(1), treaty="CCM").records
