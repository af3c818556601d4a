from __future__ import annotations

import numpy as np

from opendisarm.audience.programme import INFINITE, Programme, Row

ALL_THREE = np.array([0, 1, 2])


def row(at: list[int], low: float, high: float) -> Row:
    return np.array(at), np.ones(len(at)), low, high


def between(low: float, high: float, *rows: Row) -> Programme:
    return Programme(np.full(3, low), np.full(3, high), rows)


def test_the_cheapest_columns_are_found() -> None:
    programme = between(0, 9, row([0, 1, 2], 4, 4))
    programme.set_costs(np.array([3.0, 1.0, 2.0]))
    answer = programme.answer(np.array([0]), 1, INFINITE)
    assert answer is not None
    assert answer.tolist() == [1, 3, 0]


def test_a_question_leaves_no_trace() -> None:
    programme = between(0, 9)
    assert programme.answer(ALL_THREE, 30, INFINITE) is None
    assert programme.answer(ALL_THREE, 20, INFINITE) is not None


def test_columns_are_whole() -> None:
    """Every two of three sum to 1: only halves would fit."""
    programme = between(0, 1, row([0, 1], 1, 1), row([1, 2], 1, 1), row([0, 2], 1, 1))
    assert programme.corner() is None
    assert programme.answer(ALL_THREE, 0, 9) is None
    assert not programme.refuses(ALL_THREE, 0, 9)
    assert programme.refuses(ALL_THREE, 2, 9)


def test_whole_columns_are_searched_for_where_halves_come_first() -> None:
    programme = between(0, 1, row([0, 1], -INFINITE, 1), row([1, 2], -INFINITE, 1), row([0, 2], -INFINITE, 1))
    programme.set_costs(-np.ones(3))
    assert programme.answer(ALL_THREE, 0, 9, branch=False) is None
    answer = programme.answer(ALL_THREE, 0, 9)
    assert answer is not None
    assert answer.sum() == 1


def test_a_row_can_be_held_and_let_go() -> None:
    programme = between(-2, 2, row([0, 1], -INFINITE, INFINITE))
    programme.set_row(0, 0.0)
    assert programme.answer(np.array([0, 1]), 1, INFINITE) is None
    programme.set_row(0, INFINITE)
    assert programme.answer(np.array([0, 1]), 1, INFINITE) is not None


def test_bounds_of_columns_can_move() -> None:
    programme = between(0, 0)
    assert programme.answer(ALL_THREE, 1, 9) is None
    programme.set_bounds(np.array([1]), np.array([0.0]), np.array([5.0]))
    answer = programme.answer(ALL_THREE, 1, 9)
    assert answer is not None
    assert answer.tolist()[::2] == [0, 0]
