"""Group postings by several codes at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from opendisarm.ledgers.words import Ints


def grouped(codes: Sequence[Ints], count: int) -> tuple[Ints, Ints]:
    """(distinct combinations, one row each, in ascending order; which of them each element has).

    codes  one array of `count` codes a dimension; with none of them, everything is one group.
    Codes may be negative. Combinations are packed into one number, because sorting rows is some ten times slower.
    """
    packed = np.zeros(count, np.int64)
    lows, sizes = [], []
    for column in codes:
        low = int(column.min()) if count else 0
        size = int(column.max()) - low + 1 if count else 1
        packed = packed * size + (column - low)
        lows.append(low)
        sizes.append(size)
    distinct, member = np.unique(packed, return_inverse=True)
    keys = np.zeros((len(distinct), len(lows)), np.int64)
    rest = distinct
    for position in reversed(range(len(lows))):
        keys[:, position] = rest % sizes[position] + lows[position]
        rest = rest // sizes[position]
    return keys, member.reshape(-1)
