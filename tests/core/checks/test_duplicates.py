from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.checks import Surroundings
from opendisarm.core.checks.duplicates import duplicate_labels, folded
from opendisarm.core.vocabulary import LandKind
from tests.core.checks.cast import SQUARE, codes, device, event, found, land, shape

REVERSED = "POLYGON ((36.001 1.001, 36.001 1, 36 1, 36 1.001, 36.001 1.001))"
HERE = shape("POINT (36 1)")


def test_labels_that_repeat_exactly_and_but_for_spaces() -> None:
    assert duplicate_labels(["P1", "P2", "P1", " p1", "P３", "P3"]) == ({2: 0}, {3: 0, 5: 4})


def test_empty_labels_repeat_nothing() -> None:
    assert duplicate_labels(["", " ", ""]) == ({}, {})


@given(st.lists(st.text(max_size=4)))
def test_a_label_names_an_earlier_one_that_is_truly_the_same(labels: list[str]) -> None:
    same, alike = duplicate_labels(labels)
    assert not same.keys() & alike.keys()
    assert all(first < index and labels[first] == labels[index] for index, first in same.items())
    assert all(first < index and labels[first] != labels[index] for index, first in alike.items())
    assert all(folded(labels[first]) == folded(labels[index]) for index, first in alike.items())


def test_the_second_use_of_an_id_is_the_error_and_the_first_stands() -> None:
    findings = found(land(ref="C-1"), land(ref="C-2"), land(ref="C-1"))
    assert [(finding.code, finding.source.row) for finding in findings] == [("DUPLICATE_ID", 4)]


def test_one_id_for_a_survey_and_a_clearance_is_no_duplicate() -> None:
    assert codes(land(kind=LandKind.CONFIRMED, ref="H-7"), land(ref="H-7")) == []


def test_devices_of_one_row_may_share_its_id() -> None:
    assert codes([device(ref="C-1", model="PMN"), device(ref="C-1", model="PMN-2")]) == []


def test_the_journal_knows_ids_that_differ_by_a_space() -> None:
    around = Surroundings(seen={("land.cleared", "C-1"): "e7"})
    [finding] = found(land(ref=" C-1"), around=around)
    assert finding.message == (
        "The id ' C-1' differs from 'C-1' of journal entry e7 only by spaces, case or character width."
    )


def test_the_same_corners_in_another_order_are_the_same_polygon() -> None:
    assert codes(land(SQUARE), land(REVERSED)) == ["DUPLICATE_POLYGON"]


def test_a_survey_and_a_clearance_may_have_the_same_boundary() -> None:
    assert codes(land(SQUARE, kind=LandKind.CONFIRMED), land(REVERSED)) == []


def test_events_at_one_point_give_one_note_a_file_and_none_on_other_days() -> None:
    assert codes(*[event(shape=HERE)] * 50) == ["EVENTS_SHARE_A_POINT"]
    assert codes(event(shape=HERE), event(shape=HERE, on=date(2021, 3, 2))) == []


def test_devices_of_one_row_lie_at_its_point() -> None:
    assert codes([device(shape=HERE), device(shape=HERE, model="PMN")]) == []


def test_the_same_items_at_another_point_were_not_counted_twice() -> None:
    there = shape("POINT (36.1 1)")
    assert codes(device(activity="T-9", shape=HERE), device(activity="T-9", shape=there)) == []


def test_device_lines_without_activity_and_hazard_are_not_compared() -> None:
    assert codes(device(), device()) == []


def test_device_lines_are_compared_without_case_and_spaces() -> None:
    assert codes(device(hazard="H-7"), device(hazard="H-7", category=" ap MINE")) == ["DUPLICATE_DEVICE_LINE"]
