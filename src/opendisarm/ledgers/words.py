"""A column of words as codes: what every ledger keeps for places, organisations and other words that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Words:
    """A text column: `codes[i]` points into `names`; code 0 is "" (not told)."""

    codes: Ints
    names: tuple[str, ...]

    def __getitem__(self, index: int) -> str:
        return self.names[int(self.codes[index])]

    def only(self, records: Ints) -> Words:
        """The words of these records; the names stay."""
        return Words(self.codes[records], self.names)


def words(texts: Sequence[str]) -> Words:
    """A text column of these texts; names in alphabetical order, so that the same texts give the same codes."""
    names = ("", *sorted({text for text in texts if text}))
    code = {name: number for number, name in enumerate(names)}
    return Words(np.fromiter((code[text] for text in texts), np.int64, len(texts)), names)
