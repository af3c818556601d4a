"""The attacker is worth its name: it breaks tables that only look protected."""

from __future__ import annotations

import pytest

from tests.audience.attacker import Puzzle, TooHard, all_cells, computable_figures, every_figure

VALUES = (("a0", "a1"), ("b0", "b1"))
TRUTH = {("a0", "b0"): 3, ("a0", "b1"): 20, ("a1", "b0"): 30, ("a1", "b1"): 40}
GROUPS = dict(every_figure(VALUES))


def puzzle(*shown: tuple[str, str]) -> Puzzle:
    made = Puzzle(all_cells(VALUES))
    for key in shown:
        made.learn(GROUPS[key], sum(TRUTH[cell] for cell in GROUPS[key]))
    return made


def broken(made: Puzzle) -> dict[tuple[str, ...], int]:
    return computable_figures(VALUES, TRUTH, made, [("a0", "b0")])


def test_one_missing_cell_falls_by_subtraction_in_its_row() -> None:
    assert broken(puzzle(("a0", "b1"), ("a0", "*"))) == {("a0", "b0"): 3}


def test_two_missing_cells_fall_by_adding_up_rows() -> None:
    assert broken(puzzle(("*", "*"), ("a1", "*"), ("a0", "b1"))) == {("a0", "b0"): 3}


def test_a_cell_falls_when_the_others_leave_no_room() -> None:
    made = Puzzle(all_cells(VALUES))
    made.learn(GROUPS["a0", "*"], 23)
    made.learn(GROUPS["*", "b1"], 20)
    made.learn(GROUPS["a1", "*"], 70)
    made.learn(GROUPS["a1", "b0"], 70)
    truth = {("a0", "b0"): 3, ("a0", "b1"): 20, ("a1", "b0"): 70, ("a1", "b1"): 0}
    assert computable_figures(VALUES, truth, made, [("a0", "b0")]) == {("a0", "b0"): 3}


def test_four_missing_cells_of_a_rectangle_stand() -> None:
    assert not broken(puzzle(("*", "*"), ("a0", "*"), ("a1", "*"), ("*", "b0"), ("*", "b1")))


def test_what_is_shown_must_be_true() -> None:
    made = puzzle(("*", "*"))
    made.learn(GROUPS["a0", "b0"], 4)
    with pytest.raises(AssertionError, match="not true"):
        broken(made)


def test_the_attacker_does_not_guess_for_ever() -> None:
    made = puzzle(("*", "*"))
    made.guesses = 0
    with pytest.raises(TooHard):
        broken(made)
