"""What a file is checked against beside itself: administrative units, and ids that the journal holds."""

from __future__ import annotations

import shapely

from opendisarm.core.journal import Proposal
from opendisarm.core.records import LandRecord
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import LandKind
from opendisarm.desk import review
from opendisarm.desk.surroundings import surroundings
from tests.desk.office import MONDAY, Office, at, findings, square

UNITS = "kind,date,code,name,level,state,wkt"
NORTH = 'place.admin,2020-01-01,XSA01,North,1,XSA,"POLYGON ((10 5, 11 5, 11 6, 10 6, 10 5))"'
SOUTH = 'place.admin,2020-01-01,XSA02,South,1,XSA,"POLYGON ((10 4, 11 4, 11 5, 10 5, 10 4))"'
ROWS = [Row(Source("a.csv"), (LandRecord(kind=LandKind.CLEARED, on=MONDAY.date(), ref="C-1"),))]


def test_an_empty_journal_surrounds_with_nothing(office: Office) -> None:
    found = surroundings(office.workspace, ROWS)
    assert (found.units, dict(found.seen), dict(found.boxes)) == ((), {}, {})


def test_units_of_the_journal_and_the_box_around_them_are_known(office: Office) -> None:
    office.enter(NORTH, SOUTH, header=UNITS)
    found = surroundings(office.workspace, ROWS)
    assert [unit.code for unit in found.units] == ["XSA01", "XSA02"]
    assert found.boxes == {"XSA": (10.0, 4.0, 11.0, 6.0)}
    assert found.units[0].shape is not None
    assert shapely.from_wkb(found.units[0].shape.wkb).bounds == (10.0, 5.0, 11.0, 6.0)


def test_units_that_do_not_count_are_not_known(office: Office) -> None:
    office.enter(NORTH, header=UNITS, name="north.csv", hold=True)
    assert surroundings(office.workspace, ROWS).units == ()
    [batch] = review.worklist(office.workspace)
    review.approve(office.workspace, [batch.batch], "Chief", at(1))
    assert [unit.code for unit in surroundings(office.workspace, ROWS).units] == ["XSA01"]


def test_ids_of_the_same_kind_and_of_hazardous_areas_are_known(office: Office) -> None:
    office.enter(
        "CHA,S-1,,2020-01-01,1000,AP mine,,,", "cleared,C-1,S-1,2021-01-01,5,,,,", "reduced,R-1,S-1,2021-01-01,5,,,,"
    )
    [survey], [clearance] = office.ids("S-1"), office.ids("C-1")
    assert surroundings(office.workspace, ROWS).seen == {
        ("land.confirmed", "S-1"): survey,
        ("land.cleared", "C-1"): clearance,
    }


def test_what_comes_in_the_same_import_is_known_as_well(office: Office) -> None:
    coming = (Proposal(kind="land.cleared", payload={}, ref="C-9"), Proposal(kind="land.cleared", payload={}))
    assert dict(surroundings(office.workspace, ROWS, coming).seen) == {("land.cleared", "C-9"): coming[0].id}


def test_a_shape_outside_its_province_is_found_by_the_units_of_the_journal(office: Office) -> None:
    office.enter(NORTH, SOUTH, header=UNITS)
    outcome = office.enter(f"CHA,S-1,,2020-01-01,,AP mine,North,NPA,{square(10.5, 4.5)}", name="survey.csv")
    assert "OUTSIDE_ADMIN_UNIT" in [found.code for found in findings(outcome)]


def test_an_id_that_differs_by_a_space_only_is_told(office: Office) -> None:
    office.enter("CHA,S-1,,2020-01-01,1000,AP mine,,,")
    outcome = office.enter("CHA,s-1,,2020-01-01,1000,AP mine,,,", name="b.csv")
    assert [found.code for found in findings(outcome)] == ["DUPLICATE_ID_TRIMMED"]
