"""README.md names only commands that there are."""

from __future__ import annotations

import re

from opendisarm.cli import app
from opendisarm.cli.reference import commands
from tests.house.tree import ROOT


def test_every_command_of_the_readme_exists() -> None:
    said = re.findall(r"\./run (\w+(?: [a-z]\w+)?)", (ROOT / "README.md").read_text(encoding="utf-8"))
    known = {word.partition(" ")[0] for word in commands(app)} | {*commands(app)}
    known |= set(re.findall(r"^    (\w+)\)", (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE))
    assert said
    assert not [words for words in said if words not in known and words.partition(" ")[0] not in _ONE_WORD & known]


_ONE_WORD = {"init", "import", "why"}
"""Commands whose next word is the user's own."""
