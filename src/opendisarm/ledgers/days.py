"""Days as proleptic ordinal numbers: how every ledger keeps them."""

from __future__ import annotations

from datetime import date

import numpy as np

from opendisarm.ledgers.words import Ints


def years(ordinals: Ints) -> Ints:
    """The calendar year of proleptic ordinal days."""
    days = (ordinals - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[Y]").astype(np.int64) + 1970
