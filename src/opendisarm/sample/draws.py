"""Chance that falls the same way on every machine.

Only the raw words of PCG64 are used: numpy promises their stream for ever, but not that of its distributions. From
there on the sample adds, multiplies, divides and takes square roots, which IEEE 754 rounds alike everywhere; no sine,
no logarithm, no overlay, whose last digits differ between libraries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")

_BLOCK: Final = 8192


class Draws:
    """One stream of chance.  `seed` and `stream` are 0 or more; another stream of the same seed is independent."""

    def __init__(self, seed: int, stream: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence((seed, stream)))
        self._block: list[float] = []

    def unit(self) -> float:
        """A number from 0 to 1, 1 excluded."""
        if not self._block:
            self._block = self.units(_BLOCK)[::-1].tolist()
        return self._block.pop()

    def units(self, length: int) -> npt.NDArray[np.float64]:
        """Many of them at once."""
        words = np.asarray(self._bits.random_raw(length), dtype=np.uint64)
        return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def between(self, least: float, most: float) -> float:
        """A number from `least` to `most`."""
        return least + (most - least) * self.unit()

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + int(self.unit() * (most - least + 1))

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.unit() < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the next."""
        return choices[int(self.unit() * len(choices))]


class Rota:
    """Rare things in turn instead of by chance, so that a small country has one of each as well."""

    def __init__(self) -> None:
        self._chances: dict[str, int] = {}

    def due(self, what: str, every: int, first: int) -> bool:
        """True at the chance number `first` and at every `every`-th after it; counts one chance per call."""
        chance = self._chances.get(what, 0) + 1
        self._chances[what] = chance
        return chance % every == first % every
