"""An office for people, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.people.people import PeopleOffice


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PeopleOffice]:
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    made = PeopleOffice(tmp_path)
    yield made
    made.store.close()
