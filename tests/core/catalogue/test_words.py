"""Every code that arises when rows meet the journal or the ground, made to appear by an import, with its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from opendisarm.core.catalogue import entering, land
from opendisarm.core.findings import Code
from opendisarm.desk import review
from opendisarm.desk.importing import ImportOutcome
from tests.desk.office import Office, at, square, words

SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
CLEARED = "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,"
GROUND = f"CHA,S-1,,2020-01-01,,AP mine,North,NPA,{square(10)}"
WORKED = f"cleared,C-1,S-1,2021-01-01,,AP mine,North,NPA,{square(10)}"

Scene = Callable[[Office], ImportOutcome]


def changed(office: Office) -> ImportOutcome:
    office.enter(SURVEY, CLEARED)
    return office.enter(CLEARED.replace("400", "450").replace("NPA", "HALO"), name="june.csv", hours=1)


def later_survey(office: Office) -> ImportOutcome:
    office.enter(SURVEY)
    return office.enter(SURVEY.replace("2020-01-01", "2024-05-01"), name="june.csv", hours=1)


def withdrawn_before(office: Office) -> ImportOutcome:
    office.enter(SURVEY)
    review.withdraw(office.workspace, office.ids("S-1")[0], "Chief", at(1), "wrong district")
    return office.enter(SURVEY, name="june.csv", hours=2)


def already_released(office: Office) -> ImportOutcome:
    office.enter(GROUND, WORKED)
    return office.enter(WORKED.replace("C-1", "C-2").replace("2021", "2022"), name="june.csv", hours=1)


def outside_hazard(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    return office.enter(WORKED.replace(square(10), square(20)), name="june.csv", hours=1)


def areas_overlap(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    return office.enter(GROUND.replace("S-1", "S-2").replace("2020", "2021"), name="june.csv", hours=1)


def device_apart(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    return office.enter(
        "device.found,D-1,S-1,2021-02-01,AP mine,1,10.0005,5.0005",
        "device.found,D-2,S-1,2021-02-01,AP mine,1,10.005,5.0005",
        name="june.csv", hours=1, header="kind,ref,hazard,date,category,quantity,lon,lat",
    )  # fmt: skip


def over_release(office: Office) -> ImportOutcome:
    office.enter(SURVEY)
    return office.enter(CLEARED.replace("400", "13345"), name="june.csv", hours=1)


def no_hazard_named(office: Office) -> ImportOutcome:
    return office.enter(
        "cancelled,N-1,,2021-01-01,1000,,North,NPA,", "cancelled,N-2,,2021-01-02,234.4,,North,NPA,", name="june.csv"
    )


def reopened(office: Office) -> ImportOutcome:
    office.enter(GROUND, WORKED)
    return office.enter(GROUND.replace("S-1", "S-2").replace("2020", "2023"), name="june.csv", hours=1)


def mines_remain(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    return office.enter(WORKED.replace("AP mine", "other ERW"), name="june.csv", hours=1)


def still_confirmed(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    return office.enter(GROUND.replace("CHA,S-1,,2020", "SHA,S-2,,2021"), name="june.csv", hours=1)


def nothing_to_correct(office: Office) -> ImportOutcome:
    office.enter(GROUND)
    row = f"correction,K-1,S-1,2021-01-01,,,North,NPA,{square(20)},drawn on the wrong sheet"
    header = "kind,ref,hazard,date,area_m2,contamination,province,operator,wkt,reason"
    return office.enter(row, header=header, name="june.csv", hours=1)


CASES: dict[str, tuple[Scene, str]] = {
    "CHANGED": (
        changed,
        "june.csv, row 2: Entry {entry} says something else about C-1 (area_m2, operator); this row replaces that "
        "entry from now on. Nothing, if the correction is meant; earlier reports keep the earlier version. [CHANGED]",
    ),
    "OTHER_SURVEY": (
        later_survey,
        "june.csv, row 2: Hazardous area S-1 is also recorded on 2020-01-01; this row is taken as another "
        "survey of it. If it only corrects the date of that record, withdraw entry {entry}. [OTHER_SURVEY]",
    ),
    "WITHDRAWN_BEFORE": (
        withdrawn_before,
        "june.csv, row 2: Exactly this record was entered before as {entry} and then withdrawn or returned; importing "
        "it enters it anew. Leave the row out if that decision still stands. [WITHDRAWN_BEFORE]",
    ),
    "ALREADY_RELEASED": (
        already_released,
        "june.csv, row 2: 12 263 m2 of this release lie on land that is already released (by {entry}); they are "
        "not counted again. Check whether the same work was reported twice, or correct the boundary of one of the "
        "two. [ALREADY_RELEASED]",
    ),
    "OUTSIDE_HAZARD": (
        outside_hazard,
        "june.csv, row 2: 12 263 m2 of this release lie outside every recorded hazardous area; they are counted as"
        " released, but no remaining land goes down. Check the corner order and the coordinates, or first record "
        "the survey that enlarged the hazardous area. [OUTSIDE_HAZARD]",
    ),
    "OVER_RELEASE": (
        over_release,
        "june.csv, row 2: The release is 12 345 m2 larger than what is left of hazardous area S-1. Check the area "
        "for a unit slip, or first record the survey that enlarged the hazardous area. [OVER_RELEASE]",
    ),
    "NO_HAZARD_NAMED": (
        no_hazard_named,
        "june.csv: Releases that name no hazardous area and have no shape: 2, together 1 234 m2. They count as "
        "released, but no remaining land goes down. Give the ids of the hazardous areas where there are any. "
        "[NO_HAZARD_NAMED]",
    ),
    "REOPENED": (
        reopened,
        "june.csv, row 2: ATTENTION: 12 263 m2 that had been released (by {entry}) are found contaminated again "
        "and are open from 2023-01-01. Tell the land users at once, mark the area, and confirm the finding with "
        "the operator that released it. [REOPENED]",
    ),
    "MINES_REMAIN": (
        mines_remain,
        "june.csv, row 2: 12 263 m2 were searched for explosive remnants only, but mines are recorded there; that "
        "land stays open. If mines were searched for as well, say so in the contamination column; else plan mine "
        "clearance. [MINES_REMAIN]",
    ),
    "STILL_CONFIRMED": (
        still_confirmed,
        "june.csv, row 2: 12 263 m2 of this suspected area are already recorded as hazardous and stay as they "
        "were. To lower confirmed land to suspected, enter a correction with its reason. [STILL_CONFIRMED]",
    ),
    "AREAS_OVERLAP": (
        areas_overlap,
        "june.csv, row 2: 12 263 m2 of hazardous area S-2 are recorded as part of S-1 as well; each square metre "
        "counts once. If both are one area, record the next survey under one id; if not, correct the boundary of "
        "one of them. [AREAS_OVERLAP]",
    ),
    "DEVICE_APART": (
        device_apart,
        "june.csv, row 3: The device lies about 386 m outside hazardous area S-1, which the record names. Check the "
        "coordinates and the id; if both are right, survey whether the area is larger than recorded. [DEVICE_APART]",
    ),
    "NOTHING_TO_CORRECT": (
        nothing_to_correct,
        "june.csv, row 2: 12 263 m2 of this correction lie where the books hold no land that it could move. Check "
        "the id of the hazardous area and the shape. [NOTHING_TO_CORRECT]",
    ),
}


@pytest.mark.parametrize(("code", "scene", "expected"), [(code, *case) for code, case in CASES.items()], ids=CASES)
def test_the_words(code: str, scene: Scene, expected: str, tmp_path: Path) -> None:
    office = Office(tmp_path)
    [said] = words(scene(office), code)
    assert re.sub(r"\bE-[0-9a-f]{20}\b", "{entry}", said) == expected


def test_rows_that_say_nothing_new_say_why_they_are_skipped(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.enter(SURVEY)
    [file] = office.enter(SURVEY, name="june.csv").files
    assert file.skipped_because == {"unchanged: the journal already holds it": 1}


@pytest.mark.parametrize("subject", [entering, land])
def test_every_code_is_made_to_appear(subject: ModuleType) -> None:
    assert {code.name for code in vars(subject).values() if isinstance(code, Code)} <= CASES.keys()
