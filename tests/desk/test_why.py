"""Why a figure is what it is: what is listed sums to the figure, and leads to files and rows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account
from opendisarm.desk import review
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.errors import DeskError
from opendisarm.desk.why import MOST_LINES, Explanation, why
from tests.desk.office import Office, at, sample_office, square

LAST = date(9999, 12, 31)
SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
CLEARED = "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,"


def summed(found: Explanation) -> int:
    """What the lines and the rest come to."""
    return sum(line.amount for line in found.lines) + sum(found.rest.values())


@pytest.mark.parametrize("seed", [1, 4, 9])
@pytest.mark.parametrize("on", [date(2014, 6, 30), LAST])
def test_what_is_listed_sums_to_the_balance_of_every_account_and_part(seed: int, on: date, tmp_path: Path) -> None:
    workspace = sample_office(tmp_path, seed).workspace
    for account, m2 in land_balance(workspace, on, None).total.items():
        assert (why(workspace, account.value, on, None).amount, summed(why(workspace, account.value, on, None))) == (
            m2,
            m2,
        )
    for name in ("admin1", "contamination", "operator", "year"):
        for row in land_balance(workspace, on, None, [name]).rows[:6]:
            for account in (Account.CONFIRMED, Account.CLEARED):
                found = why(workspace, f"{account.value}/{name}={row.key[0]}", on, None)
                assert found.amount == summed(found) == row.m2[account], (name, row.key, account)


@pytest.mark.parametrize("seed", [1, 4, 9])
def test_what_is_listed_sums_to_what_is_open_of_every_hazardous_area(seed: int, tmp_path: Path) -> None:
    workspace = sample_office(tmp_path, seed).workspace
    rows = [row for row in land_balance(workspace, LAST, None, ["hazard"]).rows if row.key[0]]
    assert len(rows) > 20
    for row in rows:
        found = why(workspace, row.key[0], LAST, None)
        assert found.amount == summed(found) == row.m2[Account.SUSPECTED] + row.m2[Account.CONFIRMED], row.key


@pytest.mark.parametrize("seed", [1, 4])
def test_what_a_record_did_sums_to_its_area_to_the_square_metre(seed: int, tmp_path: Path) -> None:
    office = sample_office(tmp_path, seed)
    for entry in list(office.store.load(kinds=("land.cleared", "land.confirmed")))[:40]:
        found = why(office.workspace, entry.id, LAST, None)
        assert found.amount == summed(found)
        assert found.sources[0].entry == entry.id


def test_a_figure_leads_to_its_file_its_row_and_the_columns_that_were_read(office: Office) -> None:
    office.enter(SURVEY, CLEARED, name="north.csv", by="Amal")
    found = why(office.workspace, "cleared", LAST, None)
    [line], [source] = found.lines, found.sources
    assert (line.cause, line.moved, line.hazard) == ("cleared", "confirmed -> cleared", "S-1")
    assert (source.file, source.row, source.ref, source.by, source.entered) == ("north.csv", 3, "C-1", "Amal", at(0))
    assert len(source.digest) == 64
    assert source.columns["area_m2"] == "area_m2"
    assert found.arithmetic == "+400 = 400 m2"


def test_land_that_left_an_account_is_subtracted_in_the_arithmetic(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    assert why(office.workspace, "confirmed", LAST, None).arithmetic == "+1000 -400 = 600 m2"
    assert why(office.workspace, "S-1", LAST, None).arithmetic == "+1000 -400 = 600 m2"
    assert why(office.workspace, "correction", LAST, None).arithmetic == "0 = 0 m2"


def test_more_postings_than_one_can_read_are_summed_by_cause(office: Office) -> None:
    many = [f"CHA,H-{number},,2020-01-01,10,AP mine,North,NPA," for number in range(MOST_LINES + 1)]
    office.enter(*many)
    found = why(office.workspace, "confirmed", LAST, None)
    assert (found.lines, found.rest) == ((), {"newly_found": 10 * len(many)})
    assert summed(found) == found.amount == 10 * len(many)
    assert len(why(office.workspace, "H-7", LAST, None).lines) == 1, "a part shows each"


def test_a_record_that_met_more_land_than_one_can_read_still_sums(office: Office) -> None:
    """Clearance of one strip across more hazardous areas than can be listed."""
    east = MOST_LINES + 1
    areas = [f"CHA,H-{n},,2020-01-01,,AP mine,North,NPA,{square(10 + n / 1000)}" for n in range(east)]
    strip = f'"POLYGON ((10 5, {10 + east / 1000} 5, {10 + east / 1000} 5.0005, 10 5.0005, 10 5))"'
    office.enter(*areas, f"cleared,C-1,,2021-01-01,,,North,NPA,{strip}")
    found = why(office.workspace, "C-1", LAST, None)
    assert (found.lines, list(found.rest)) == ((), ["cleared"])
    assert found.amount == summed(found) == land_balance(office.workspace, LAST, None).total[Account.CLEARED]


def test_what_was_not_known_yet_explains_nothing(office: Office) -> None:
    office.enter(SURVEY, hours=0)
    office.enter(CLEARED, name="june.csv", hours=2)
    [entry] = office.ids("C-1")
    assert why(office.workspace, "cleared", LAST, at(1)).amount == 0
    for name in ("C-1", entry):
        assert why(office.workspace, name, LAST, at(2)).amount == 400
        with pytest.raises(DeskError, match=f"Nothing in this workspace is called '{name}'"):
            why(office.workspace, name, LAST, at(1))


def test_a_record_that_does_not_count_says_so(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    review.withdraw(office.workspace, entry, "Chief", at(1), "wrong")
    found = why(office.workspace, entry, LAST, None)
    assert (found.amount, found.lines) == (None, ())
    [note] = found.notes
    assert note.startswith(
        f"{entry} (land.confirmed) moves no land, or does not count (not approved, withdrawn or superseded): "
        "area_m2 1000.0, "
    )


def test_every_version_of_a_record_is_listed(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    office.enter(CLEARED.replace("400", "450"), name="june.csv", hours=1)
    found = why(office.workspace, "C-1", LAST, None)
    assert found.amount == 450
    assert [source.file for source in found.sources][:2] == ["field.csv", "june.csv"]
    assert len(found.notes) == 2


@pytest.mark.parametrize("name", ["H-unknown", "", "E-0000", "clear"])
def test_what_nobody_knows_is_told(office: Office, name: str) -> None:
    office.enter(SURVEY)
    with pytest.raises(DeskError, match="Nothing in this workspace is called"):
        why(office.workspace, name, LAST, None)


def test_a_part_by_what_is_no_dimension_is_told(office: Office) -> None:
    office.enter(SURVEY)
    with pytest.raises(DeskError, match="'colour' is no dimension of the land ledger"):
        why(office.workspace, "cleared/colour=red", LAST, None)


def test_every_step_of_a_bridge_is_explained_by_what_it_adds_up_to(tmp_path: Path) -> None:
    workspace = sample_office(tmp_path, 4, 400).workspace
    first, last = date(2018, 1, 1), date(2020, 6, 30)
    _, [bridge] = land_flows(workspace, Span(first, last), None)
    assert why(workspace, "open", first - timedelta(days=1), None).amount == bridge.opening
    assert why(workspace, "open", last, None).amount == bridge.closing
    for cause, m2 in bridge.flows.items():
        assert why(workspace, f"flow/{cause.value}/{first}", last, None).amount == m2, cause
    assert any(bridge.flows.values())


@pytest.mark.parametrize("ref", ["flow", "flow/cleared", "flow/cleared/soon", "flow/stolen/2020-01-01"])
def test_what_is_no_flow_is_answered_with_an_example(office: Office, ref: str) -> None:
    with pytest.raises(DeskError, match=r"Write for example|Nothing in this workspace"):
        why(office.workspace, ref, date(2020, 1, 1), None)
