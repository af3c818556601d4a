"""Pictures of an instrument among the states of the world: a map as of a day, a line over the years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from opendisarm.desk.errors import DeskError
from opendisarm.desk.treaties import TreatyStatus, Voices, status
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.norms.standing import Standing
from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world import standing_map
from opendisarm.reports.world.patterns import Pattern
from opendisarm.reports.world.standing_map import Group, WorldMap
from opendisarm.world.states import state

AS_OF: Final = Phrase("As of {on}, {known}")
KNOWN_NOW: Final = Phrase("as known today")
KNOWN_AT: Final = Phrase("as known on {moment}")
OUTSIDE: Final = Phrase("Has neither signed nor joined")
SILENT: Final = Phrase("No act recorded: not checked, which is not a no")

_TREATY: Final[dict[Standing, tuple[Phrase, str, Pattern]]] = {
    Standing.IN_FORCE: (Phrase("State party: in force"), "#0072B2", Pattern.NONE),
    Standing.DEPOSITED: (Phrase("Deposited, not yet in force"), "#56B4E9", Pattern.HATCHED),
    Standing.SIGNED: (Phrase("Signed, not deposited"), "#E69F00", Pattern.HORIZONTAL),
    Standing.WITHDRAWN: (Phrase("Withdrew"), "#D55E00", Pattern.CROSS_HATCHED),
}
_VOICES: Final = (
    ("#0072B2", Pattern.NONE), ("#E69F00", Pattern.HATCHED), ("#009E73", Pattern.DOTS),
    ("#CC79A7", Pattern.CROSS_HATCHED), ("#56B4E9", Pattern.HORIZONTAL), ("#D55E00", Pattern.NONE),
)  # fmt: skip


def write_map(
    workspace: Workspace | None, name: str, on: date, moment: datetime | None, path: Path, lang: str, width: int
) -> None:
    """Draw the map of an instrument on a day, as SVG or PNG by the file's ending.

    Errors  DeskError: no such instrument or language, another ending, a file that cannot be written.
    """
    found = status(workspace, name, on, moment)
    voice, picture = _voice(lang), _map(found)
    draw: dict[str, Callable[[], bytes]] = {
        ".svg": lambda: standing_map.svg(picture, voice, width).encode(),
        ".png": lambda: standing_map.png(picture, voice, width),
    }
    if path.suffix.lower() not in draw:
        raise DeskError(f"{path.name} is no picture that we draw.", "Name the file .svg or .png.")
    try:
        path.write_bytes(draw[path.suffix.lower()]())
    except OSError as why:
        raise DeskError(f"{path} cannot be written: {why.strerror}.", "Choose another place with --out.") from why


def _voice(lang: str) -> Voice:
    try:
        return Voice(lang)
    except ValueError as why:
        raise DeskError(str(why), "") from why


def _map(found: TreatyStatus | Voices) -> WorldMap:
    known = KNOWN_AT.of(moment=found.known.date()) if found.known else KNOWN_NOW
    subtitle = AS_OF.of(on=found.on, known=known)
    title = Phrase(found.instrument.short)
    if isinstance(found, TreatyStatus):
        groups = [
            Group(
                at.value, label, colour, pattern, _states([line.iso3 for line in found.states if line.standing is at])
            )
            for at, (label, colour, pattern) in _TREATY.items()
        ]
        return WorldMap(title, subtitle, tuple(groups), OUTSIDE)
    words = sorted(found.said.items(), key=lambda said: -len(said[1]))
    if len(words) > len(_VOICES):
        raise DeskError(f"{len(words)} different positions are too many for one map.", "Use 'treaty status'.")
    groups = [
        Group(f"said{number}", Phrase(word.replace("_", " ")), *_VOICES[number], _states([code for code, _ in states]))
        for number, (word, states) in enumerate(words)
    ]
    return WorldMap(title, subtitle, tuple(groups), SILENT)


def _states(codes: list[str]) -> tuple[str, ...]:
    """Those of them that a map of the world has (an invented country has no place on it)."""
    return tuple(code for code in codes if state(code) is not None)
