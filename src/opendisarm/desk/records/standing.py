"""What the review made of a record: it counts, waits, was returned, withdrawn, or superseded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from opendisarm.core.journal import Mark, standing

Codes = npt.NDArray[np.uint8]


class Standing(StrEnum):
    """Where a record stands in the review.  Order is that of stored codes."""

    COUNTS = "counts"
    WAITS = "waits"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    RETURNED = "returned"


STANDINGS: Final = tuple(Standing)
_CODE: Final = {standing: number for number, standing in enumerate(STANDINGS)}


def standings(marks: Sequence[Mark], kinds: Collection[str]) -> Codes:
    """Codes into `STANDINGS`, one for each entry of these kinds, in the order of the chain.

    marks  of every entry known, oldest first.
    A record that was both replaced and withdrawn is superseded: what replaced it is what there is to read.
    """
    found = standing(marks)
    code = dict.fromkeys(found.returned, _CODE[Standing.RETURNED])
    code |= dict.fromkeys(found.gone, _CODE[Standing.WITHDRAWN])
    code |= dict.fromkeys(found.replaced, _CODE[Standing.SUPERSEDED])
    code |= dict.fromkeys(found.counted, _CODE[Standing.COUNTS])
    wanted, waits = frozenset(kinds), _CODE[Standing.WAITS]
    return np.frombuffer(bytes([code.get(mark.id, waits) for mark in marks if mark.kind in wanted]), np.uint8)
