"""The ground of a timeline: years along, numbers of states up, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from opendisarm.reports.world.sheet import INK, Sheet

_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200)
_LINES: Final = 5
"""At most so many lines across."""
_YEARS: Final = (1, 2, 5, 10, 20, 50)
_YEAR_WIDTH: Final = 46
_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Axes:
    """at, wide  where the plot begins, from where reading begins, and its width.    top, high  likewise, downwards.

    first, last  days at its edges.    most  the largest number.
    """

    sheet: Sheet
    at: float
    wide: float
    top: float
    high: float
    first: date
    last: date
    most: int

    @property
    def ceiling(self) -> int:
        """The number at the upper edge."""
        return -(-max(self.most, 1) // self._step) * self._step

    def along(self, on: date) -> float:
        """Where a day stands, from where reading begins."""
        days = max((self.last - self.first).days, 1)
        return self.at + self.wide * (on - self.first).days / days

    def x(self, on: date) -> float:
        """Where a day stands on the sheet."""
        return self.sheet.x(self.along(on))

    def y(self, number: int) -> float:
        """Where a number stands on the sheet."""
        return round(self.top + self.high * (1 - number / self.ceiling), 1)

    def drawn(self) -> str:
        """Lines across with their numbers, and years under the plot."""
        return self._numbers() + self._years()

    @property
    def _step(self) -> int:
        return next((step for step in _STEPS if self.most <= step * _LINES), _STEPS[-1])

    def _numbers(self) -> str:
        parts = []
        for number in range(0, self.ceiling + 1, self._step):
            y, faint = self.y(number), 0.14 if number else 0.6
            line = f"M{self.sheet.x(self.at, self.wide):g},{y:g}h{self.wide:g}"
            parts.append(f'<path d="{line}" stroke="{INK}" stroke-opacity="{faint}" stroke-width="0.75"/>')
            parts.append(self.sheet.text(self.at - 6, y + 4, self.sheet.voice.number(number), _LETTERS, "end"))
        return "".join(parts)

    def _years(self) -> str:
        """Only the first days of years that lie on the plot."""
        span = max(self.last.year - self.first.year, 1)
        every = next((step for step in _YEARS if self.wide / span * step >= _YEAR_WIDTH), _YEARS[-1])
        floor = self.top + self.high
        parts = []
        for year in range(self.first.year + 1, self.last.year + 1):
            if year % every == 0:
                x = self.along(date(year, 1, 1))
                parts.append(
                    f'<path d="M{self.sheet.x(x):g},{floor:.1f}v5" stroke="{INK}" stroke-opacity="0.6" '
                    f'stroke-width="0.75"/>'
                )
                parts.append(self.sheet.text(x, floor + 18, str(year), _LETTERS, "middle"))
        return "".join(parts)
