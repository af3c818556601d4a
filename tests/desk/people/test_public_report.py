from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from opendisarm.core.journal import EDITION
from opendisarm.desk.people.publishing import public_casualties
from opendisarm.desk.reporting import write, write_for_public
from tests.desk.office import at
from tests.desk.people.people import PeopleOffice, harmed

SESSIONS = "session id,date,state,method,women,men"


def crowd(office: PeopleOffice) -> None:
    """Nine men killed, two women killed, eleven women and six men injured, six of unknown outcome."""
    groups = ((9, "male", "killed"), (2, "female", "killed"), (11, "female", "injured"), (6, "male", "injured"))
    rows = [(sex, outcome) for count, sex, outcome in (*groups, (6, "male", "unknown")) for _ in range(count)]
    office.persons(*(harmed(number, sex=sex, outcome=outcome) for number, (sex, outcome) in enumerate(rows)))
    office.kind(
        "education.session", SESSIONS, "S-1,2024-02-02,XSA,school,120,80", "S-2,2024-02-03,XSA,face_to_face,3,40",
        name="s.csv",
    )  # fmt: skip


def cells(office: PeopleOffice, out: Path, name: str = "ccm7", public: bool = True) -> dict[str, dict[str, Any]]:
    if public:
        write_for_public(office.workspace, name, "XSA", 2024, at(20), "json", "en", out, "Amal")
    else:
        write(office.workspace, name, "XSA", 2024, at(20), "json", "en", out)
    return {cell["address"]: cell for cell in json.loads(out.read_text(encoding="utf-8"))["cells"]}


@pytest.mark.parametrize(("name", "form"), [("ccm7", "H1"), ("article7", "J1")])
def test_few_persons_are_withheld_and_cannot_be_subtracted(
    office: PeopleOffice, tmp_path: Path, name: str, form: str
) -> None:
    crowd(office)
    found = cells(office, tmp_path / "r.json", name)
    women = found[f"{form}/women/killed"]
    assert women == {
        "address": f"{form}/women/killed", "unit": "persons", "type": "withheld", "value": None, "because": [],
        "seen_by": "few persons",
    }  # fmt: skip
    assert found[f"{form}/men/killed"]["value"] is None
    assert found[f"{form}/total/casualties"]["value"] == 34


def test_no_figure_about_people_lists_its_entries_in_public(office: PeopleOffice, tmp_path: Path) -> None:
    crowd(office)
    inside = cells(office, tmp_path / "inside.json", public=False)
    assert len(inside["H1/women/injured"]["because"]) == 11
    found = cells(office, tmp_path / "public.json")
    assert not any(cell["because"] for address, cell in found.items() if address.startswith(("G1/", "H")))


def test_services_and_the_pathway_stay_inside(office: PeopleOffice, tmp_path: Path) -> None:
    crowd(office)
    found = cells(office, tmp_path / "r.json")
    numbers = [a for a, cell in found.items() if a.startswith(("H6/", "H7/")) and cell["type"] == "number"]
    assert numbers == []
    assert found["H7/total/registered"]["seen_by"] == "for those who work with survivors"


def test_beneficiaries_are_protected_too_and_sessions_are_no_persons(office: PeopleOffice, tmp_path: Path) -> None:
    crowd(office)
    found = cells(office, tmp_path / "r.json")
    assert found["G1/face_to_face/direct_women"]["value"] is None
    assert found["G1/face_to_face/direct_men"]["value"] is None, "43 less 40 would be 3"
    assert found["G1/total/direct"]["value"] == 243
    assert found["G1/total/sessions"]["value"] == 2


def test_the_report_and_the_public_table_say_the_same(office: PeopleOffice, tmp_path: Path) -> None:
    crowd(office)
    found = cells(office, tmp_path / "r.json")
    assert list(office.store.load(kinds=(EDITION,)))
    public = public_casualties(office.workspace, "XSA", 2024, at(0).date().replace(2024, 12, 31), at(20))
    assert public.new == [], "it was put on record with the report"
    for outcome in ("killed", "injured", "unknown_outcome", "casualties"):
        assert found[f"H1/total/{outcome}"]["value"] == public.figure(outcome)


def test_sentences_that_count_persons_are_left_out(office: PeopleOffice, tmp_path: Path) -> None:
    crowd(office)
    out = tmp_path / "r.json"
    cells(office, out)
    notes = [note for table in json.loads(out.read_text(encoding="utf-8"))["tables"] for note in table["notes"]]
    assert not any("known for" in note for note in notes)
