"""treaty, duties, calendar, incidents, assess and why, as people meet them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest

from opendisarm.core.records import RECORD_KINDS
from opendisarm.law.instrument import duties, instruments
from tests.cli.opendisarm import opendisarm

DUTY_IDS = [
    "apmbc-3-retained", "apmbc-4-stockpile", "apmbc-5-clearance", "apmbc-5-2-marking", "apmbc-6-3-victims",
    "apmbc-7-initial", "apmbc-7-annual", "apmbc-9-law", "ccm-3-stockpile", "ccm-4-clearance", "ccm-5-victims",
    "ccm-6-cooperation", "ccm-7-initial", "ccm-7-annual", "ccm-9-law", "att-5-control", "att-12-records",
    "att-13-1-initial", "att-13-3-annual", "ccw-ap2-13-annual", "ccw-p5-10-initial", "ccw-p5-10-annual",
    "poa-biennial",
]  # fmt: skip
ANSWERS = {"due", "met", "missed", "not_bound", "unknown", "not_coded"}


def test_the_list_names_every_instrument() -> None:
    told = opendisarm("treaty", "list", "--json").fine().json
    assert [one["id"] for one in told] == list(instruments())
    assert {one["kind"] for one in told} == {"treaty", "protocol", "declaration", "programme", "process", "framework"}


@pytest.mark.parametrize(
    ("instrument", "on", "counts"),
    [
        ("apmbc", "2014-11-30", {"deposited": 162, "in_force": 161}),
        ("ccm", "2015-01-31", {"joined": 116, "deposited": 89, "in_force": 84}),
        ("att", "2014-12-24", {"deposited": 61, "in_force": 61}),
    ],
)
def test_status_gives_the_published_shape(instrument: str, on: str, counts: dict[str, int]) -> None:
    told = opendisarm("treaty", "status", instrument, "--on", on, "--json").fine().json
    assert told["instrument"] == instrument
    assert told["on"] == on
    assert set(told["counts"]) == {"signed", "deposited", "in_force", "joined", "withdrawn"}
    assert told["counts"].items() >= counts.items()
    assert told["states"]
    assert all(
        {"iso3", "name", "signed", "deposited", "in_force", "withdrawn"} <= state.keys() for state in told["states"]
    )


def test_what_was_not_known_yet_is_not_counted() -> None:
    told = opendisarm("treaty", "status", "apmbc", "--known", "2026-02-02", "--json").fine().json
    assert told["counts"]["deposited"] == 0
    assert "Nothing was known here at that moment" in told["note"]


def test_a_declaration_counts_endorsements_and_shows_what_others_counted() -> None:
    told = opendisarm("treaty", "status", "ewipa", "--on", "2026-01-01", "--json").fine().json
    assert told["counts"] == {"endorsed": 4, "not_endorsed": 1}
    assert sorted(claim["number"] for claim in told["published"]) == ["", "0", "82", "83"]
    assert "Import the official list" in told["note"]


def test_every_duty_is_answered_once_and_cites_an_article_in_every_line() -> None:
    for state in ("AFG", "NOR", "LTU", "USA"):
        told = opendisarm("duties", state, "--on", "2026-11-24", "--json").fine().json
        assert [line["duty"] for line in told] == DUTY_IDS == list(duties())
        for line in told:
            assert {"duty", "answer", "due", "unconfirmed", "because"} <= line.keys()
            assert line["answer"] in ANSWERS
            assert line["because"]
            assert all(reason["cite"] for reason in line["because"])


def test_duties_read_as_a_lawyer_would_write_them() -> None:
    told = opendisarm("duties", "Lithuania", "--on", "2026-11-24").fine().out
    assert "Withdrew from the Mine Ban Convention; not bound since 2025-12-27. (APMBC art. 3(1)" in told
    assert "Withdrew from the Convention on Cluster Munitions; not bound since 2025-03-06." in told
    assert "DUE by 2027-05-31: Annual report on authorised or actual exports and imports" in told
    assert "ATT art. 13(3): the report for 2026 is due 2027-05-31" in told


def test_the_calendar_file_is_one_that_calendar_programs_accept(tmp_path: Path) -> None:
    file = tmp_path / "khm.ics"
    arguments = ("calendar", "KHM", "--on", "2026-11-24", "--days", "1500", "--ics", file, "--json")
    told = opendisarm(*arguments).fine().json
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(events) == len(told)
    by_uid = {str(event["uid"]): event for event in events}
    assert len(by_uid) == len(events)
    clearance = by_uid["KHM/apmbc-5-clearance/2030-12-31@opendisarm"]
    assert clearance.decoded("dtstart") == date(2030, 12, 31)
    assert clearance.decoded("dtend") == date(2031, 1, 1)
    assert "APMBC art. 5(1)" in str(clearance["description"])


def test_an_uncertain_day_in_the_calendar_says_so() -> None:
    told = opendisarm("calendar", "--on", "2026-11-24", "--json").fine().json
    meeting = next(one for one in told if one["key"] == "apmbc/23MSP")
    assert not meeting["exact"]
    assert meeting["unconfirmed"]


@pytest.mark.parametrize(("kind", "ending"), [("map", "svg"), ("timeline", "svg"), ("map", "png"), ("timeline", "png")])
def test_pictures_are_written(tmp_path: Path, kind: str, ending: str) -> None:
    file = tmp_path / f"picture.{ending}"
    opendisarm("treaty", kind, "apmbc", "--on", "2014-11-30", "--out", file, "--lang", "ar").fine()
    if ending == "svg":
        root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
        assert "اتفاقية حظر الألغام" in "".join(root.itertext())
        assert "161" in "".join(root.itertext()).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    else:
        assert file.read_bytes().startswith(b"\x89PNG")


def test_the_check_of_entry_into_force_lists_its_exceptions_with_their_reason() -> None:
    told = opendisarm("treaty", "check", "--json").fine().json
    found = {
        one["instrument"]: [(gap["iso3"], gap["stored"] != gap["computed"]) for gap in one["exceptions"]]
        for one in told
        if one["exceptions"]
    }
    late = ["GIN", "KNA", "LIE", "LTU", "NLD", "POL", "SRB", "ZAF"]
    assert found == {"apmbc": [("MNE", False), ("SSD", True)], "att": [(state, True) for state in late]}
    assert all(gap["reason"] for one in told for gap in one["exceptions"])


def test_incidents_say_unknown_where_nobody_counted() -> None:
    told = opendisarm("incidents", "UKR", "--weapon", "cluster", "--json").fine().json
    assert [(one["year"], one["incidents"], one["killed"]) for one in told] == [
        (2014, 2, None), (2015, 2, None), (2022, 2, None), (2023, 1, None),
    ]  # fmt: skip


def test_a_self_assessment_without_data_gives_no_score() -> None:
    told = opendisarm("assess", "KHM", "--json").fine().json
    assert told["overall"] is None
    assert told["state"] == "KHM"
    assert sum(criterion["weight_percent"] for criterion in told["criteria"]) == 100


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("duties", "Afganistn"), "There is no state 'Afganistn'. Did you mean Afghanistan (AFG)?"),
        (("treaty", "status", "apbmc"), "There is no instrument 'apbmc'. Did you mean apmbc?"),
        (("treaty", "map", "apmbc", "--out", "x.gif"), "x.gif is no picture that we draw."),
        (("treaty", "changes", "ccm", "--since", "2026-01-01", "--until", "2020-01-01"), "2020-01-01 lies before"),
        (("calendar", "--days", "-4"), "-4 days is no stretch of a calendar."),
        (("assess", "KHM", "--edition", "mar"), "There is no edition 'mar'."),
        (("why", "incidents/UKR"), "'UKR' is no state and year."),
    ],
)
def test_a_wrong_question_ends_as_one_line(words: tuple[str, ...], says: str) -> None:
    told = opendisarm(*words)
    assert told.code == 1
    assert told.err.startswith(f"opendisarm: {says}")
    assert told.err.count("\n") == 1


def test_why_leads_from_a_duty_to_the_row_of_a_table() -> None:
    told = opendisarm("why", "KHM/apmbc-5-clearance", "--on", "2026-11-24", "--json").fine().json
    assert told["figure"].endswith("on 2026-11-24: due, due 2030-12-31")
    assert {source["file"] for source in told["sources"]} == {"apmbc.csv", "article5.csv"}
    assert all(source["row"] > 1 and source["citation"] for source in told["sources"])


def test_a_land_record_names_the_duties_it_serves(tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    opendisarm("init", place, "--state", "XSA").fine()
    field = tmp_path / "field.csv"
    header = "kind,ref,hazard,date,area_m2,contamination,province\n"
    field.write_text(f"{header}CHA,S-1,,2020-01-01,1000,AP mine,North\n", encoding="utf-8")
    opendisarm("import", field, "-w", place, "--commit").fine()
    entry = opendisarm("why", "S-1", "-w", place, "--json").fine().json["sources"][0]["entry"]
    assert "serves apmbc-5-clearance, apmbc-5-2-marking, apmbc-7-annual" in opendisarm("why", entry, "-w", place).out


def test_a_clearance_duty_shows_the_land_of_the_workspace_and_its_pace(tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    opendisarm("init", place, "--state", "KHM").fine()
    field = tmp_path / "field.csv"
    rows = [
        "kind,ref,hazard,date,area_m2,contamination,province",
        "CHA,H-1,,2020-01-01,10000,AP mine,North",
        "cleared,C-1,H-1,2023-05-01,1000,AP mine,North",
        "cleared,C-2,H-1,2024-05-01,2000,AP mine,North",
        "cancelled,C-3,H-1,2025-05-01,3000,AP mine,North",
    ]
    field.write_text("\n".join(rows) + "\n", encoding="utf-8")
    opendisarm("import", field, "-w", place, "--commit").fine()
    told = opendisarm("duties", "KHM", "-w", place, "--on", "2026-12-31", "--json").fine().json
    land = next(line for line in told if line["duty"] == "apmbc-5-clearance")["land"]
    assert land["source"] == "land ledger"
    assert land["remaining_m2"] == 4_000
    assert land["released_m2"] == {"2024": 2_000, "2025": 3_000}
    assert land["pace"]["verdict"] == "unclear"
    told = opendisarm("duties", "KHM", "-w", place, "--on", "2025-12-31", "--json").fine().json
    land = next(line for line in told if line["duty"] == "apmbc-5-clearance")["land"]
    assert land["released_m2"] == {"2023": 1_000, "2024": 2_000, "2025": 3_000}
    assert land["cleared_m2"] == {"2023": 1_000, "2024": 2_000, "2025": 0}
    assert land["pace"]["verdict"] == "yes"
    assert land["size_class"]["class"] == "small"


def test_every_kind_of_norm_record_has_its_class() -> None:
    assert {kind for kind in RECORD_KINDS if kind.startswith("norm.")} >= {"norm.endorsement", "norm.vote"}
