"""Documents that cannot rot: the reference is made from the code, and the vocabulary names what exists in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from opendisarm.cli import app
from opendisarm.cli.reference import commands, reference
from opendisarm.core.catalogue import CODES
from opendisarm.core.records import RECORD_KINDS
from tests.house.tree import ROOT, name, sources, texts, tree

REFERENCE = ROOT / "docs" / "reference.md"
VOCABULARY = ROOT / "docs" / "vocabulary.md"
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_reference_is_what_the_code_says(golden: Callable[[Path, str | bytes], None]) -> None:
    golden(REFERENCE, reference(app))


@pytest.mark.parametrize("word", [*commands(app), *RECORD_KINDS, *CODES])
def test_everything_has_its_place_in_the_reference(word: str) -> None:
    assert f"`{word}`" in REFERENCE.read_text(encoding="utf-8"), "./run golden"


def test_every_command_says_what_it_does() -> None:
    silent = [word for word, command in commands(app).items() if not command.help]
    assert not silent


def test_every_term_of_the_vocabulary_exists_in_the_code() -> None:
    terms = _terms()
    assert terms, "docs/vocabulary.md holds no table: term | standard and clause | name in code"
    unknown = {term: named for term, named in terms.items() if not named or not all(map(_exists, named))}
    assert not unknown


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{name(file)}: {target}"
        for file, text in texts()
        if file.suffix == ".md"
        for target in LINK.findall(text)
        if not (file.parent / target).exists()
    ]
    assert not broken


def _terms() -> dict[str, list[str]]:
    """Term -> the names in `code` of its last column."""
    rows = [
        line.strip().strip("|").split("|")
        for line in VOCABULARY.read_text(encoding="utf-8").splitlines()
        if "|" in line
    ]
    entries = [
        row for row in rows if len(row) == 3 and not set(row[0].strip()) <= set("-: ") and row[0].strip() != "term"
    ]
    return {row[0].strip(): re.findall(r"`([^`]+)`", row[2]) for row in entries}


def _exists(named: str) -> bool:
    """A word that the code writes ("land.cleared"), or names that it defines, joined by dots ("Account.CLEARED")."""
    defined, written = _words_of_the_code()
    return named in written or set(named.removesuffix("()").split(".")) <= defined


@cache
def _words_of_the_code() -> tuple[frozenset[str], frozenset[str]]:
    """What it defines (rooms, modules, classes, functions, names), and the text constants that it writes."""
    defined = {part for file in sources() for part in (file.stem, *file.parent.parts)}
    written = set()
    for node in (node for file in sources() for node in ast.walk(tree(file))):
        match node:
            case ast.FunctionDef(name=word) | ast.ClassDef(name=word) | ast.Name(id=word, ctx=ast.Store()):
                defined.add(word)
            case ast.Constant(value=str(text)):
                written.add(text)
    return frozenset(defined), frozenset(written)
