"""A folder of contents under their digests."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from opendisarm.attachments.kept import Damaged, Kept


def test_a_content_lies_under_its_digest_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = Kept(tmp_path / "attachments")
    digest, new = folder.put(b"a picture")
    place = tmp_path / "attachments" / digest[:2] / digest[2:]
    assert (digest, new) == (sha256(b"a picture").hexdigest(), True)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == stat.S_IMODE(folder.folder.stat().st_mode) == 0o700
    assert folder.put(b"a picture") == (digest, False)
    assert [file.name for file in place.parent.iterdir()] == [digest[2:]], "nothing half-written stays"
    assert folder.read(digest) == b"a picture"


def test_a_content_that_was_changed_on_the_disk_is_not_given_out(tmp_path: Path) -> None:
    folder = Kept(tmp_path)
    digest, _ = folder.put(b"a picture")
    folder.place(digest).write_bytes(b"another one")
    with pytest.raises(Damaged, match=digest[:12]):
        folder.read(digest)


def test_what_is_destroyed_is_gone(tmp_path: Path) -> None:
    folder = Kept(tmp_path)
    digest, _ = folder.put(b"a face")
    assert folder.destroy(digest)
    assert not folder.destroy(digest)
    with pytest.raises(FileNotFoundError):
        folder.read(digest)


@pytest.mark.parametrize("name", ["", "../../workspace.yaml", "a" * 63, "A" * 64, "a" * 62 + "/x"])
def test_only_a_digest_names_a_content(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        Kept(tmp_path).place(name)
