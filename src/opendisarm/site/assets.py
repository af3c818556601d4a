"""Styles, scripts and fonts, packed once for slow lines: compressed, under a name that changes when they do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from whitenoise.compress import Compressor

HERE: Final = Path(__file__).parent
_LIBRARY: Final = ("mfa/static", "account/static")
"""Scripts of the accounts library that its pages load."""


def packed(cache: Path) -> Path:
    """The folder that is served; its name is a digest of all that lies in it, so that browsers may keep it for ever."""
    files = dict(_files())
    digest = sha256()
    for name, file in sorted(files.items()):
        digest.update(name.encode() + b"\0" + file.read_bytes())
    folder = cache / "static" / digest.hexdigest()[:16]
    if not folder.exists():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        compressor = Compressor(quiet=True)
        for name, file in files.items():
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            if compressor.should_compress(name):
                list(compressor.compress(str(target)))
        part.replace(folder)
    return folder


def _files() -> Iterator[tuple[str, Path]]:
    """(name below the static address, file): of all pages, and of each page by itself."""
    import allauth

    library = Path(allauth.__file__).parent
    for folder in (*sorted(HERE.glob("**/static")), *(library / part for part in _LIBRARY)):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file
