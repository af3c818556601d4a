"""An office for people, for each test, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.desk.people.people import PeopleOffice


@pytest.fixture
def office(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PeopleOffice]:
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    yield PeopleOffice(tmp_path, database=database_url if "://" in database_url else "")
    connections.close_all()
