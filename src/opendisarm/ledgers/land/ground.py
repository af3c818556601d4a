"""The ground while records are applied to it: disjoint pieces of land, each in one state.

A piece is created by the record that moved it there and shrinks as later records take from it. Pieces of one record
stand next to each other, so that a pair (earlier record, later record) leads to them by two numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from opendisarm.core.plane import Shapes
from opendisarm.ledgers.words import Ints

_NUMBERS: Final = ("holder", "placed_by", "hazard", "state", "mask")
_AREAS: Final = ("got_m2", "given_m2")


@dataclass(frozen=True, slots=True)
class NewPieces:
    """Pieces to add; arrays of one length.  got_m2: the exact area with which they enter."""

    shape: Shapes
    holder: Ints
    placed_by: Ints
    hazard: Ints
    state: Ints
    mask: Ints
    got_m2: npt.NDArray[np.float64]


class Ground:
    """Growing arrays of pieces.  got_m2, given_m2: exact areas received and passed on so far."""

    def __init__(self, records: int) -> None:
        self.count = 0
        self.first = np.zeros(records, np.int64)
        self.last = np.zeros(records, np.int64)
        self.shape: Shapes = np.full(1024, None, dtype=object)
        self.numbers = {name: np.zeros(1024, np.int64) for name in _NUMBERS}
        self.areas = {name: np.zeros(1024, np.float64) for name in _AREAS}

    def add(self, new: NewPieces) -> Ints:
        """Put pieces on the ground; their numbers, in the order given.  A record's pieces must all come in one call."""
        order = np.argsort(new.holder, kind="stable")
        start, stop = self.count, self.count + len(order)
        self._make_room(stop)
        self.shape[start:stop] = new.shape[order]
        for name in _NUMBERS:
            self.numbers[name][start:stop] = getattr(new, name)[order]
        self.areas["got_m2"][start:stop] = new.got_m2[order]
        self.areas["given_m2"][start:stop] = 0.0
        holders, at, sizes = np.unique(new.holder[order], return_index=True, return_counts=True)
        self.first[holders] = start + at
        self.last[holders] = start + at + sizes
        self.count = stop
        numbers = np.empty(len(order), np.int64)
        numbers[order] = np.arange(start, stop)
        return numbers

    def pieces_of(self, records: Ints) -> tuple[Ints, Ints]:
        """(piece, position in `records`) of every piece that these records put on the ground."""
        sizes = self.last[records] - self.first[records]
        pair = np.repeat(np.arange(len(records)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.first[records[pair]] + within, pair

    @property
    def left_m2(self) -> npt.NDArray[np.float64]:
        """Exact area of each piece that nobody has taken yet."""
        return self.areas["got_m2"] - self.areas["given_m2"]

    def take(self, piece: Ints, exact_m2: npt.NDArray[np.float64]) -> None:
        """Area leaves pieces."""
        np.add.at(self.areas["given_m2"], piece, exact_m2)

    def _make_room(self, needed: int) -> None:
        room = len(self.shape)
        if needed <= room:
            return
        size = max(needed, 2 * room)

        def grown(old: npt.NDArray[Any]) -> npt.NDArray[Any]:
            new = np.empty(size, old.dtype)
            new[: self.count] = old[: self.count]
            return new

        self.shape = grown(self.shape)
        self.numbers = {name: grown(old) for name, old in self.numbers.items()}
        self.areas = {name: grown(old) for name, old in self.areas.items()}
