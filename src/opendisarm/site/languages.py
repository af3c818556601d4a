"""The site's words in its languages: catalogues as people edit them, compiled as Django reads them."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES: Final = Path(__file__).parent / "locale"
"""One file a language: fr.po, es.po, ar.po."""


def compiled(cache: Path) -> Path:
    """The folder of the compiled catalogues, made when the catalogues have changed."""
    files = sorted(CATALOGUES.glob("*.po"))
    version = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    folder = cache / f"locale-{version}"
    for file in files:
        target = folder / file.stem / "LC_MESSAGES" / "django.mo"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".part-{os.getpid()}")
            with file.open("rb") as content, part.open("wb") as made:
                write_mo(made, read_po(content, locale=file.stem))
            part.replace(target)
    return folder
