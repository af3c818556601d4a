"""Tables of incidents: harm by sex and age, who and where, and the coordinates that are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisarm.core.records import Incident, Place, Populated, Precision, WeaponClass
from opendisarm.importers.mapping import Wanted
from tests.importers.tables_on_disk import Result, read_text

INCIDENT = "country,date,weapon,certainty"
ROW = "Ukraine,2026-03-01,cluster munitions,confirmed"


def given(folder: Path, text: str) -> Result:
    return read_text(folder, text, Wanted("incident.use"))


def incident(folder: Path, columns: str, cells: str) -> Result:
    return given(folder, f"{INCIDENT},{columns}\n{ROW},{cells}\n")


def test_an_incident_says_where_what_and_who(tmp_path: Path) -> None:
    result = incident(
        tmp_path,
        "province,place,populated area,actor,actor_iso3,services",
        "North,Town,y,army,xaa/NSAG,school + water; ",
    )
    [record] = result.records
    assert isinstance(record, Incident)
    assert record.place == Place(state="UKR", admin1="North")
    assert (record.weapon, record.populated, record.venue) == (WeaponClass.CLUSTER_MUNITIONS, Populated.YES, "Town")
    assert (record.actor_state, record.services) == ("XAA/NSAG", ("school", "water"))


def test_an_incident_needs_a_state_or_the_name_of_a_place(tmp_path: Path) -> None:
    text = "iso3,location,date,weapon,certainty\n,Border of two states,2022,unknown,alleged\n,,2022,unknown,alleged\n"
    result = given(tmp_path, text)
    assert [(record.place, record.venue) for record in result.records] == [(Place(), "Border of two states")]
    assert result.words("FIELD_MISSING")[0].startswith("table.csv, row 3, iso3 (A3): state is missing; a incident.use")


@pytest.mark.parametrize(
    ("columns", "cells", "harms"),
    [
        ("killed", "4", [("killed", "unknown", "unknown", 4)]),
        ("killed", "0", [("killed", "unknown", "unknown", 0)]),
        ("killed,injured", ",", []),
        (
            "killed_female_adult,killed_male_child", "1,2",
            [("killed", "female", "adult", 1), ("killed", "male", "child", 2)],
        ),
        (
            "killed,killed_female_adult", "5,2",
            [("killed", "female", "adult", 2), ("killed", "unknown", "unknown", 3)],
        ),
        (
            "injured,injured_unknown_unknown,girls injured", "6,1,2",
            [("injured", "female", "child", 2), ("injured", "unknown", "unknown", 4)],
        ),
        ("injured,injured_unknown_child", "2,2", [("injured", "unknown", "child", 2)]),
    ],
)  # fmt: skip
def test_harm_is_kept_by_sex_and_age_and_the_rest_is_unknown(
    tmp_path: Path, columns: str, cells: str, harms: list[tuple[str, str, str, int]]
) -> None:
    [record] = incident(tmp_path, columns, cells).records
    assert [tuple(harm) for harm in record.harmed] == harms
    assert record.extra == ()


def test_a_total_below_its_parts_is_an_error(tmp_path: Path) -> None:
    result = incident(tmp_path, "killed,killed_female_adult", "1,2")
    assert result.words("HARM_DOES_NOT_ADD") == [
        "table.csv, row 2, killed (E2): Killed are 1 in all, but 2 by sex and age. Correct the total or the parts; "
        "persons of unknown sex or age belong to neither but to the total. [HARM_DOES_NOT_ADD]"
    ]
    assert result.records == []


@pytest.mark.parametrize(
    ("cell", "code"), [("-1", "NUMBER_IMPOSSIBLE"), ("several", "NUMBER_UNREADABLE"), ("1.5", "NUMBER_NOT_WHOLE")]
)
def test_harm_that_is_no_number_of_persons_is_an_error(tmp_path: Path, cell: str, code: str) -> None:
    result = incident(tmp_path, "killed", cell)
    assert result.codes.count(code) == 1
    assert result.records == []


@pytest.mark.parametrize(
    ("header", "cell"),
    [("lat", "48.1"), ("Longitude", "37.9"), ("mgrs", "37UCP123456"), ("geometry", "POINT (37 48)"), ("X", "37.9"),
     ("GPS", "anything"), ("remark of ours", "near 48.12345 37.98765"), ("map", "48.12345N, 37.98765E")],
)  # fmt: skip
def test_coordinates_of_an_incident_are_left_out_aloud(tmp_path: Path, header: str, cell: str) -> None:
    result = incident(tmp_path, header, f'"{cell}"')
    assert result.records[0].extra == ()
    assert cell not in repr(result.records[0])
    assert result.words("COORDINATES_LEFT_OUT") == [
        f"table.csv, {header}: The coordinates of incidents are not taken in (column {header}): no targeting detail is "
        "kept. Give the place by its name, and say whether it is a populated area. [COORDINATES_LEFT_OUT]"
    ]


def test_a_period_counts_from_the_first_day_of_its_month(tmp_path: Path) -> None:
    text = "country,from,to,weapon\nUkraine,2022-03,2022-03-15,cluster munitions\nUkraine,2022-03,,cluster munitions\n"
    period, alone = given(tmp_path, text).records
    assert (str(period.on), str(period.until), period.precision) == ("2022-03-01", "2022-03-15", Precision.MONTH)
    assert (str(alone.on), alone.until) == ("2022-03-31", None)


def test_an_actor_that_is_no_state_is_an_error(tmp_path: Path) -> None:
    result = incident(tmp_path, "actor_iso3", "Narnia")
    assert result.words("NORM_STATE_UNKNOWN")[0].startswith(
        'table.csv, row 2, actor_iso3 (E2): "Narnia" is not the name'
    )
