"""An extract is signed, kept on record, withdrawn and checked; what it says follows from the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from opendisarm.access.roles import Permission, Role, may
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import EXTRACT
from opendisarm.core.vocabulary import Account
from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import signing
from opendisarm.desk.extracts.checking import check, in_words
from opendisarm.desk.verifying import verify
from opendisarm.extracts.extract import Extract
from opendisarm.extracts.page import page_of
from opendisarm.extracts.statement import Nearby, ParcelKind
from opendisarm.extracts.wording import ExtractVoice
from tests.desk.office import Office, at, square

AMAL = Reader("amal", Role.APPROVER)
HEADER = "kind,ref,hazard,date,area_m2,contamination,province,operator,method,depth_cm,handover date,wkt"
TODAY = at(2).date()
H1, FAR = square(20.0).strip('"'), square(20.5).strip('"')


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    """Half of H-1 is cleared; H-2 is cleared and handed over; of H-3 nobody knows where it lies."""
    office = Office(tmp_path, database=database_url if "://" in database_url else "")
    office.enter(
        f"suspected,S-1,H-1,2024-02-01,,ap_mine,North,HI,,,,{square(20.0)}",
        f"cleared,C-1,H-1,2024-05-01,,ap_mine,North,HI,manual,20,,{square(20.0, side=0.0007)}",
        f"confirmed,S-2,H-2,2024-02-01,,ap_mine,North,HI,,,,{square(20.02)}",
        f"cleared,C-2,H-2,2024-06-01,,ap_mine,North,HI,mechanical,15,2024-07-01,{square(20.02)}",
        header=HEADER,
    )  # fmt: skip
    yield office
    office.store.close()


def issue(office: Office, parcel: str, reader: Reader = AMAL, hours: int = 2, **told: Any) -> Extract:
    whole = {"on": at(hours).date(), "known": None, "moment": at(hours), "lang": "en"} | told
    return signing.issue(office.workspace, reader, parcel, **whole)


def lines(extract: Extract) -> dict[str, int]:
    return {account.value: m2 for account, m2 in extract.says.held}


def refusal(office: Office, parcel: str, **told: Any) -> str:
    before = office.store.head()
    with pytest.raises(DeskError) as refused:
        issue(office, parcel, **told)
    assert office.store.head() == before, "What was refused must leave nothing in the journal."
    return str(refused.value)


def test_a_hazardous_area_is_told_with_its_releases(office: Office) -> None:
    says = issue(office, "H-1").says
    assert (says.serial, says.parcel.kind, says.parcel.name, says.parcel.place) == (
        "XSA-2026-0001", ParcelKind.HAZARD, "H-1", "North",
    )  # fmt: skip
    assert says.parcel.corners == (), "The outline of a hazardous area is not given away."
    assert lines(issue(office, "H-1")) == {"suspected": 6_300, "cleared": 6_000}
    assert [(one.account, one.on, one.method, one.depth_cm) for one in says.releases] == [
        (Account.CLEARED, date(2024, 5, 1), "manual", 20.0)
    ]
    assert (says.area_m2, says.handover, says.near, says.unplaced, says.pending) == (
        12_300, None, Nearby.NO, False, False,
    )  # fmt: skip
    assert (says.role, says.office, says.valid_until) == ("approver", office.workspace.name, date(2026, 12, 1))


def test_a_handover_is_told_where_the_release_tells_it(office: Office) -> None:
    says = issue(office, "H-2").says
    assert (says.handover, says.uncleared_m2, says.unrecorded_m2) == (date(2024, 7, 1), 0, 0)


def test_nothing_recorded_is_told_as_that(office: Office) -> None:
    extract = issue(office, FAR)
    assert lines(extract) == {"unrecorded": 12_300}
    assert (extract.says.near, extract.says.releases) == (Nearby.NO, ())
    assert len(extract.says.parcel.corners) == 4


def test_a_neighbour_of_uncleared_land_hears_yes_and_nothing_more(office: Office) -> None:
    beside = issue(office, square(20.0015).strip('"')).says
    assert (beside.near, dict(beside.held)) == (Nearby.YES, {Account.UNRECORDED: 12_300})
    assert issue(office, square(20.0025).strip('"')).says.near is Nearby.NO


def test_land_without_a_place_is_told_of_everywhere(office: Office) -> None:
    office.enter("suspected,S-3,H-3,2024-02-01,9000,ap_mine,North,HI,,,,", header=HEADER, name="b.csv")
    assert issue(office, FAR).says.unplaced
    own = issue(office, "H-3").says
    assert (own.unplaced, own.near, dict(own.held)) == (False, Nearby.UNKNOWN, {Account.SUSPECTED: 9_000})


def test_what_waits_for_a_decision_is_told_of_and_not_counted(office: Office) -> None:
    office.enter(
        f"confirmed,S-9,H-9,2025-02-01,,ap_mine,North,HI,,,,{square(20.5)}", header=HEADER, name="b.csv", hold=True
    )
    extract = issue(office, FAR)
    assert extract.says.pending
    assert lines(extract) == {"unrecorded": 12_300}


def test_both_clocks_hold(office: Office) -> None:
    assert lines(issue(office, "H-1", on=date(2024, 3, 1))) == {"suspected": 12_300}
    office.enter(
        f"cleared,C-9,H-1,2024-08-01,,ap_mine,North,HI,,,,{square(20.0)}", header=HEADER, name="b.csv", hours=3
    )
    assert lines(issue(office, "H-1", hours=5)) == {"cleared": 12_200}
    before = issue(office, "H-1", hours=5, known=at(2))
    assert lines(before) == {"suspected": 6_300, "cleared": 6_000}
    seq, chain = before.says.head
    assert [entry.chain for entry in office.store.load() if entry.seq == seq] == [chain]
    assert "that day has not come" in refusal(office, "H-1", on=TODAY + timedelta(days=1))
    assert "that day has not come" in refusal(office, "H-1", known=at(3))


def test_each_extract_is_an_entry_that_changes_no_figure(office: Office) -> None:
    figures = office.m2()
    extract = issue(office, FAR)
    [entry] = office.store.load(kinds=(EXTRACT,))
    assert (entry.payload["act"], entry.payload["text"], entry.by, entry.ref) == (
        "issue", extract.text, "amal", "XSA-2026-0001",
    )  # fmt: skip
    assert entry.id.startswith("X-")
    assert entry.shape is not None
    assert office.m2() == figures
    assert verify(office.workspace).sound


def test_numbers_run_on(office: Office) -> None:
    assert [issue(office, "H-1").says.serial for _ in range(3)] == [f"XSA-2026-000{n}" for n in (1, 2, 3)]


def test_small_land_is_refused_unless_it_is_a_hazardous_area_that_is_released(office: Office) -> None:
    office.enter(
        f"suspected,S-4,H-4,2024-02-01,,ap_mine,North,HI,,,,{square(21.0, side=0.0003)}",
        f"suspected,S-5,H-5,2024-02-01,,ap_mine,North,HI,,,,{square(21.1, side=0.0003)}",
        f"cleared,C-5,H-5,2024-03-01,,ap_mine,North,HI,,,,{square(21.1, side=0.0003)}",
        header=HEADER, name="small.csv",
    )  # fmt: skip
    assert "at least 2500 m2" in refusal(office, "H-4")
    assert "at least 2500 m2" in refusal(office, square(20.5, side=0.0003).strip('"'))
    assert lines(issue(office, "H-5")) == {"cleared": 1_100}


def test_a_boundary_cannot_be_followed_with_parcels_that_grow_by_a_metre(office: Office) -> None:
    issue(office, H1)
    for metres in (1, 5, 20):
        grown = square(20.0, side=0.001 + metres / 111_320).strip('"')
        assert "differ by a strip" in refusal(office, grown)
    signing.revoke(office.workspace, AMAL, "XSA-2026-0001", "wrong parcel", at(3))
    assert "differ by a strip" in refusal(office, square(20.00001).strip('"'), hours=4)
    assert issue(office, H1, hours=4).says.serial == "XSA-2026-0002"


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.PUBLISH)])
def test_who_may_not_publish_signs_nothing(office: Office, role: Role) -> None:
    nobody = Reader("somebody", role)
    assert "may not sign extracts" in refusal(office, "H-1", reader=nobody)
    for ask in (
        lambda: signing.revoke(office.workspace, nobody, "XSA-2026-0001", "why", at(3)),
        lambda: signing.signed_so_far(office.workspace, nobody),
        lambda: signing.again(office.workspace, nobody, "XSA-2026-0001"),
    ):
        with pytest.raises(DeskError, match="may not sign extracts"):
            ask()


@pytest.mark.parametrize("parcel", ["H-1", H1, FAR])
def test_whoever_sees_one_province_signs_for_no_other(office: Office, parcel: str) -> None:
    south = Reader("sami", Role.APPROVER, Scope(areas=frozenset({"South"})))
    assert "not wholly, within your reach" in refusal(office, parcel, reader=south)
    north = Reader("nora", Role.APPROVER, Scope(areas=frozenset({"North"})))
    if parcel != FAR:
        assert issue(office, parcel, reader=north).says.role == "approver"


@pytest.mark.parametrize("parcel", ["", "H-77", "Nowhere", "'; drop table"])
def test_land_that_nobody_knows_is_refused_in_words(office: Office, parcel: str) -> None:
    assert "is called" in refusal(office, parcel)


def test_an_unknown_language_or_a_long_office_is_refused_before_anything_is_signed(office: Office) -> None:
    assert "not printed in 'de'" in refusal(office, "H-1", lang="de")
    with pytest.raises(DeskError, match="has room for 120"):
        signing.issue(office.workspace, AMAL, "H-1", TODAY, None, at(2), "en", office="مكتب" * 31)
    assert not list(office.store.load(kinds=(EXTRACT,)))


def test_the_page_is_the_same_bytes_when_it_is_asked_for_again(office: Office) -> None:
    extract = issue(office, FAR, lang="ar")
    made = signing.page(office.workspace, extract, "ar")
    found, lang = signing.again(office.workspace, AMAL, extract.says.serial)
    assert (found, lang) == (extract, "ar")
    assert signing.page(office.workspace, found, lang) == made


def test_a_withdrawn_extract_stays_on_record_and_is_refused_by_a_check_that_takes_the_list(office: Office) -> None:
    extract = issue(office, FAR)
    public = signing.public_key(office.workspace).encode()
    page = signing.page(office.workspace, extract, "en")
    assert check(page, public, at(3)).says == extract.says
    signing.revoke(office.workspace, AMAL, extract.says.serial, "issued for the wrong field", at(3))
    [one] = signing.signed_so_far(office.workspace, AMAL)
    assert (one.withdrawn, one.reason) == (at(3), "issued for the wrong field")
    listed = signing.withdrawn_list(office.workspace, at(4)).encode()
    assert b"wrong field" not in listed
    assert check(page, public, at(5)).withdrawn_until is None
    with pytest.raises(DeskError, match="Extract XSA-2026-0001 was withdrawn by who issued it"):
        check(page, public, at(5), listed)
    with pytest.raises(DeskError, match="was withdrawn on 2026-06-01"):
        signing.revoke(office.workspace, AMAL, extract.says.serial, "again", at(6))


def test_a_withdrawal_needs_a_reason_and_an_extract(office: Office) -> None:
    issue(office, FAR)
    with pytest.raises(DeskError, match="needs its reason"):
        signing.revoke(office.workspace, AMAL, "XSA-2026-0001", " ", at(3))
    with pytest.raises(DeskError, match="No extract XSA-2026-0002"):
        signing.revoke(office.workspace, AMAL, "XSA-2026-0002", "why", at(3))


def test_a_check_says_no_in_the_readers_language(office: Office) -> None:
    public = signing.public_key(office.workspace).encode()
    with pytest.raises(DeskError) as refused:
        check(issue(office, FAR).text.replace("ODX1", "ODX2").encode(), public, at(3), lang="fr")
    assert refused.value.what == "Cet extrait est de la version 2, et ce programme lit la version 1."


def test_a_check_needs_no_workspace_and_tells_what_was_signed(office: Office) -> None:
    extract = issue(office, "H-1")
    found = check(extract.text.encode(), signing.public_key(office.workspace).encode(), at(3), lang="en")
    told = dict(found.words.lines)
    assert found.words.verdict == (
        "Part of this land is recorded as suspected or confirmed to be contaminated. Do not enter it or work on it."
    )
    assert told["Land"] == "Hazardous area H-1"
    assert told["Suspected hazardous area"] == "6,300 m²"
    assert told["Released by clearance"] == "1 May 2024, manual, 20 cm"


def test_a_check_tells_every_corner_so_that_no_other_outline_can_be_printed_around_the_code(office: Office) -> None:
    extract = issue(office, FAR)
    found = check(extract.text.encode(), signing.public_key(office.workspace).encode(), at(3))
    told = dict(found.words.lines)
    assert [told[f"Corner {number}"] for number in (1, 2, 3, 4)] == [
        "Latitude 5.000000, Longitude 20.500000", "Latitude 5.001000, Longitude 20.500000",
        "Latitude 5.001000, Longitude 20.501000", "Latitude 5.000000, Longitude 20.501000",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("parcel", ["H-1", "H-2", FAR])
def test_whatever_the_page_states_the_check_tells(office: Office, parcel: str, lang: str) -> None:
    extract = issue(office, parcel, lang=lang)
    page = page_of(extract, ExtractVoice(lang), "")
    words = in_words(extract, lang)
    told = " ".join([words.verdict, *(part for line in words.lines for part in line)])
    stated = [value for _, value in page["facts"]] + [one["m2"] for one in page["accounts"]] + page["head"]
    stated += [one["said"] for one in page["notes"]] + [cell for row in (page["outline"] or {"rows": []})["rows"]
                                                        for cell in row]  # fmt: skip
    stated += [cell for row in (page["releases"] or {"rows": []})["rows"] for cell in row]
    plain = told.replace("\u2066", "").replace("\u2069", "")
    assert [one for one in stated if one.replace("\u2066", "").replace("\u2069", "") not in plain] == []


def test_the_key_lies_outside_the_workspace_and_is_made_at_first_use(office: Office) -> None:
    assert not signing.has_key(office.workspace)
    issue(office, FAR)
    assert signing.has_key(office.workspace)
    inside = [file for file in office.workspace.folder.rglob("*") if file.is_file()]
    secret = (signing._folder(office.workspace) / "signing.key").read_bytes()
    assert not [file for file in inside if secret in file.read_bytes()]


def test_two_workspaces_of_one_state_have_two_keys(office: Office, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other")
    extract = issue(office, FAR)
    with pytest.raises(DeskError, match="names the key"):
        check(extract.text.encode(), signing.public_key(other.workspace).encode(), at(3))
    other.store.close()
