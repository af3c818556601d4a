"""Records in the browser: corrected, added, withdrawn, with their pictures; and nobody reaches those of others."""

from __future__ import annotations

import re
import tempfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import Role
from opendisarm.core.journal import APPROVAL, ATTACHMENT, WITHDRAWAL
from opendisarm.desk.attachments.attaching import LARGEST
from tests.attachments.pictures import SECRETS, bomb, edited_png, telephone_jpeg
from tests.site.conftest import Site

HI = {"org": "HI", "username": "omar"}


def test_a_record_offers_what_its_reader_may_do(site: Site) -> None:
    offered = {
        role: {word for word in ("Correct", "Withdraw", "Add a picture") if f">{word}<" in _page(site.client(role))}
        for role in (Role.OPERATOR_OFFICER, Role.APPROVER, Role.AUDITOR)
    }
    assert offered == {
        Role.OPERATOR_OFFICER: {"Correct", "Add a picture"}, Role.APPROVER: {"Withdraw"}, Role.AUDITOR: set(),
    }  # fmt: skip


def test_a_correction_is_looked_at_then_sent_and_waits(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    said = _fields(browser, "S-1") | {"f.contamination": ["ap_mine_factory", "av_mine"], "f.operator": "HI, team 4"}
    looked = _text(browser.post(_to("correct", "S-1"), said | {"look": "yes"}))
    assert "What changes" in looked
    assert "HI, team 4" in looked
    assert "What the land balance becomes" in looked
    ticks = re.findall(r'name="tick" value="(\w+)"', looked)
    sent = said | {"send": "yes", "stamp": _hidden(looked, "stamp"), "tick": ticks, "reason": "the team told us"}
    answer = browser.post(_to("correct", "S-1"), sent)
    [before, after] = site.ids("S-1")
    assert (answer.status_code, answer["Location"]) == (302, f"/records/{after}/")
    page = _page(browser, after)
    assert "the team told us" in page
    assert "typed into a form" in page
    assert not [act for act in site.store.load(kinds=(APPROVAL,)) if after in act.payload.get("entries", ())]
    assert next(iter(site.store.load(ids=[after]))).supersedes == before


def test_what_cannot_be_entered_says_so_at_its_field_and_keeps_what_was_typed(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    said = _fields(browser, "S-1") | {"f.area_m2": "about two", "f.operator": "<b>kept</b>"}
    page = browser.post(_to("correct", "S-1"), said).content.decode()
    assert re.search(r'value="about two"[^>]*aria-invalid="true"', page)
    assert 'value="&lt;b&gt;kept&lt;/b&gt;"' in page
    assert 'name="send"' not in page


def test_the_second_of_two_is_told_and_goes_on_with_what_was_typed(site: Site) -> None:
    first, second = site.client(Role.OPERATOR_OFFICER, **HI), site.client(Role.TEAM_LEADER, org="HI", username="hana")
    hers = _fields(second, "S-1") | {"f.operator": "Hana's"}
    _sent(first, "S-1", operator="Omar's")
    newer = site.ids("S-1")[1]
    page = _text(second.post(_to("correct", "S-1"), hers | {"look": "yes"}))
    assert "omar entered another version" in page
    assert 'value="Hana\'s"' in page
    assert 'name="send"' not in page
    page = _text(second.post(_to("correct", "S-1"), hers | {"onto": newer}))
    assert _hidden(page, "base") == newer
    _sent(second, newer, operator="Hana's")
    assert next(iter(site.store.load(ids=[site.ids("S-1")[2]]))).supersedes == newer


def test_a_record_is_added_by_a_form(site: Site) -> None:
    browser = site.client(Role.COLLECTOR, org="HI", username="cora")
    assert "?kind=device.found" in browser.get(_to("add_record")).content.decode()
    where = f"{_to('add_record')}?kind=device.found"
    said = {"f.on": "2024-05", "f.category": "uxo", "f.quantity": "2", "f.ref": "D-1", "f.place.admin1": "North",
            "f.place.state": "XSA", "org": "NPA"}  # fmt: skip
    looked = _text(browser.post(where, said))
    ticks = re.findall(r'name="tick" value="(\w+)"', looked)
    answer = browser.post(where, said | {"send": "yes", "stamp": _hidden(looked, "stamp"), "tick": ticks})
    assert answer.status_code == 302, _text(answer)
    [entry] = site.store.load(ref="D-1")
    assert (entry.org, entry.by, entry.payload["precision"]) == ("HI", "cora", "month")


def test_a_record_is_withdrawn_with_its_reason(site: Site) -> None:
    browser = site.client(Role.APPROVER)
    page = _text(browser.get(_to("withdraw", "S-1")))
    said = {"entry": _hidden(page, "entry"), "seen": _hidden(page, "seen"), "reason": "a double"}
    assert browser.post(_to("withdraw", "S-1"), said | {"reason": ""}).status_code == 422
    assert browser.post(_to("withdraw", "S-1"), said).status_code == 302
    assert [act.payload["reason"] for act in site.store.load(kinds=(WITHDRAWAL,))] == ["a double"]
    assert "withdrawn" in _page(browser)


def test_records_of_others_are_not_corrected_seen_or_given_pictures(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    [theirs] = site.ids("S-2")
    picture = _given(site, theirs, site.client(Role.DATA_OFFICER))
    for answer in (
        browser.get(_to("record", theirs)), browser.get(_to("correct", theirs)), browser.post(_to("correct", theirs)),
        browser.get(_to("picture", theirs, picture)), browser.get(_to("take_away", theirs, picture)),
        browser.get(_to("picture", site.ids("S-1")[0], picture)),
        browser.post(_to("add_picture", theirs), {"picture": _file(edited_png())}),
        browser.post(_to("correct", "S-1"), _fields(browser, "S-1") | {"base": theirs}),
    ):  # fmt: skip
        assert answer.status_code == 422
        assert "Location" not in answer
    assert len(list(site.store.load(kinds=(ATTACHMENT,)))) == 1
    assert site.client().get(_to("picture", theirs, picture)).status_code == 302, "the public signs in first"


def test_a_picture_is_served_as_a_picture_and_as_nothing_else(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    [record] = site.ids("S-1")
    name = _given(site, record, browser, "page.html")
    assert f'src="{_to("picture", record, name)}?size=small"' in _page(browser)
    for size in ("", "?size=small"):
        answer = browser.get(_to("picture", record, name) + size)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Content-Disposition"] == f'inline; filename="{name}.jpg"'
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]
        assert not [secret for secret in SECRETS if secret in answer.content]


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<!doctype html><script>1</script>",
     b"%PDF-1.7", bomb(), b"\xff\xd8\xff not a picture", b""],
    ids=["svg", "html", "pdf", "bomb", "broken", "empty"],
)  # fmt: skip
def test_what_is_no_picture_is_refused_in_words(site: Site, content: bytes) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    [record] = site.ids("S-1")
    answer = browser.post(_to("add_picture", record), {"picture": _file(content, "photo.jpg")}, follow=True)
    assert answer.status_code == 200
    assert 'class="note error"' in answer.content.decode()
    assert not list(site.store.load(kinds=(ATTACHMENT,)))
    assert not [file for file in (site.workspace.folder / "attachments").rglob("*") if file.is_file()]


def test_a_picture_touches_no_disk_before_it_is_cleaned(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_told: object) -> None:
        raise AssertionError("a picture as it was sent was laid on a disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refused)
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    [record] = site.ids("S-1")
    large = telephone_jpeg() + b"\0" * 5_000_000
    assert browser.post(_to("add_picture", record), {"picture": _file(large)}).status_code == 302
    assert len(list(site.store.load(kinds=(ATTACHMENT,)))) == 1


def test_a_picture_beyond_the_limit_is_let_go_of(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, **HI)
    [record] = site.ids("S-1")
    sent = _file(telephone_jpeg() + b"\0" * LARGEST)
    assert "larger than 20 MiB" in _text(browser.post(_to("add_picture", record), {"picture": sent}, follow=True))
    assert "No picture was chosen" in _text(browser.post(_to("add_picture", record), {}, follow=True))
    assert not list(site.store.load(kinds=(ATTACHMENT,)))


def test_a_picture_needs_the_token_of_the_form(site: Site) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(site.member(Role.OPERATOR_OFFICER, **HI))
    [record] = site.ids("S-1")
    assert browser.post(_to("add_picture", record), {"picture": _file(edited_png())}).status_code == 403
    assert not list(site.store.load(kinds=(ATTACHMENT,)))


def test_a_picture_is_taken_away_by_its_giver_and_destroyed_by_the_authority(site: Site) -> None:
    omar, chief = site.client(Role.OPERATOR_OFFICER, **HI), site.client(Role.APPROVER)
    [record] = site.ids("S-1")
    name = _given(site, record, omar)
    colleague = site.client(Role.TEAM_LEADER, org="HI", username="hana")
    assert colleague.get(_to("take_away", record, name)).status_code == 422
    assert omar.post(_to("take_away", record, name), {"reason": "x", "destroy": "yes"}).status_code == 422
    assert "Destroy the picture" in _text(chief.get(_to("take_away", record, name)))
    chief.post(_to("take_away", record, name), {"reason": "a face", "destroy": "yes"})
    assert omar.get(_to("picture", record, name)).status_code == 422
    assert not [file for file in (site.workspace.folder / "attachments").rglob("*") if file.is_file()]
    assert "A picture was destroyed" in _page(omar)


def test_the_list_says_what_to_do_where_nothing_is(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="Nobody", username="new")
    assert "Add one by a form" in _text(browser.get("/records/"))
    assert "Take a filter away" in _text(site.client(Role.AUDITOR).get("/records/?text=nothing"))
    batch = next(iter(site.store.load(ref="S-1"))).batch
    page = _text(site.client(Role.AUDITOR).get(f"/records/?batch={batch}"))
    assert "2 records" in page
    assert f'name="batch" value="{batch}"' in page


def _to(page: str, *args: str) -> str:
    return reverse(page, args=args)


def _text(answer: HttpResponse) -> str:
    return re.sub(r"</?bdi[^>]*>", "", unescape(answer.content.decode()))


def _page(browser: Client, name: str = "S-1") -> str:
    return _text(browser.get(_to("record", name)))


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"{name} is not on the page"
    return found[1]


def _fields(browser: Client, name: str) -> dict[str, str | list[str]]:
    """What a browser sends back of a form that nobody touched."""
    page = browser.get(_to("correct", name)).content.decode()
    said: dict[str, str | list[str]] = {"base": _hidden(page, "base")}
    for field, value in re.findall(r'<input type="(?:text|date)" id="f-[^"]+" name="([^"]+)" value="([^"]*)"', page):
        said[field] = unescape(value)
    for field, value in re.findall(r'<textarea id="f-[^"]+" name="([^"]+)"[^>]*>([^<]*)</textarea>', page):
        said[field] = unescape(value)
    for field, value in re.findall(r'name="([^"]+)" value="([^"]+)" checked', page):
        said[field] = [*said.get(field, []), value]
    return said


def _sent(browser: Client, name: str, **said: str) -> None:
    whole = _fields(browser, name) | {f"f.{field}": text for field, text in said.items()}
    looked = _text(browser.post(_to("correct", name), whole))
    ticks = re.findall(r'name="tick" value="(\w+)"', looked)
    more = {"send": "yes", "stamp": _hidden(looked, "stamp"), "tick": ticks, "reason": "mended"}
    answer = browser.post(_to("correct", name), whole | more)
    assert answer.status_code == 302, _text(answer)


def _file(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def _given(site: Site, record: str, browser: Client, name: str = "photo.jpg") -> str:
    """A picture of a record, as a telephone sends it; the entry that says so."""
    answer = browser.post(_to("add_picture", record), {"picture": _file(telephone_jpeg(), name), "caption": "a fence"})
    assert answer.status_code == 302
    return [entry.id for entry in site.store.load(kinds=(ATTACHMENT,))][-1]
