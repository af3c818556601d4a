"""Postings: square metres from one account to another, one array a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from opendisarm.ledgers.words import Flags, Floats, Ints

NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class Postings:
    """Movements of land.  Shape  every array has one element a posting; sorted by `by`.

    by          position of the record that moved the land, in `LandColumns`.
    held_by     position of the record that had put it where it was; NOBODY for unrecorded land.
    placed_by   position of the record whose place the land has (land does not change province).
    source, target                  accounts, as positions in `rules.ACCOUNTS`.
    source_mask, target_mask        contamination bits before and after.
    source_hazard, target_hazard    hazardous area before and after, as codes of `LandColumns.hazard`; 0 = none.
    cause       position in `rules.CAUSES`.
    m2          whole m2; they sum exactly (docs/ledger.md, "Rounding").     exact_m2   as overlaid.
    A posting whose source and target agree moved nothing: it says why (already released, already recorded ...).
    """

    by: Ints
    held_by: Ints
    placed_by: Ints
    source: Ints
    target: Ints
    source_mask: Ints
    target_mask: Ints
    source_hazard: Ints
    target_hazard: Ints
    cause: Ints
    m2: Ints
    exact_m2: Floats

    def __len__(self) -> int:
        return len(self.by)

    @property
    def moved(self) -> Flags:
        """Which postings moved land to another account or another contamination."""
        moved: Flags = (self.source != self.target) | (self.source_mask != self.target_mask)
        return moved

    def only(self, which: Flags | Ints) -> Postings:
        """The postings selected by flags, or by positions in that order."""
        return _each(lambda name: getattr(self, name)[which])


def _each(make: Callable[[str], Any]) -> Postings:
    return Postings(**{field.name: make(field.name) for field in fields(Postings)})


def joined(parts: Sequence[Postings]) -> Postings:
    """Several sets of postings as one, sorted by the record that moved the land (ties stay in the given order)."""
    if not parts:
        return _each(lambda name: np.zeros(0, np.float64 if name == "exact_m2" else np.int64))
    whole = _each(lambda name: np.concatenate([getattr(part, name) for part in parts]))
    return whole.only(np.argsort(whole.by, kind="stable"))
