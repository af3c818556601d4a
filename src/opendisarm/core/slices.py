"""Elementwise geometry on every processor: GEOS works without holding Python's lock."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

Array = npt.NDArray[Any]

_WORTH_A_SLICE: Final = 500
"""Elements below which a thread costs more than it saves."""
_A_THREAD: Final = 4
"""Slices for each thread, so that none waits long for one that got the harder shapes."""


def sliced(work: Callable[..., Array], *arrays: Array) -> Array:
    """`work(*arrays)`, done in slices on as many threads as there are processors.

    Shape  arrays of shapes, all of one length, in; one array of that length out; `work` goes element by element.
    """
    threads = _processors()
    count = min(len(arrays[0]) // _WORTH_A_SLICE, _A_THREAD * threads)
    if threads == 1 or count < 2:
        return work(*arrays)
    for array in arrays:
        # A multipolygon works out its envelope when first asked; a shape in two slices would be asked twice at once.
        shapely.bounds(array)
    slices = [np.array_split(array, count) for array in arrays]
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(work, *slices)))


def _processors() -> int:
    return os.cpu_count() or 1
