"""The queue of jobs: their keys only, in a file of its own beside the journal, or in the server's database.

What is true of a job stands in its table; a message that is lost or comes twice does no harm (`machine.taken`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from huey import Huey, PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer

from opendisarm.desk.workspace import described

_FILE: Final = "jobs.sqlite"
_NAME: Final = "opendisarm"


def enqueue(key: str) -> None:
    """Let the worker know that a job waits."""
    queue(settings.WORKSPACE)[1](key)


@cache
def queue(folder: Path) -> tuple[Huey, Any]:
    """The queue of a workspace, and its one task, which takes the key of a job.

    Messages are signed with the site's secret: whoever can write to the file or the database alone runs nothing.
    """
    described_as = described(folder)
    signed = SignedSerializer(secret=settings.SECRET_KEY, salt="opendisarm jobs")
    if "://" in described_as.journal:
        held: Huey = PostgresHuey(_NAME, dsn=described_as.journal, table_prefix="site_jobs", serializer=signed)
    else:
        held = SqliteHuey(
            _NAME, filename=str(folder / _FILE), fsync=True, timeout=30, serializer=signed, results=False,
        )  # fmt: skip
    return held, held.task(name="work_on")(_work_on)


def _work_on(key: str) -> None:
    from opendisarm.site.jobs.worker import work_on  # only the worker needs what it needs

    work_on(settings.WORKSPACE, key)
