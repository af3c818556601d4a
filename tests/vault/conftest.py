"""A vault with its keys: on both databases, or an SQLite file where the file is what a test is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from opendisarm.vault.opening import open_vault

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Where the keys of `vault` and `file_vault` are, or will be."""
    return tmp_path / "keys"


@pytest.fixture
def vault(database_url: str, keys: Path) -> Iterator[Vault]:
    opened = open_vault(database_url, keys)
    yield opened
    opened.close()


@pytest.fixture
def file_vault(tmp_path: Path, keys: Path) -> Iterator[Vault]:
    """In the file vault/vault.sqlite."""
    (tmp_path / "vault").mkdir()
    opened = open_vault(tmp_path / "vault" / "vault.sqlite", keys)
    yield opened
    opened.close()
