"""Who may import whom.  core <- ledgers <- (reconcile, law) <- reports <- desk <- cli, site; others beside."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import SRC, name, room, sources, tree

ROOMS: dict[str, set[str]] = {
    "core": set(),
    "ledgers": {"core"},
    "reconcile": {"core", "ledgers"},
    "law": {"core", "ledgers"},
    "world": {"core"},
    "importers": {"core", "world"},
    "reports": {"core", "ledgers", "reconcile", "world"},
    "store": {"core"},
    "vault": {"core", "store"},
    "audience": {"core"},
    "forms": {"core"},
    "access": set(),
    "exports": {"core"},
    "tiles": {"core", "world"},
    "extracts": {"core", "reports"},
    "attachments": set(),
    "backups": {"store"},
    "sample": {"core"},
    "desk": {
        "core",
        "ledgers",
        "reconcile",
        "law",
        "importers",
        "reports",
        "sample",
        "world",
        "audience",
        "forms",
        "access",
        "exports",
        "tiles",
        "extracts",
        "attachments",
        "backups",
    },
    "site": {"core", "desk", "access"},
    "cli": {"core", "desk", "access", "site"},
}
"""Rooms of ours that a room may import, besides itself.  A new room needs a row here."""

LIBRARIES: dict[str, set[str]] = {
    "core": {"numpy", "shapely", "pyproj"},
    "ledgers": {"numpy", "shapely"},
    "reconcile": {"numpy"},
    "law": {"yaml"},
    "world": {"numpy", "shapely", "babel"},
    "importers": {
        "numpy", "shapely", "pyproj", "pyogrio", "openpyxl", "python_calamine", "mgrs", "defusedxml", "yaml", "babel",
    },
    "reports": {"numpy", "shapely", "jinja2", "docx", "xlsxwriter", "openpyxl", "vl_convert", "babel"},
    "store": {"numpy", "shapely", "django"},
    "vault": {"django", "cryptography", "anyascii", "jellyfish"},
    "audience": {"numpy", "shapely", "highspy"},
    "forms": {"yaml", "xlsxwriter", "pyxform"},
    "access": set(),
    "exports": {"numpy", "shapely", "xlsxwriter", "pyogrio"},
    "tiles": {"numpy", "shapely", "mapbox_vector_tile"},
    "extracts": {"cryptography", "typst", "segno", "babel"},
    "attachments": {"PIL"},
    "backups": {"cryptography", "django"},
    "sample": {"numpy", "shapely", "pyproj", "pyogrio", "openpyxl", "xlsxwriter"},
    "desk": {"numpy", "shapely", "openpyxl", "yaml", "icalendar"},
    "site": {
        "django", "allauth", "csp", "whitenoise", "waitress", "babel", "cryptography", "ninja", "pydantic", "huey",
    },
    "cli": {"typer", "rich"},
}  # fmt: skip
"""What a room may import that others wrote, besides the standard library."""

STORE_DOORS: dict[str, tuple[str, str]] = {
    "desk/workspace.py": ("store", "A workspace names its database; somebody has to open it."),
    "site/starting.py": ("store", "The site's own tables lie in a database that is described like the journal's."),
    "desk/people/vault.py": ("vault", "A workspace names its vault; everything else takes the `Vault` protocol."),
}
"""The modules that open a store or a vault, and why; everything else takes a protocol."""

TIMELESS = (
    "core",
    "ledgers",
    "reconcile",
    "law",
    "world",
    "reports",
    "audience",
    "forms",
    "vault",
    "access",
    "exports",
    "tiles",
    "attachments",
    "backups",
    "extracts",
)


def test_every_room_has_its_row() -> None:
    rooms = {room(file) for file in sources()} - {""}
    assert rooms == ROOMS.keys() == LIBRARIES.keys()


def test_rooms_import_only_what_lies_below_them() -> None:
    wrong = [
        f"{name(file)} imports {module}"
        for file in sources(*ROOMS)
        for module in _imports(file)
        if _is_ours(module) and not _may(file, module)
    ]
    assert not wrong, "\n".join(wrong)


def test_rooms_import_only_their_own_libraries() -> None:
    wrong = [
        f"{name(file)} imports {module}"
        for file in sources(*ROOMS)
        for module in _imports(file)
        if not _is_ours(module) and _top(module) not in sys.stdlib_module_names | LIBRARIES[room(file)]
    ]
    assert not wrong, "\n".join(wrong)


def test_imports_are_absolute() -> None:
    relative = [
        f"{name(file)}, line {node.lineno}"
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, f"Write the whole name: {relative}"


def test_nothing_below_the_desk_asks_the_time() -> None:
    asks = [f"{name(file)}, line {line}" for file in sources(*TIMELESS) for line in _clock_readings(file)]
    assert not asks, f"Take an AsOf, or a moment, instead: {asks}"


def test_every_exception_is_still_needed() -> None:
    assert all(why for _, why in STORE_DOORS.values()), "An exception needs its reason."
    stale = [
        door for door, (opened, _) in STORE_DOORS.items() if opened not in {_room_of(m) for m in _imports(SRC / door)}
    ]
    assert not stale, f"These no longer open a store: {stale}"


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            whole_package = node.module == "opendisarm"
            yield from (f"opendisarm.{alias.name}" for alias in node.names) if whole_package else (node.module,)


def _may(file: Path, module: str) -> bool:
    here, there = room(file), _room_of(module)
    if STORE_DOORS.get(file.relative_to(SRC).as_posix(), ("", ""))[0] == there != "":
        return True
    return there == here or there not in ROOMS or there in ROOMS[here]


def _is_ours(module: str) -> bool:
    return _top(module) == "opendisarm"


def _top(module: str) -> str:
    return module.partition(".")[0]


def _room_of(module: str) -> str:
    return module.split(".")[1] if _is_ours(module) and "." in module else ""


def _clock_readings(file: Path) -> Iterator[int]:
    for node in ast.walk(tree(file)):
        match node:
            case ast.Call(func=ast.Attribute(attr="now" | "today" | "utcnow" | "localtime" | "gmtime" | "time_ns")):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr="now" | "today" | "utcnow"):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="time"), attr="time") | ast.ImportFrom(module="time"):
                yield node.lineno
