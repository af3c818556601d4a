"""Pictures of records: who may see them, add them, take them away; and the proof that they are what was kept."""

from __future__ import annotations

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import APPROVAL, Proposal, breaks, counting
from opendisarm.desk.attachments.attaching import attach, remove
from opendisarm.desk.attachments.checking import pictures_apart
from opendisarm.desk.attachments.listing import attached, kept, picture
from opendisarm.desk.errors import DeskError
from tests.attachments.pictures import SECRETS, edited_png, telephone_jpeg
from tests.desk.office import Office, at, square

OFFICER = Reader("omar", Role.OPERATOR_OFFICER, Scope("HI"))
SOUTHERN = Reader("sami", Role.OPERATOR_OFFICER, Scope("HI", frozenset({"South"})))
STRANGER = Reader("nadia", Role.OPERATOR_OFFICER, Scope("NPA"))
CHIEF = Reader("amal", Role.APPROVER)
DONOR = Reader("dora", Role.DONOR)


@pytest.fixture
def record(office: Office) -> str:
    """A record of HI in the north."""
    office.enter(f"suspected,S-1,H-1,2024-02-01,,ap_mine,North,HI,{square(20.0)}", org="HI")
    return office.ids("S-1")[0]


def test_a_picture_is_an_entry_and_its_content_lies_beside_the_journal(office: Office, record: str) -> None:
    before = counting(office.store.marks(office.store.head()))
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), " The  turning point ", at(1))
    [one], gone = attached(office.workspace, [record])
    assert (one.entry, one.record, one.caption, one.by) == (name, record, "The turning point", "omar")
    assert (one.width, one.height, gone) == (40, 60, ())
    shown = picture(office.workspace, OFFICER, record, name)
    assert (shown.media, len(shown.content)) == ("image/jpeg", one.size)
    for file in office.workspace.folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not [secret for secret in SECRETS if secret in content], file
    assert not breaks(office.store.load(), office.store.head())
    assert counting(office.store.marks(office.store.head())) == before, "a picture changes nothing that counts"
    assert not list(pictures_apart(office.workspace))


@pytest.mark.parametrize("reader", [STRANGER, SOUTHERN, DONOR], ids=["other organisation", "other area", "no records"])
def test_who_does_not_reach_a_record_does_not_learn_of_its_pictures(
    office: Office, record: str, reader: Reader
) -> None:
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(1))
    told = set()
    for asked in (record, "E-nothing", name):
        with pytest.raises(DeskError) as why:
            picture(office.workspace, reader, asked, name)
        told.add(why.value.what.replace(asked, "it"))
    assert len(told) == 1, "what there is and what there is not are answered alike"
    with pytest.raises(DeskError):
        attach(office.workspace, reader, record, edited_png(), "", at(2))
    assert len(attached(office.workspace, [record])[0]) == 1


def test_a_picture_is_not_reached_through_another_record(office: Office, record: str) -> None:
    office.enter(f"suspected,S-2,H-2,2024-02-01,,ap_mine,North,NPA,{square(21.0)}", org="NPA", name="npa.csv", hours=1)
    [hers] = office.ids("S-2")
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(2))
    with pytest.raises(DeskError, match="has no picture"):
        picture(office.workspace, STRANGER, hers, name)


def test_a_caption_that_names_somebody_is_refused(office: Office, record: str) -> None:
    with pytest.raises(DeskError, match="names a person"):
        attach(office.workspace, OFFICER, record, telephone_jpeg(), "Mr Haddad at the fence", at(1))
    assert not kept(office.workspace).folder.exists()


def test_the_same_picture_is_not_given_twice(office: Office, record: str) -> None:
    attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(1))
    with pytest.raises(DeskError, match="already"):
        attach(office.workspace, OFFICER, record, telephone_jpeg(), "again", at(2))
    assert not list(pictures_apart(office.workspace)), "a refused picture takes nothing away from the one that is there"


def test_a_picture_taken_away_is_seen_no_more_and_was_seen_before(office: Office, record: str) -> None:
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(1))
    remove(office.workspace, OFFICER, record, name, "the wrong field", at(3))
    there, [gone] = attached(office.workspace, [record])
    assert (there, gone.attachment, gone.reason, gone.destroyed) == ((), name, "the wrong field", False)
    with pytest.raises(DeskError, match="no picture"):
        picture(office.workspace, CHIEF, record, name)
    assert [one.entry for one in attached(office.workspace, [record], at(2))[0]] == [name]


def test_only_the_authority_destroys_and_takes_away_what_others_gave(office: Office, record: str) -> None:
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(1))
    colleague = Reader("hana", Role.OPERATOR_OFFICER, Scope("HI"))
    for reader, destroy in ((colleague, False), (OFFICER, True)):
        with pytest.raises(DeskError, match="Only the authority"):
            remove(office.workspace, reader, record, name, "a face", at(2), destroy=destroy)
    with pytest.raises(DeskError, match="needs its reason"):
        remove(office.workspace, CHIEF, record, name, " ", at(2), destroy=True)
    assert len(attached(office.workspace, [record])[0]) == 1


def test_a_destroyed_picture_is_gone_from_the_disk_and_from_every_record(office: Office, record: str) -> None:
    office.enter(f"suspected,S-2,H-2,2024-02-01,,ap_mine,North,NPA,{square(21.0)}", org="NPA", name="npa.csv", hours=1)
    [other] = office.ids("S-2")
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(2))
    attach(office.workspace, STRANGER, other, telephone_jpeg(), "", at(3))
    remove(office.workspace, CHIEF, record, name, "a face", at(4), destroy=True)
    assert not [file for file in kept(office.workspace).folder.rglob("*") if file.is_file()]
    assert [attached(office.workspace, [one])[0] for one in (record, other)] == [(), ()]
    assert not list(pictures_apart(office.workspace))
    attach(office.workspace, OFFICER, record, telephone_jpeg(), "blurred", at(5))
    assert len(attached(office.workspace, [record])[0]) == 1, "and it can be given anew"
    assert not list(pictures_apart(office.workspace))


def test_a_picture_that_is_missing_or_changed_is_told(office: Office, record: str) -> None:
    attach(office.workspace, OFFICER, record, edited_png(), "", at(1))
    [one], _ = attached(office.workspace, [record])
    folder = kept(office.workspace)
    folder.place(one.digest).write_bytes(b"another")
    folder.destroy(one.small)
    told = list(pictures_apart(office.workspace))
    assert [sentence.split(f" of {record} ")[1] for sentence in told] == [
        f"is not what was kept (attachment {one.entry}).", f"is missing (attachment {one.entry}).",
    ]  # fmt: skip


def test_pictures_are_no_acts_of_the_review(office: Office, record: str) -> None:
    name = attach(office.workspace, OFFICER, record, telephone_jpeg(), "", at(1))
    said = Proposal(kind=APPROVAL, payload={"entries": [name]})
    office.store.append([said], batch="B-acts", by="amal", moment=at(2))
    assert name not in counting(office.store.marks(office.store.head()))
