"""The ground of a picture of land over time: years along, areas up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opendisarm.reports.land_pictures.areas import Measure
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.sheet import INK

_LINES: Final = 4
"""About so many lines across."""
_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class AreaAxes(Axes):
    """Axes whose numbers are m2, said in the unit of the picture."""

    measure: Measure

    @property
    def ceiling(self) -> int:
        """The area at the upper edge, in m2: what there is, and a little air."""
        return max(self.most + self.most // 20, 1)

    @property
    def _step(self) -> int:
        """1, 2 or 5 with noughts."""
        power = 1
        while True:
            for digit in (1, 2, 5):
                if digit * power * _LINES >= self.most:
                    return digit * power
            power *= 10

    def _numbers(self) -> str:
        parts = []
        for m2 in range(0, self.ceiling + 1, self._step):
            y, faint = self.y(m2), 0.14 if m2 else 0.6
            line = f"M{self.sheet.x(self.at, self.wide):g},{y:g}h{self.wide:g}"
            parts.append(f'<path d="{line}" stroke="{INK}" stroke-opacity="{faint}" stroke-width="0.75"/>')
            said = self.measure.short(self.sheet.voice, m2, self._step)
            parts.append(self.sheet.text(self.at - 6, y + 4, said, _LETTERS, "end"))
        return "".join(parts)
