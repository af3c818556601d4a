"""The key of the map and its scale bar."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.ground_map.frame import Frame
from opendisarm.reports.ground_map.states import LandState
from opendisarm.reports.world.patterns import fill
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, attribute, length, wrapped

M2_SHOWN: Final = Phrase("m2, as drawn")
METRES: Final = Phrase("{count} m")
KILOMETRES: Final = Phrase("{count} km")

_SIZE: Final = 13
_SWATCH: Final = (26, 16)
_BETWEEN: Final = 9
_SMALL: Final = 11
_BAR_PX: Final = 140.0
_HALO: Final = 'stroke="#fff" stroke-opacity="0.85" stroke-width="3" paint-order="stroke" fill="#1b1b1b"'


def key(sheet: Sheet, at: float, y: float, width: float, states: Sequence[tuple[LandState, int]]) -> tuple[str, float]:
    """(a swatch, a word and the m2 of every state, the y under it)."""
    drawn = [sheet.text(at + width, y, sheet.voice.say(M2_SHOWN), _SMALL, "end", 'fill-opacity="0.78"')]
    y += _SIZE * LEADING + 2
    wide, high = _SWATCH
    for state, m2 in states:
        told = sheet.voice.number(m2)
        words = wrapped(sheet.voice.say(state.label), width - wide - 16 - length(told, _SIZE) * 1.1, _SIZE)
        inked = fill(f"{sheet.name}-{state.key}", state.colour, state.pattern)
        drawn.append(
            f'<rect x="{sheet.x(at, wide):g}" y="{y - high + 3:.1f}" width="{wide}" height="{high}" '
            f'fill={attribute(inked)} stroke="{INK}" stroke-opacity="0.45" stroke-width="0.75"/>'
        )
        drawn.append(sheet.lines(at + wide + 8, y, words, _SIZE))
        drawn.append(sheet.text(at + width, y, told, _SIZE, "end", 'font-weight="bold"'))
        y += len(words) * _SIZE * LEADING + _BETWEEN
    return "".join(drawn), y - _SIZE


def scale_bar(sheet: Sheet, frame: Frame) -> str:
    """A round length, in the lower corner where reading begins; true in the middle of the map."""
    metres = round_length(_BAR_PX / frame.metre_px)
    wide = metres * frame.metre_px
    whole = KILOMETRES.of(count=metres // 1_000) if metres >= 1_000 else METRES.of(count=metres)
    x = frame.left + frame.width - 12 - wide if sheet.voice.rtl else frame.left + 12
    y = frame.top + frame.height - 12
    line = f"M{x:.1f},{y - 6:.1f}v6h{wide:.1f}v-6"
    words = sheet.voice.say(whole)
    return (
        f'<path d="{line}" fill="none" stroke="#fff" stroke-opacity="0.85" stroke-width="4"/>'
        f'<path d="{line}" fill="none" stroke="#1b1b1b" stroke-width="1.5"/>'
        f'<text data-scale="{metres}" x="{x + wide / 2:.1f}" y="{y - 5:.1f}" font-size="{_SMALL}" '
        f'text-anchor="middle" {_HALO}>{words}</text>'
    )


def round_length(most: float) -> int:
    """The longest of 1, 2 or 5 times a power of ten that is not longer than this.  Unit  m, at least 1."""
    ten = 10 ** floor(log10(max(most, 1.0)))
    return int(max(factor * ten for factor in (1, 2, 5) if factor * ten <= max(most, 1.0)))
