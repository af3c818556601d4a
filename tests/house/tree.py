"""The project as the house tests see it: its files, and what its Python says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "opendisarm"

_MADE = {"__pycache__", "node_modules", "build", "dist", "demo"}
_TEXT = {".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".json", ".po", ".html", ".css", ".js", ".svg", ".csv", ""}


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project; what tools make (.gitignore) does not."""
    return tuple(sorted(_walk(ROOT)))


def texts() -> Iterator[tuple[Path, str]]:
    """The files that people read, with what they say."""
    for file in files():
        if file.suffix in _TEXT:
            yield file, file.read_text(encoding="utf-8")


def sources(*rooms: str) -> list[Path]:
    """Python modules of the package, of some rooms of it ("core", "desk") or of all; migrations are left out."""
    return [
        file for file in files()
        if file.suffix == ".py" and file.is_relative_to(SRC) and "migrations" not in file.parts
        and (not rooms or room(file) in rooms)
    ]  # fmt: skip


def room(file: Path) -> str:
    """The folder right under the package; "" for the package's own modules."""
    parts = file.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else ""


def name(file: Path) -> str:
    """How a message names a file."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """Its syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            hidden = entry.name.startswith(".") and entry.name != ".ci"
            if not hidden and entry.name not in _MADE and entry.suffix != ".egg-info":
                yield from _walk(entry)
        else:
            yield entry
