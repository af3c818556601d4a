"""docs/security-stories.md names every attack, and no test that there is not."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
TABLE: Final = Path(__file__).parents[3] / "docs" / "security-stories.md"
NO_ATTACK: Final = {"test_names_of_every_one_alphabet_are_welcome"}
"""That what is refused is not refused too widely."""
_VECTOR: Final = re.compile(
    r"AV:[NALP]/AC:[LH]/AT:[NP]/PR:[NLH]/UI:[NPA]/VC:[HLN]/VI:[HLN]/VA:[HLN]/SC:[HLN]/SI:[HLN]/SA:[HLN]"
)


def test_the_table_names_every_attack_once_with_its_vector() -> None:
    rows = re.findall(r"^\| .* \| `(test_\w+)` \| `([^`]+)` \| (\d+\.\d) \|$", TABLE.read_text(), re.MULTILINE)
    named = [test for test, _vector, _score in rows]
    assert len(named) == len(set(named)) >= 40
    assert set(named) == _tests() - NO_ATTACK
    assert all(_VECTOR.fullmatch(vector) and 0 < float(score) <= 10 for _test, vector, score in rows)


def _tests() -> set[str]:
    trees = (ast.parse(file.read_text()) for file in HERE.glob("test_*.py") if file != Path(__file__))
    return {node.name for one in trees for node in one.body if isinstance(node, ast.FunctionDef)
            if node.name.startswith("test_")}  # fmt: skip
