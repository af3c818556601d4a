"""Whose imports somebody sees, and that nothing of an upload can be read where it lies."""

from __future__ import annotations

import logging
import os
import stat
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.site.imports import places
from opendisarm.site.imports.models import Job
from tests.site.conftest import Site
from tests.site.imports.bringing import SURVEY, bring, checked, committed, table, work

STEPS = ("", "progress/", "corrected/")
ACTS = ("mapping/", "remap/", "commit/", "again/", "cancel/")


def others(site: Site, username: str, role: Role = Role.OPERATOR_OFFICER, **scope: object) -> Client:
    """Somebody else's browser."""
    return site.client(role, username=username, **scope)


def test_somebody_elses_import_is_as_if_there_were_none(site: Site) -> None:
    job = checked(site.client(Role.OPERATOR_OFFICER, org="HI"), ("hi.csv", table(SURVEY)))
    stranger = others(site, "stranger", org="NPA")
    for step in STEPS:
        theirs, none = stranger.get(f"/import/{job.key}/{step}"), stranger.get(f"/import/{'0' * 32}/{step}")
        assert theirs.status_code == none.status_code == 422, step
        assert "hi.csv" not in theirs.content.decode()
    for act in ACTS:
        assert stranger.post(f"/import/{job.key}/{act}").status_code == 422, act
    before = job.state
    job.refresh_from_db()
    assert job.state == before
    assert job.key not in stranger.get("/import/").content.decode()


def test_an_organisation_sees_its_own_imports_and_whoever_sees_all_sees_all(site: Site) -> None:
    job = checked(site.client(Role.OPERATOR_OFFICER, org="HI"), ("hi.csv", table(SURVEY)))
    assert others(site, "colleague", org="HI").get(f"/import/{job.key}/").status_code == 200
    assert others(site, "authority", Role.DATA_OFFICER).get(f"/import/{job.key}/").status_code == 200
    north = others(site, "north", org="HI", areas=("North",))
    assert north.get(f"/import/{job.key}/").status_code == 422, "nobody has said yet where its rows lie"


def test_the_first_rows_are_shown_to_whoever_brought_them_only(site: Site) -> None:
    mine = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(mine, ("hi.csv", table(SURVEY)))
    work()
    job.refresh_from_db()
    assert "H-9" in mine.get(f"/import/{job.key}/").content.decode()
    colleague = others(site, "colleague", org="HI").get(f"/import/{job.key}/")
    assert colleague.status_code == 200
    assert "H-9" not in colleague.content.decode()


@pytest.mark.parametrize("kind", ["person.harmed", "survivors", "cleared"])
def test_what_may_tell_of_persons_is_for_those_who_may_see_persons(site: Site, kind: str) -> None:
    file = PERSONS.replace(b"person.harmed", kind.encode())
    job = bring(site.client(Role.ASSISTANCE_WORKER, org="HI"), ("people.csv", file))
    officer = others(site, "officer", org="HI")
    assert officer.get(f"/import/{job.key}/").status_code == 422, "until it was looked at, it may tell of persons"
    work()
    assert officer.get(f"/import/{job.key}/").status_code == 422, "and then its columns are called as persons' are"


def test_a_form_without_its_token_is_refused_and_nothing_is_kept(site: Site) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(site.member(Role.OPERATOR_OFFICER, org="HI"))
    assert browser.post("/import/bring/", {"files": BytesIO(table(SURVEY))}).status_code == 403
    assert browser.post(f"/import/{'0' * 32}/commit/").status_code == 403
    assert not Job.objects.exists()
    assert kept(site) == []


def test_a_request_from_outside_writes_nothing(site: Site) -> None:
    for browser in (site.client(), site.client(Role.DONOR)):
        assert browser.post("/import/bring/", {"files": BytesIO(table(SURVEY))}).status_code in (302, 403)
    assert kept(site) == []


NAME, TELEPHONE = "Zarmina Qanaryzada", "+93 799 4417 203"
PERSONS = table(
    f"person.harmed,V-1,2024-05-01,{NAME},{TELEPHONE},female,30,North,Zarmina Qanaryzada lost a leg",
    header="kind,case id,date,name,telephone,sex,age,province,notes",
)


def test_names_in_uploads_are_found_nowhere(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    caplog.set_level(logging.DEBUG)
    browser = site.client(Role.ASSISTANCE_WORKER, org="HI")
    large = PERSONS + b"".join(
        b"person.harmed,V-%d,2024-05-01,Zarmina Qanaryzada,,female,30,North,\n" % n for n in range(2, 30_000)
    )
    waits = bring(browser, ("large.csv", large))
    files = kept(site)
    assert files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(places.uploads(site.workspace.folder).stat().st_mode) == 0o700
    nowhere(site, spool, caplog)
    browser.post(f"/import/{waits.key}/cancel/")
    mapped = bring(browser, (f"{NAME}.csv", PERSONS))
    work()
    nowhere(site, spool, caplog)
    browser.post(f"/import/{mapped.key}/cancel/")
    job = checked(browser, ("people.csv", PERSONS))
    assert job.state == "checked"
    nowhere(site, spool, caplog)
    assert NAME.encode() not in browser.get(f"/import/{job.key}/").content
    entered = committed(browser, ("people.csv", PERSONS))
    assert (entered.state, entered.entries) == ("committed", 1), "the canary was truly entered"
    nowhere(site, spool, caplog)
    assert not any(file.name.startswith(entered.key) for file in kept(site)), "what was entered is not kept here"


def nowhere(site: Site, spool: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither name nor number stands in a file of the workspace, the site's tables, temporary files or the log."""
    marks = [word.encode(code) for word in (NAME, "Qanaryzada", TELEPHONE) for code in ("utf-8", "utf-16-le")]
    homes = (site.workspace.folder, spool, *places.left_open(site.workspace.folder))
    files = [Path(at, name) for home in homes for at, _folders, names in os.walk(home) for name in names]
    files += list(site.workspace.folder.parent.glob("site.sqlite*"))
    assert any(file.name == "site.sqlite" for file in files)
    found = [file.name for file in files if any(mark in file.read_bytes() for mark in marks)]
    assert found == []
    assert not any(word in caplog.text for word in (NAME, TELEPHONE))


def kept(site: Site) -> list[Path]:
    """Sealed files of the workspace."""
    return [file for file in places.uploads(site.workspace.folder).iterdir() if file.suffix != ".lock"]
