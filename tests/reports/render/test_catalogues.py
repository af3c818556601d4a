"""All words of a report are in every catalogue, and every catalogue has only those."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from opendisarm.law.instrument import instruments

REPORTS = Path(str(files("opendisarm.reports")))
DESK = REPORTS.parent / "desk"


def said() -> set[str]:
    """The words in every Phrase("...") of the code that makes reports and pictures, and the names of instruments."""
    return {instrument.short for instrument in instruments().values()} | {
        node.args[0].value
        for file in (*REPORTS.rglob("*.py"), DESK / "pictures.py", DESK / "people" / "public_report.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("lang", ["ar", "es", "fr"])
def test_a_catalogue_holds_exactly_the_words_of_the_reports(lang: str) -> None:
    with (REPORTS / "locale" / f"{lang}.po").open("rb") as content:
        translated = {str(message.id): str(message.string) for message in read_po(content) if message.id}
    assert said() - translated.keys() == set()
    assert translated.keys() - said() == set()
    assert [text for text, word in translated.items() if not word] == []
