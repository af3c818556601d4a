"""What stands before the first element of an XML file.

A document type declaration can name entities, and entities can hold other files or text without end. It may only stand
before the first element, so a look at that prologue is enough, whatever the encoding and however long the file.
"""

from __future__ import annotations

from enum import Enum
from typing import Final
from xml.parsers import expat

_LONGEST_BYTES: Final = 1 << 20
"""A prologue is a line or two; one that goes on for longer is not from a GIS or an office program."""


class Verdict(Enum):
    """What a prologue turned out to be."""

    READING = "reading"
    CLEAN = "clean"
    DECLARES = "declares"
    BROKEN = "broken"


class _FirstElement(Exception):  # noqa: N818 - the end of the search, not an error
    """Carries the name of the first element."""


class _Declaration(Exception):  # noqa: N818 - as above
    """A document type declaration was met."""


class Prologue:
    """Reads an XML file block by block until its first element.

    verdict   READING until it is known.
    root      namespace and name of the first element, "http://www.opengis.net/kml/2.2 kml"; "" until it is known.
    why       what the parser said, when BROKEN.
    """

    def __init__(self) -> None:
        self.verdict = Verdict.READING
        self.root = ""
        self.why = ""
        self._seen = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = _stop_at_element
        self._parser.StartDoctypeDeclHandler = _stop_at_declaration

    def feed(self, block: bytes, last: bool = False) -> Verdict:
        """Read on.  last: nothing follows.  Once the verdict is known further blocks are ignored."""
        if self.verdict is not Verdict.READING:
            return self.verdict
        self._seen += len(block)
        try:
            self._parser.Parse(block, last)
        except _FirstElement as first:
            self.root = str(first)
            self.verdict = Verdict.CLEAN
        except _Declaration:
            self.verdict = Verdict.DECLARES
        except (expat.ExpatError, LookupError, ValueError) as why:  # LookupError: an encoding nobody knows
            self.verdict, self.why = Verdict.BROKEN, str(why)
        else:
            if last or self._seen > _LONGEST_BYTES:
                self.verdict, self.why = Verdict.BROKEN, "no element found"
        return self.verdict


def _stop_at_element(name: str, _attributes: dict[str, str]) -> None:
    raise _FirstElement(name)


def _stop_at_declaration(*_declared: object) -> None:
    raise _Declaration
