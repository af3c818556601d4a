"""Questionnaires for the field, as files."""

from __future__ import annotations

from pathlib import Path

from opendisarm.desk.errors import DeskError
from opendisarm.forms import build


def write_forms(out: Path, lang: str = "") -> list[Path]:
    """Write every XLSForm to a folder; the files.  lang: "" for all languages in each.

    Errors  DeskError on a language that forms do not speak, or a folder that cannot be written to.
    """
    try:
        forms = build(lang or None)
    except ValueError as why:
        raise DeskError(str(why), "") from why
    written: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in forms.items():
            (out / name).write_bytes(content)
            written.append(out / name)
    except OSError as why:
        raise DeskError(f"{out} cannot be written to ({why.strerror}).", "Choose another --out.") from why
    return written
