"""Every word of the closed lists, every record kind and every act has its row in docs/vocabulary.md.

That each row names something in the code is asked in test_docs.py.
"""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from opendisarm.core.journal import ACTS
from opendisarm.core.records import RECORD_KINDS, Said
from opendisarm.core.vocabulary import Account, Cause, Contamination, LandKind, Treaty
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
LISTS = (Contamination, Treaty, LandKind, Account, Cause, Said)
NAMED = set(re.findall(r"`([^`]+)`", TEXT))


@pytest.mark.parametrize(
    "words", [Contamination, Treaty, LandKind, Account, Cause, Said], ids=lambda words: words.__name__
)
def test_every_word_of_a_closed_list_has_its_row(words: type[StrEnum]) -> None:
    assert not [word.name for word in words if f"{words.__name__}.{word.name}" not in NAMED]


def test_every_kind_of_entry_has_its_row() -> None:
    assert not {*map(str, RECORD_KINDS), *ACTS} - NAMED


def test_every_row_says_where_its_term_comes_from() -> None:
    rows = [line.strip().strip("|").split("|") for line in TEXT.splitlines() if line.startswith("|")]
    assert rows
    assert not [row for row in rows if len(row) != 3 or not all(cell.strip() for cell in row)]
