"""What the public may see of counts of persons: the one step before any of them leaves the house.

counts        a full cross classification of persons, with every margin
edition       the table as it may be shown: figures, and cells withheld
sums          cells and the figures that they add up to, by position
published     what the public already has about one set of persons
programme     the integer programme that an attacker would solve
attack        what can be computed from everything shown; exact bounds
complement    which further figures to withhold, at the least harm
suppression   protected(): counts in, edition out
coarse        months, grid cells and places that are coarse enough
"""

from __future__ import annotations

from opendisarm.audience.attack import bounds
from opendisarm.audience.counts import ALL, Counts, Key
from opendisarm.audience.edition import Edition, as_json, edition_of
from opendisarm.audience.published import Published
from opendisarm.audience.sums import MOST_CELLS, TooFine
from opendisarm.audience.suppression import THRESHOLD, protected

__all__ = [
    "ALL",
    "MOST_CELLS",
    "THRESHOLD",
    "Counts",
    "Edition",
    "Key",
    "Published",
    "TooFine",
    "as_json",
    "bounds",
    "edition_of",
    "protected",
]
