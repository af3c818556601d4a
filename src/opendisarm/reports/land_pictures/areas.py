"""How areas are said in a picture: one unit for all of it, rounded so that what is drawn still adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from babel.numbers import format_decimal

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import MINUS, Voice

IN_M2: Final = Phrase("m²")
IN_KM2: Final = Phrase("km²")
SO_MANY_M2: Final = Phrase("{amount} m²")
SO_MANY_KM2: Final = Phrase("{amount} km²")
STILL_ADDS_UP: Final = Phrase(
    "Rounded to 0.001 km² so that the figures still add up. The exact square metres are in the table of the same "
    "figures."
)

_KM2: Final = 1_000_000
_STEP: Final = 1_000
"""m2 in the last of three decimals of a km2."""
_DECIMALS: Final = ((_KM2, "#,##0"), (_KM2 // 10, "#,##0.0"), (_KM2 // 100, "#,##0.00"), (_STEP, "#,##0.000"))
_ISOLATED: Final = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a picture: m2 while everything in it is below 1 km2, else km2 with three decimals."""

    km2: bool

    @classmethod
    def of(cls, amounts: Iterable[int]) -> Measure:
        """The unit for these m2."""
        return cls(any(abs(m2) >= _KM2 for m2 in amounts))

    @property
    def unit(self) -> Phrase:
        """Its name."""
        return IN_KM2 if self.km2 else IN_M2

    def number(self, voice: Voice, m2: int, *, signed: bool = False) -> str:
        """An amount without its unit, except that one too small for three decimals is said in m2."""
        if self.km2 and 0 < abs(m2) < _STEP:
            return voice.say(SO_MANY_M2.of(amount=_plain(voice, m2, "#,##0", signed=signed)))
        if self.km2:
            return _plain(voice, m2 / _KM2 if m2 else 0, "#,##0.000" if m2 else "0", signed=signed)
        return _plain(voice, m2, "#,##0", signed=signed)

    def short(self, voice: Voice, m2: int, step: int) -> str:
        """A number at an axis whose steps are so many m2: no more decimals than the steps need."""
        if not self.km2:
            return _plain(voice, m2, "#,##0", signed=False)
        pattern = next((p for unit, p in _DECIMALS if step % unit == 0), "#,##0.###")
        return _plain(voice, m2 / _KM2, pattern if m2 else "0", signed=False)

    def words(self, voice: Voice, m2: int, *, signed: bool = False) -> str:
        """An amount with its unit."""
        if not self.km2 or 0 < abs(m2) < _STEP:
            return voice.say(SO_MANY_M2.of(amount=_plain(voice, m2, "#,##0", signed=signed)))
        return voice.say(SO_MANY_KM2.of(amount=self.number(voice, m2, signed=signed)))

    def tied(self, opening: int, flows: Mapping[str, int], closing: int) -> tuple[int, dict[str, int], int]:
        """The same m2, rounded to what is printed: opening and flows still give the closing.

        Errors  ValueError when they do not do so before rounding.
        Method  opening and closing are rounded on their own; among the flows those with the largest remainders go up.
        """
        if opening + sum(flows.values()) != closing:
            raise ValueError(f"{opening} and {sum(flows.values())} m2 do not make {closing} m2; nothing can be tied.")
        if not self.km2:
            return opening, dict(flows), closing
        first, last = _nearest(opening), _nearest(closing)
        floors = {key: m2 // _STEP for key, m2 in flows.items()}
        up = last - first - sum(floors.values())
        for key in sorted(flows, key=lambda key: -(flows[key] % _STEP))[:up]:
            floors[key] += 1
        return first * _STEP, {key: floor * _STEP for key, floor in floors.items()}, last * _STEP


def _nearest(m2: int) -> int:
    return (m2 + _STEP // 2) // _STEP


def _plain(voice: Voice, amount: float, pattern: str, *, signed: bool) -> str:
    """Digits with a sign before them, apart from words around them that run from right to left."""
    digits = format_decimal(abs(amount), format=pattern, locale=voice.locale, numbering_system="latn")
    sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
    return f"{_ISOLATED[0]}{sign}{digits}{_ISOLATED[1]}" if voice.rtl else f"{sign}{digits}"
