from __future__ import annotations

import numpy as np
import pytest

from opendisarm.audience import Counts, Published
from opendisarm.audience.attack import Attack
from opendisarm.audience.complement import harm
from opendisarm.audience.cover import covered
from opendisarm.audience.sums import Flags

PUBLIC = Published(Counts(("a",), {("a0",): 3, ("a1",): 20, ("a2",): 8}, {"a": ("a0", "a1", "a2")}))
COSTS = harm(PUBLIC.sums, PUBLIC.figures, 5)


def flags(*at: int) -> Flags:
    return np.isin(np.arange(4), at)


def shown(known: Flags, wanted: Flags, guarded: Flags) -> list[int]:
    return np.flatnonzero(covered(PUBLIC, known, wanted, guarded, COSTS)).tolist()


def test_without_guarded_figures_everything_is_shown() -> None:
    assert shown(flags(), flags(0, 1, 2, 3), flags()) == [0, 1, 2, 3]


def test_a_guarded_figure_takes_its_cheapest_neighbour_along() -> None:
    assert shown(flags(), flags(1, 2, 3), flags(0)) == [1, 3]


def test_cover_that_the_public_can_read_already_is_no_cover() -> None:
    assert shown(flags(2), flags(1, 2, 3), flags(0)) == [2, 3]


def test_a_figure_past_help_costs_nothing_more() -> None:
    assert shown(flags(1, 2, 3), flags(1, 2, 3), flags(0)) == [1, 2, 3]


def test_an_answer_that_does_not_hold_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Attack, "cover", lambda *_: [])
    with pytest.raises(AssertionError, match="A guarded figure has lost its cover"):
        shown(flags(), flags(1, 2, 3), flags(0))
