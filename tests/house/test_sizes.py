"""Small modules, small functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import SRC, files, name, sources, tree

MODULE_LINES = 400
FUNCTION_LINES = 60

LONGER: dict[str, tuple[int, str]] = {}
"""Functions that may be longer: "core/x.py:name" -> (lines, reason).  They may shrink, never grow."""


def test_no_module_is_a_god() -> None:
    sizes = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files() if file.suffix == ".py"}
    too_long = {module: lines for module, lines in sizes.items() if lines > MODULE_LINES}
    assert not too_long, f"Split along a word of the field: {too_long}"


def test_functions_fit_on_a_screen() -> None:
    too_long = {
        function: lines
        for file in sources()
        for function, lines in _functions(file)
        if lines > LONGER.get(function, (FUNCTION_LINES, ""))[0]
    }
    assert not too_long, f"Over {FUNCTION_LINES} lines (or over what LONGER allows): {too_long}"


def test_every_longer_function_is_still_so_long() -> None:
    sizes = {function: lines for file in sources() for function, lines in _functions(file)}
    stale = {function: sizes.get(function) for function, (lines, _) in LONGER.items() if sizes.get(function) != lines}
    assert not stale, f"LONGER says more than there is: {stale}"
    assert all(reason for _, reason in LONGER.values()), "An exception needs its reason."


def _functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{file.relative_to(SRC).as_posix()}:{node.name}", node.end_lineno - node.lineno + 1
