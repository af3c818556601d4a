"""A sheet that pictures are drawn on: text that wraps, both directions of writing, one SVG with its words for readers.

Positions run from the edge where reading begins: the left one, or the right one in Arabic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

import vl_convert

from opendisarm.reports.render.words import Voice

Anchor = Literal["start", "middle", "end"]

INK: Final = "currentColor"
MARGIN: Final = 24
NARROW: Final = 640
"""Below this width, in pixels, a picture stands in one column."""
LEADING: Final = 1.35
"""Height of a line, in sizes of its letters."""

_FONT: Final = "sans-serif"
_PRINT_FONT: Final = "Liberation Sans, DejaVu Sans, sans-serif"
"""The first comes with the drawing library, so that a printed picture hardly depends on the machine."""
_PRINT_FONT_ARABIC: Final = "DejaVu Sans, Noto Sans Arabic, sans-serif"
"""The first has both scripts: for letters that it lacks, the drawing library takes any font, be it bold or slanted."""
_PRINT_INK: Final = "#1b1b1b"
_PRINT_SCALE: Final = 2
_RIGHT_TO_LEFT: Final = ("\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
_MIRRORED: Final[dict[Anchor, Anchor]] = {"start": "end", "middle": "middle", "end": "start"}
_THIN_LETTERS: Final = frozenset("iljtfrI.,:;'’!|()-–")
_WIDE_LETTERS: Final = frozenset("mwMW@%—")


def length(words: str, size: float) -> float:
    """About how wide a line is, in pixels: for wrapping, not for alignment."""
    return size * sum(_letter(sign) for sign in words)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Lines of about this width; a longer word stands alone."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """width  in pixels.    name  keeps the patterns and titles of two pictures on one page apart."""

    width: float
    voice: Voice
    name: str

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width < NARROW

    @property
    def margin(self) -> float:
        """The empty edge on each side."""
        return MARGIN / 2 if self.narrow else MARGIN

    def x(self, at: float, wide: float = 0.0) -> float:
        """The left edge of a thing `wide` pixels wide that begins so far from where reading begins."""
        return round(self.width - at - wide if self.voice.rtl else at, 1)

    def text(self, at: float, y: float, words: str, size: float = 13, anchor: Anchor = "start", style: str = "") -> str:
        """One line on a baseline; style: further attributes."""
        side = _MIRRORED[anchor] if self.voice.rtl else anchor
        before, after = _RIGHT_TO_LEFT if self.voice.rtl else ("", "")
        return (
            f'<text x="{self.x(at):g}" y="{y:.1f}" font-size="{size:g}" text-anchor="{side}"{style and f" {style}"}>'
            f"{before}{escape(words)}{after}</text>"
        )

    def lines(self, at: float, y: float, lines: list[str], size: float = 13, style: str = "") -> str:
        """Lines under each other, the first on this baseline."""
        return "".join(
            self.text(at, y + number * size * LEADING, line, size, style=style) for number, line in enumerate(lines)
        )

    def document(self, height: float, title: str, description: str, defs: str, body: str) -> str:
        """The whole picture; title and description are for those who do not see it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" height="{height:.0f}" '
            f'viewBox="0 0 {self.width:g} {height:.0f}" role="img" direction="ltr" xml:lang="{self.voice.lang}" '
            f'aria-labelledby="{self.name}-title {self.name}-words" font-family="{_FONT}" fill="{INK}">'
            f'<title id="{self.name}-title">{escape(title)}</title>'
            f'<desc id="{self.name}-words">{escape(description)}</desc>'
            f"<defs>{defs}</defs>{body}</svg>\n"
        )


def attribute(value: str) -> str:
    """A value in its quotation marks."""
    return quoteattr(value)


def printed(svg: str, voice: Voice) -> bytes:
    """The picture as PNG on white, twice as many pixels wide."""
    font = _PRINT_FONT_ARABIC if voice.rtl else _PRINT_FONT
    paper = '<rect width="100%" height="100%" fill="#fff"/>'
    ink = svg.replace(INK, _PRINT_INK).replace(f'"{_FONT}"', f'"{font}"')
    return bytes(vl_convert.svg_to_png(re.sub(r"</defs>", f"</defs>{paper}", ink, count=1), scale=_PRINT_SCALE))


def _letter(sign: str) -> float:
    if sign in _THIN_LETTERS:
        return 0.3
    if sign in _WIDE_LETTERS:
        return 0.86
    if sign == " ":
        return 0.28
    return 0.68 if sign.isupper() else 0.54
