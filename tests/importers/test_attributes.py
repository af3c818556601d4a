from __future__ import annotations

from datetime import date, time
from typing import Any

import numpy as np
import pytest

from opendisarm.importers.gis.attributes import lost_letters, plain_column

MORNING = np.datetime64("2021-01-02T03:04:05").astype(object)


def objects(*values: Any) -> np.ndarray[Any, Any]:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


@pytest.mark.parametrize(
    ("column", "kind", "expected"),
    [
        (np.array([1.0, np.nan]), "OFTInteger", [1, None]),
        (np.array([1.5, np.nan]), "OFTReal", [1.5, None]),
        (np.array([1.0, 0.0, np.nan]), "bool", [True, False, None]),
        (np.array([1609459200000]), "OFTInteger64", [1609459200000]),
        (np.array(["2021-01-02", "NaT"], dtype="datetime64[D]"), "OFTDate", [date(2021, 1, 2), None]),
        (np.array(["2021-01-02T03:04:05"], dtype="datetime64[ms]"), "OFTDateTime", [MORNING]),
        (np.array(["12021-01-02"], dtype="datetime64[D]"), "OFTDate", ["12021-01-02"]),
        (objects("a", None, ""), "OFTString", ["a", None, ""]),
        (objects(time(12, 30)), "OFTTime", ["12:30:00"]),
        (objects(np.array([1, 2]), None), "OFTIntegerList", ["1, 2", None]),
    ],
)  # fmt: skip
def test_values_are_those_that_people_wrote(column: np.ndarray[Any, Any], kind: str, expected: list[object]) -> None:
    found = plain_column(column, kind)
    assert found == expected
    assert [type(value) for value in found] == [type(value) for value in expected]


def test_binary_content_becomes_its_size_and_digest() -> None:
    [found] = plain_column(objects(b"\x89PNG"), "OFTBinary")
    assert found == ("binary, 4 bytes, SHA-256 0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543")


@pytest.mark.parametrize(
    ("text", "lost"),
    [("???? ??", True), ("??", True), ("Nin\ufffdwa", True), ("M???l", True), ("Why?", False), ("ok??", False)],
)
def test_letters_that_were_lost_are_seen(text: str, lost: bool) -> None:
    assert lost_letters(["fine", None, text]) == ([2] if lost else [])
