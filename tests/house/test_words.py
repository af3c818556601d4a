"""Words: names that say something, messages that help, nothing of anybody's machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from opendisarm.core.catalogue import CODES
from opendisarm.core.findings import Code
from tests.house.tree import files, name, texts, tree

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "misc"}

# Written so that this file does not find itself.
MACHINE_PATHS = re.compile(r"/(?:work|tmp|root|opt)[/]|/home[/]\w|[A-Z]:\\Users[\\]")
REGISTRIES = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org|crates[.]io")
NAMED_BY_DJANGO = {"process_view", "process_exception"}
"""Hooks of a middleware that Django calls by these names."""
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")

# A template may begin with a value, may end with one more sentence ("{like}"), or may be one ("{advice}").
SENTENCE = re.compile(r"""(?:[A-Z"']|\{\w+\}).*[.](?:\{\w+\})?|\{\w+\}""", re.DOTALL)


def test_names_say_something() -> None:
    empty = [f"{name(file)}: {word}" for file, word in _names() if EMPTY_WORDS & set(_parts(word))]
    assert not empty, f"Name the idea instead: {empty}"


def test_no_function_says_only_that_it_does_something() -> None:
    vague = [
        f"{name(file)}: {word}"
        for file, word in _names()
        if _parts(word)[:1] == ["process"] and word not in NAMED_BY_DJANGO
    ]
    assert not vague, f"Say what happens to the land instead: {vague}"


@pytest.mark.parametrize(
    ("pattern", "advice"),
    [
        (MACHINE_PATHS, "A path of one machine; make it relative, or ask the environment"),
        (REGISTRIES, "The address of a registry; clients know theirs"),
        (UNFINISHED, "Unfinished work belongs in an issue"),
    ],
    ids=["machine paths", "registries", "unfinished work"],
)
def test_files_are_free_of(pattern: re.Pattern[str], advice: str) -> None:
    found = [
        f"{name(file)}, line {number}: {line.strip()[:100]}"
        for file, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{advice}:\n" + "\n".join(found)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_a_finding_reads_as_sentences(code: Code) -> None:
    for text in (code.what, code.remedy):
        assert SENTENCE.fullmatch(text), f"Not a sentence from capital to full stop: {text!r}"
        assert "  " not in text, f"Two spaces: {text!r}"
    assert re.fullmatch(r"[A-Z][A-Z0-9_]*", code.name)


def test_no_two_codes_share_a_name() -> None:
    catalogue = [file for file in files() if file.parent.name == "catalogue" and file.suffix == ".py"]
    written = [
        ast.literal_eval(node.args[0])
        for file in catalogue
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Code"
    ]
    assert sorted(written) == sorted(CODES), "A code is written twice, or its module is not in the catalogue's list."


def _names() -> Iterator[tuple[Path, str]]:
    for file in files():
        if file.suffix != ".py":
            continue
        yield file, file.stem
        yield file, file.parent.name
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield file, node.name


def _parts(word: str) -> list[str]:
    return [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", word)]
