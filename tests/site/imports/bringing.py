"""Files brought through the page, and the jobs that come of them done at once, in this process."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from opendisarm.site.clocks import now
from opendisarm.site.imports.machine import taken, waiting
from opendisarm.site.imports.models import Job
from opendisarm.site.imports.running import run
from opendisarm.site.imports.shown import shown
from opendisarm.site.members.models import Member
from opendisarm.site.workspace import served
from tests.desk.office import HEADER, square

SURVEY = f"suspected,S-9,H-9,2024-06-01,,ap_mine,North,HI,{square(22.0)}"
NO_DATE = f"suspected,S-10,H-10,soon,,ap_mine,North,HI,{square(23.0)}"


def table(*rows: str, header: str = HEADER) -> bytes:
    """A table with separators, as bytes."""
    return ("\n".join((header, *rows)) + "\n").encode()


def bring(browser: Client, *files: tuple[str, bytes], **form: Any) -> Job:
    """Send files; the job that came of them, not yet looked at."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer = browser.post("/import/bring/", {"files": sent, **form})
    assert answer.status_code == 302, answer.content.decode()
    return Job.objects.get(key=answer["Location"].split("/")[2])


def work() -> None:
    """Do what waits, until nothing does."""
    while keys := waiting():
        for key in keys:
            job = taken(key, now())
            assert job is not None
            run(served(), job)


def checked(browser: Client, *files: tuple[str, bytes], **form: Any) -> Job:
    """Bring files, take the columns as they were understood, and check them."""
    job = bring(browser, *files, **form)
    work()
    job.refresh_from_db()
    if job.state == "mapping":
        found = shown(job, Member.objects.get(username=job.by).reader, QueryDict())
        said = {f"column-{one.at}": one.field for one in found.columns}
        mapping = found.look["mapping"]
        kept = {name: mapping.get(name, "") for name in ("kind", "sheet", "header_row", "date_order", "decimal")}
        browser.post(f"/import/{job.key}/mapping/", said | {name: word for name, word in kept.items() if word})
        work()
    job.refresh_from_db()
    return job


def committed(browser: Client, *files: tuple[str, bytes], **form: Any) -> Job:
    """Bring, check and enter files."""
    job = checked(browser, *files, **form)
    browser.post(f"/import/{job.key}/commit/")
    work()
    job.refresh_from_db()
    return job
