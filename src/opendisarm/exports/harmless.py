"""Text that no program that opens a table takes for a formula."""

from __future__ import annotations

from typing import Final

_BEGINS_A_FORMULA: Final = tuple("=+-@") + tuple("\uff1d\uff0b\uff0d\uff20") + ("\t", "\r", "\n")
"""In the wide signs of East Asian keyboards, too: programs in those languages take them for the same."""

_PASSED_OVER: Final = (
    " \u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff'\""
)
"""Signs that some programs drop before they look at the first one."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before what would be a formula, even when the table is saved in another format.

    Control characters that no table can hold fall away.
    """
    if text[:1].isalnum() and text.isprintable():
        return text  # most of hundreds of thousands of cells
    shown = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return f"'{shown}" if shown.lstrip(_PASSED_OVER).startswith(_BEGINS_A_FORMULA) else shown
