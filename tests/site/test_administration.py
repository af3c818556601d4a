"""The administration: what needs attention, backups, organisations, areas, mapping files, and acts on record."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.desk.backups import backups, restore
from opendisarm.site.administration import backups as room
from opendisarm.site.administration.models import Organisation
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.members.models import Change, Member
from tests.site.conftest import Site

PASSPHRASE = "five words nobody says together"
MAPPING = b"kind: land.cleared\ndate_order: dmy\ncolumns: {area_m2: 'Surface (ha)'}\n"


@pytest.fixture
def alex(site: Site) -> Client:
    """An administrator's browser, the second factor just shown."""
    browser = site.client(Role.ADMINISTRATOR)
    return site.with_second_factor(browser, site.member(Role.ADMINISTRATOR))


def backed_up(site: Site, age: timedelta, entries: int | None = None) -> None:
    """A line in the record of backups."""
    head = site.store.head()
    told = {
        "made": (datetime.now(UTC) - age).isoformat(), "by": "alex", "name": "b", "size": 1, "digest": "0" * 64,
        "entries": head.seq if entries is None else entries, "head": head.chain, "sealed": True,
    }  # fmt: skip
    (site.workspace.folder / "backups.jsonl").write_text(json.dumps(told) + "\n")


def attention(browser: Client) -> list[str]:
    return [one["words"] for one in browser.get("/administration/?format=json").json()["attention"]]


def test_a_workspace_without_a_backup_says_so_first(alex: Client) -> None:
    assert attention(alex)[0] == "No backup was ever made. One disk that fails takes everything."
    assert b"No backup was ever made" in alex.get("/administration/").content


def test_a_backup_is_old_after_seven_days_and_not_before(site: Site, alex: Client) -> None:
    backed_up(site, timedelta(days=6, hours=23), entries=2)
    assert not [words for words in attention(alex) if "backup" in words]
    backed_up(site, timedelta(days=8, hours=1), entries=2)
    came = site.store.head().seq - 2
    assert f"The last backup is 8 days old, and {came} entries came since." in attention(alex)
    page = alex.get("/administration/backups/").content.decode()
    assert f"The last backup is 8 days old: {came} entries would be lost." in page


def test_a_journal_shorter_than_its_backup_is_told(site: Site, alex: Client) -> None:
    backed_up(site, timedelta(hours=1), entries=99)
    assert any("holds fewer entries than the last backup" in words for words in attention(alex))


