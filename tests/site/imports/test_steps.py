"""Step by step: a file is looked at, checked as a dry run, given back marked, and entered for review."""

from __future__ import annotations

import io
from itertools import product

import pytest
from openpyxl import Workbook, load_workbook

from opendisarm.access.roles import Role
from opendisarm.importers.tables.grids import FINDINGS_SHEET
from opendisarm.site.clocks import now
from opendisarm.site.imports import machine, places
from opendisarm.site.imports.models import Job, KeptMapping, State
from tests.site.conftest import Site
from tests.site.imports.bringing import NO_DATE, SURVEY, bring, checked, committed, table, work


def test_a_file_waits_until_somebody_has_looked_at_its_columns(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(browser, ("hi.csv", table(SURVEY)))
    assert "being opened" not in (page := browser.get(f"/import/{job.key}/").content.decode())
    assert "waiting" in page
    work()
    job.refresh_from_db()
    assert job.state == State.MAPPING
    page = browser.get(f"/import/{job.key}/").content.decode()
    assert "<bdi>hazard</bdi>" in page
    assert "H-9" in page


def test_a_dry_run_says_what_is_wrong_where_and_what_would_change(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    head = site.store.head()
    job = checked(browser, ("hi.csv", table(SURVEY, NO_DATE)))
    assert job.state == State.CHECKED
    told = browser.get(f"/import/{job.key}/?format=json").json()["check"]
    assert (told["rows_in"], told["accepted"], told["rejected"], told["new_entries"]) == (2, 1, 1, 1)
    [wrong] = [one for one in told["findings"] if one["severity"] == "error"]
    assert (wrong["file"], wrong["row"], wrong["field"], wrong["value"]) == ("hi.csv", 3, "date", "soon")
    suspected = told["balances_m2"]["suspected"]
    assert suspected["after"] - suspected["before"] == sum(told["postings_m2"].values()) > 0
    page = browser.get(f"/import/{job.key}/").content.decode()
    assert "held for review" in page
    assert site.store.head() == head, "a dry run changes nothing"


def test_findings_are_filtered_and_paged(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("hi.csv", table(SURVEY, *(NO_DATE.replace("10", str(n)) for n in range(100, 160)))))
    whole = browser.get(f"/import/{job.key}/?severity=error&format=json").json()["check"]
    assert whole["severities"]["error"] == 60
    assert (len(whole["findings"]), whole["pages"]) == (50, 2)
    rest = browser.get(f"/import/{job.key}/?severity=error&page=2&format=json").json()["check"]
    assert len(rest["findings"]) == 10
    assert {one["severity"] for one in rest["findings"]} == {"error"}


def test_what_a_sender_enters_is_held_for_review_and_linked(site: Site) -> None:
    before = site.m2()
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = committed(browser, ("hi.csv", table(SURVEY)))
    assert (job.state, job.entries) == (State.COMMITTED, 1)
    assert site.m2() == before, "nothing counts before it is approved"
    [batch] = job.batches
    assert f"/review/{batch}/" in browser.get(f"/import/{job.key}/").content.decode()
    assert browser.get(f"/review/{batch}/").status_code == 200
    [record] = [entry for entry in site.store.load(batch=batch) if entry.ref == "S-9"]
    assert (record.org, record.by) == ("HI", "operator_officer")


def test_the_organisation_is_the_members_own_whatever_the_form_says(site: Site) -> None:
    job = committed(site.client(Role.OPERATOR_OFFICER, org="HI"), ("hi.csv", table(SURVEY)), org="NPA")
    assert {entry.org for entry in site.store.load(batch=job.batches[0])} == {"HI"}


def test_the_same_file_again_enters_nothing_twice(site: Site) -> None:
    browser = site.client(Role.DATA_OFFICER)
    committed(browser, ("hi.csv", table(SURVEY)), org="HI")
    head = site.store.head()
    job = checked(browser, ("hi.csv", table(SURVEY)), org="HI")
    assert job.entries == 0
    browser.post(f"/import/{job.key}/commit/")
    work()
    job.refresh_from_db()
    assert (job.state, job.entries, job.batches) == (State.COMMITTED, 0, [])
    assert site.store.head() == head


def test_the_workbook_comes_back_with_its_faulty_cells_marked(site: Site) -> None:
    book = Workbook()
    for line in table(SURVEY, NO_DATE).decode().splitlines():
        book.active.append(line.split(",", 8))  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("returns.xlsx", content.getvalue()))
    answer = browser.get(f"/import/{job.key}/corrected/")
    assert 'filename="returns-marked.xlsx"' in answer["Content-Disposition"]
    marked = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert FINDINGS_SHEET in marked.sheetnames
    assert marked.worksheets[0]["D3"].comment is not None


STRANGE = "Sort,Nummer,Gebiet,Tag,Fläche,Minenart,Provinz,Trupp,Umriss"
"""Headers that are in none of our lists."""


def test_a_mapping_said_once_is_replayed_for_the_next_file_of_the_sender(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(browser, ("odd.csv", table(SURVEY.replace("suspected,", "x,"), header=STRANGE)), kind="land.suspected")
    work()
    fields = ("", "ref", "hazard", "date", "area_m2", "contamination", "admin1", "operator", "wkt")
    said = {f"column-{at}": name for at, name in enumerate(fields)}
    browser.post(f"/import/{job.key}/mapping/", said | {"kind": "land.suspected", "header_row": "1", "keep_as": "HI's"})
    work()
    job.refresh_from_db()
    assert (job.state, job.entries) == (State.CHECKED, 1), browser.get(f"/import/{job.key}/").content.decode()
    kept = KeptMapping.objects.get(name="HI's")
    next_one = bring(
        browser, ("odd2.csv", table(SURVEY.replace("suspected,S-9", "x,S-19"), header=STRANGE)), kept=str(kept.pk)
    )
    work()
    next_one.refresh_from_db()
    assert (next_one.state, next_one.entries) == (State.CHECKED, 1), "it went to the check without a question"


def test_a_field_is_not_given_to_two_columns(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(browser, ("hi.csv", table(SURVEY)))
    work()
    answer = browser.post(f"/import/{job.key}/mapping/", {"column-1": "ref", "column-2": "ref"})
    assert answer.status_code == 422
    assert "ref and hazard" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == State.MAPPING


def test_cancelling_removes_what_was_brought(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = checked(browser, ("hi.csv", table(SURVEY, NO_DATE)))
    assert any(file.name.startswith(job.key) for file in places.uploads(site.workspace.folder).iterdir())
    browser.post(f"/import/{job.key}/cancel/")
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert [file.name for file in places.uploads(site.workspace.folder).iterdir()] in ([], ["worker.lock"])
    assert browser.post(f"/import/{job.key}/commit/").status_code == 302
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_progress_asks_for_the_page_anew_once_the_job_has_moved_on(site: Site) -> None:
    browser = site.client(Role.OPERATOR_OFFICER, org="HI")
    job = bring(browser, ("hi.csv", table(SURVEY)))
    still = browser.get(f"/import/{job.key}/progress/?state=waiting")
    assert "HX-Refresh" not in still
    assert "every 2s" in still.content.decode()
    assert f'href="/import/{job.key}/"' in still.content.decode(), "without scripts, a link looks again"
    work()
    assert browser.get(f"/import/{job.key}/progress/?state=waiting")["HX-Refresh"] == "true"


def test_people_are_counted_only_for_those_who_may(site: Site) -> None:
    header = "kind,ref,date,admin1,casualty,sex,age_years,state"
    file = ("accidents.csv", table("accident,A-1,2024-05-01,North,killed,female,30,XSA", header=header))
    browser = site.client(Role.ASSISTANCE_WORKER)
    job = checked(browser, file)
    assert job.persons
    assert browser.get(f"/import/{job.key}/?format=json").json()["check"]["persons"] is not None
    officer = site.client(Role.DATA_OFFICER)
    own = checked(officer, file)
    assert officer.get(f"/import/{own.key}/?format=json").json()["check"]["persons"] is None


def test_a_job_goes_only_where_the_machine_lets_it(site: Site) -> None:
    for here, to in product(State, State):
        job = Job.objects.create(key=places.fresh_name(), by="x", acts="x", state=here, made=now(), changed=now())
        if to in machine.NEXT[here]:
            assert machine.move(job, to, now())
            assert job.state == to
        else:
            with pytest.raises(ValueError, match="does not go from"):
                machine.move(job, to, now())


def test_two_who_act_at_once_do_not_both_succeed(site: Site) -> None:
    job = checked(site.client(Role.OPERATOR_OFFICER, org="HI"), ("hi.csv", table(SURVEY)))
    seen_too = Job.objects.get(pk=job.pk)
    assert machine.ask(job, machine.Task.COMMIT, "x", now())
    assert not machine.move(seen_too, State.CANCELLED, now())
