from __future__ import annotations

import numpy as np
import pytest
import shapely

from opendisarm.core import slices
from opendisarm.core.slices import sliced


def test_slices_come_back_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_WORTH_A_SLICE", 2)
    monkeypatch.setattr(slices, "_processors", lambda: 3)
    squares = shapely.box(0, 0, np.arange(1.0, 101.0), 1)
    lengths: list[int] = []

    def common(left: slices.Array, right: slices.Array) -> slices.Array:
        lengths.append(len(left))
        return np.asarray(shapely.intersection(left, right))

    together = sliced(common, squares, squares[::-1])
    assert len(lengths) == 12
    assert shapely.area(together).tolist() == [min(number, 101 - number) for number in range(1, 101)]


def test_few_shapes_are_worked_on_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_processors", lambda: 3)
    squares = shapely.box(0, 0, np.arange(1.0, 10.0), 1)
    assert sliced(lambda shapes: shapes, squares) is squares


def test_no_shapes_give_none() -> None:
    assert len(sliced(lambda shapes: shapes, np.array([], dtype=object))) == 0


def test_what_goes_wrong_in_a_slice_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_WORTH_A_SLICE", 1)
    monkeypatch.setattr(slices, "_processors", lambda: 2)

    def refuses(shapes: slices.Array) -> slices.Array:
        raise shapely.GEOSException("no")

    with pytest.raises(shapely.GEOSException, match="no"):
        sliced(refuses, shapely.box(0, 0, np.arange(1.0, 10.0), 1))