def test_a_backup_is_sealed_streamed_and_restores(site: Site, alex: Client, tmp_path: Path) -> None:
    answer = alex.post("/administration/backups/make/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert answer.status_code == 200
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    answer.close()
    (tmp_path / "b").write_bytes(content)
    assert restore(tmp_path / "b", tmp_path / "back", PASSPHRASE).head == site.store.head()
    [made] = backups(site.workspace)
    assert (made.sealed, made.by, made.size) == (True, "administrator", len(content))
    act = Change.objects.get(what="backup taken")
    assert (act.by, act.told["entries"]) == ("administrator", site.store.head().seq)
    assert not list((site.workspace.folder / "cache").glob("backup-*")), "nothing stays on the server"


def test_a_download_that_breaks_off_is_on_record_as_taken_but_not_as_made(site: Site, alex: Client) -> None:
    for _ in range(2):
        answer = alex.post("/administration/backups/make/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
        next(iter(answer.streaming_content))
        answer.close()
        assert not room._ONE_AT_A_TIME.locked(), "the next may begin"
    assert Change.objects.filter(what="backup taken").count() == 2
    assert backups(site.workspace) == []


def test_one_backup_is_made_at_a_time(site: Site, alex: Client) -> None:
    with room._ONE_AT_A_TIME:
        answer = alex.post(
            "/administration/backups/make/", {"passphrase": PASSPHRASE, "again": PASSPHRASE}, follow=True
        )
    assert b"A backup is being made already" in answer.content


@pytest.mark.parametrize(
    ("passphrase", "again", "words"),
    [("", "", "This field is required"), ("short", "short", "can be guessed"), (PASSPHRASE, "other", "differ")],
)
def test_a_weak_or_mistyped_passphrase_makes_nothing(
    site: Site, alex: Client, passphrase: str, again: str, words: str
) -> None:
    answer = alex.post("/administration/backups/make/", {"passphrase": passphrase, "again": again})
    assert words in answer.content.decode()
    assert backups(site.workspace) == []
    assert not Change.objects.exists()


def test_whoever_proved_nothing_lately_takes_no_backup(site: Site, alex: Client) -> None:
    session = alex.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    answer = alex.post("/administration/backups/make/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert backups(site.workspace) == []


def test_organisations_are_those_of_the_journal_with_their_members(site: Site, alex: Client) -> None:
    site.member(Role.OPERATOR_OFFICER, org="HI", username="omar")
    site.member(Role.OPERATOR_OFFICER, org="NPO", username="nina")
    told = {one["name"]: one for one in alex.get("/administration/organisations/?format=json").json()["organisations"]}
    assert (told["HI"]["records"], told["HI"]["hazards"], told["HI"]["members"]) == (2, 1, 1)
    assert told["HI"]["last_field_date"] == "2024-05-01"
    assert (told["NPA"]["records"], told["NPA"]["members"]) == (1, 0)
    page = alex.get("/administration/organisations/").content.decode()
    assert "No record names “NPO”, which nina is bound to" in page
    assert "Is “NPA” meant?" in page
    assert any("Is “NPA” meant?" in words for words in attention(alex))


def test_a_card_about_an_organisation_is_kept_and_on_record(site: Site, alex: Client) -> None:
    where = "/administration/organisations/about/?name=HI"
    told = {"full_name": "Humanity & Inclusion", "kind": "operator", "contact": "office@hi.example"}
    assert alex.post(where, told)["Location"] == "/administration/organisations/"
    assert Organisation.objects.get(name="HI").full_name == "Humanity & Inclusion"
    assert Change.objects.get(what="organisation described").told == told
    assert "Humanity &amp; Inclusion" in alex.get("/administration/organisations/").content.decode()
    assert site.store.head().seq == site.store.head().seq, "no record changes"
    assert alex.get("/administration/organisations/about/?name=nobody").status_code == 404


def test_a_telephone_number_is_no_full_name(alex: Client) -> None:
    answer = alex.post("/administration/organisations/about/?name=HI", {"full_name": "call +93 700 123 456"})
    assert "looks like a person" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_areas_are_those_of_records_and_a_mistyped_one_is_told(site: Site, alex: Client) -> None:
    site.member(Role.OPERATOR_OFFICER, areas=("Nroth",), username="omar")
    told = {one["name"]: one for one in alex.get("/administration/areas/?format=json").json()["areas"]}
    assert (told["North"]["records"], told["North"]["hazards"]) == (2, 1)
    assert told["South"]["records"] == 1
    page = alex.get("/administration/areas/").content.decode()
    assert "No record names “Nroth”, which omar is bound to" in page
    assert "Is “North” meant?" in page


def test_a_mapping_file_is_checked_kept_handed_out_and_deleted(alex: Client) -> None:
    file = SimpleUploadedFile("hi.yaml", MAPPING)
    assert alex.post("/administration/mappings/", {"name": "HI", "org": "HI", "file": file}).status_code == 302
    kept = KeptMapping.objects.get()
    assert (kept.name, kept.org, kept.by) == ("HI", "HI", "administrator")
    assert b"Surface" not in bytes(kept.sealed)
    given = alex.get(f"/administration/mappings/{kept.pk}/").content.decode()
    again = SimpleUploadedFile("again.yaml", given.encode())
    assert alex.post("/administration/mappings/", {"name": "again", "file": again}).status_code == 302
    assert "area_m2: Surface (ha)" in given
    assert alex.post(f"/administration/mappings/{kept.pk}/delete/").status_code == 422
    assert alex.post(f"/administration/mappings/{kept.pk}/delete/", {"sure": "yes"}).status_code == 302
    assert [one.name for one in KeptMapping.objects.all()] == ["again"]
    assert alex.get(f"/administration/mappings/{kept.pk}/").status_code == 422
    assert [one.what for one in Change.objects.all()] == ["mapping deleted", "mapping kept", "mapping kept"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"columns: {surfce: 'A'}", "surfce"),
        (b"columns: [", "line 1"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"!!python/object/apply:os.system ['true']", "it has no section named columns"),
    ],
)
def test_a_faulty_mapping_file_is_refused_with_what_is_wrong(alex: Client, content: bytes, words: str) -> None:
    file = SimpleUploadedFile("../../hi.yaml", content)
    answer = alex.post("/administration/mappings/", {"name": "HI", "file": file})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not KeptMapping.objects.exists()


def signed_in(site: Site, username: str) -> Client:
    """A member with a browser of their own that the list of sessions knows."""
    browser = site.client(Role.APPROVER, username=username)
    assert browser.get("/overview/").status_code == 200
    UserSession.objects.get_or_create(
        session_key=browser.session.session_key, user=Member.objects.get(username=username), ip="127.0.0.1"
    )
    return browser


def test_a_member_is_signed_out_everywhere(site: Site, alex: Client) -> None:
    amal = signed_in(site, "amal")
    number = Member.objects.get(username="amal").pk
    assert b"127.0.0.1" in alex.get(f"/members/{number}/").content
    alex.post(f"/members/{number}/sessions/end/", {"reason": "a lost laptop"})
    assert amal.get("/overview/")["Location"].startswith("/account/login/")
    act = Change.objects.get(what="signed out")
    assert (act.by, act.member, act.told) == ("administrator", "amal", {"reason": "a lost laptop"})


def test_a_second_factor_is_taken_away_only_with_a_reason_and_never_ones_own(site: Site, alex: Client) -> None:
    amal = signed_in(site, "amal")
    member = Member.objects.get(username="amal")
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": "none"})
    assert alex.post(f"/members/{member.pk}/second-factor/reset/", {"reason": " "}).status_code == 422
    assert Authenticator.objects.filter(user=member).exists()
    alex.post(f"/members/{member.pk}/second-factor/reset/", {"reason": "a lost telephone"})
    assert not Authenticator.objects.filter(user=member).exists()
    assert amal.get("/overview/").status_code == 302
    assert Change.objects.get(what="second factor reset").told == {"reason": "a lost telephone", "factors": ["totp"]}
    own = site.member(Role.ADMINISTRATOR)
    assert alex.post(f"/members/{own.pk}/second-factor/reset/", {"reason": "to be rid of it"}).status_code == 422
    assert Authenticator.objects.filter(user=own).exists()


def test_somebody_is_shut_out_at_once_with_a_reason(site: Site, alex: Client) -> None:
    amal = signed_in(site, "amal")
    number = Member.objects.get(username="amal").pk
    alex.post(f"/members/{number}/shut-out/", {"reason": "left the office"})
    assert not Member.objects.get(pk=number).is_active
    assert amal.get("/overview/").status_code == 302
    page = alex.get("/administration/changes/").content.decode()
    assert "left the office" in page


def test_the_journal_is_verified_against_a_head_that_was_written_down(site: Site) -> None:
    auditor = site.client(Role.AUDITOR)
    early = next(iter(site.store.load())).chain
    page = auditor.post("/journal/verification/", {"head": f" {early[:32]} {early[32:]}…"}).content.decode()
    assert "is a link of this chain" in page
    page = auditor.post("/journal/verification/", {"head": "0123456789abcdef"}).content.decode()
    assert "The journal does not contain the head 0123456789abcdef" in page
    assert "is a link of this chain" not in page
    assert auditor.post("/journal/verification/", {"head": "no head at all"}).status_code == 422
