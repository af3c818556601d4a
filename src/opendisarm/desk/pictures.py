"""Pictures of an instrument among the states of the world: a map as of a day, a line over the years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import known
from opendisarm.desk.treaties import TreatyStatus, Voices, status, treaty_named
from opendisarm.desk.voices import voice_of
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.norms.counts import over_time
from opendisarm.ledgers.norms.standing import Standing
from opendisarm.reports.figures import Phrase
from opendisarm.reports.world import standing_map, timeline
from opendisarm.reports.world.patterns import Pattern
from opendisarm.reports.world.standing_map import Group, WorldMap
from opendisarm.reports.world.timeline import Series, Timeline
from opendisarm.world.states import state

AS_OF: Final = Phrase("As of {on}, {known}")
KNOWN_NOW: Final = Phrase("as known today")
KNOWN_AT: Final = Phrase("as known on {moment}")
OUTSIDE: Final = Phrase("Has neither signed nor joined")
SILENT: Final = Phrase("No act recorded: not checked, which is not a no")

IN_FORCE: Final = Phrase("Entry into force")
_LINES: Final = (
    ("joined", Phrase("Signed or deposited"), "#E69F00", "6 3"),
    ("deposited", Phrase("Deposited"), "#56B4E9", "2 2"),
    ("in_force", Phrase("In force"), "#0072B2", ""),
)
_TREATY: Final[dict[Standing, tuple[Phrase, str, Pattern]]] = {
    Standing.IN_FORCE: (Phrase("State party: in force"), "#0072B2", Pattern.NONE),
    Standing.DEPOSITED: (Phrase("Deposited, not yet in force"), "#56B4E9", Pattern.HATCHED),
    Standing.SIGNED: (Phrase("Signed, not deposited"), "#E69F00", Pattern.HORIZONTAL),
    Standing.WITHDRAWN: (Phrase("Withdrew"), "#D55E00", Pattern.CROSS_HATCHED),
}
_WORDS: Final = {
    "endorsed": Phrase("Endorsed"),
    "not_endorsed": Phrase("Seen not to have endorsed"),
    "withdrawn": Phrase("Withdrew"),
    "ready_to_negotiate": Phrase("Ready to negotiate"),
    "called_for_ban": Phrase("Called for a ban"),
    "supports_lbi": Phrase("Supports a binding instrument"),
    "supports_ccw_gge": Phrase("Supports the CCW experts' group"),
    "ccw_only": Phrase("Only within the CCW"),
    "soft_law": Phrase("Prefers rules that do not bind"),
    "does_not": Phrase("Does not support a treaty"),
    "unclear": Phrase("Position unclear"),
}
_VOICES: Final = (
    ("#0072B2", Pattern.NONE), ("#E69F00", Pattern.HATCHED), ("#009E73", Pattern.DOTS),
    ("#CC79A7", Pattern.CROSS_HATCHED), ("#56B4E9", Pattern.HORIZONTAL), ("#D55E00", Pattern.NONE),
)  # fmt: skip


def drawn_map(workspace: Workspace | None, name: str, on: date, moment: datetime | None, lang: str, width: int) -> str:
    """The map of an instrument on a day, as SVG.  Errors  DeskError: no such instrument or language."""
    voice = voice_of(lang)
    return standing_map.svg(_map(status(workspace, name, on, moment)), voice, width)


def drawn_timeline(
    workspace: Workspace | None, name: str, on: date, moment: datetime | None, lang: str, width: int
) -> str:
    """How many states had joined a treaty, from its opening to a day, as SVG.  Errors  as `drawn_map`; no treaty."""
    voice = voice_of(lang)
    return timeline.svg(_line(workspace, name, on, moment), voice, width)


def write_map(
    workspace: Workspace | None, name: str, on: date, moment: datetime | None, path: Path, lang: str, width: int
) -> None:
    """Draw the map of an instrument on a day, as SVG or PNG by the file's ending.

    Errors  DeskError: no such instrument or language, another ending, a file that cannot be written.
    """
    voice, picture = voice_of(lang), _map(status(workspace, name, on, moment))
    _write(
        path, lambda: standing_map.svg(picture, voice, width).encode(), lambda: standing_map.png(picture, voice, width)
    )


def write_timeline(
    workspace: Workspace | None, name: str, on: date, moment: datetime | None, path: Path, lang: str, width: int
) -> None:
    """Draw how many states had joined a treaty, from its opening to a day.  Errors  as `write_map`; no treaty."""
    voice, picture = voice_of(lang), _line(workspace, name, on, moment)
    _write(path, lambda: timeline.svg(picture, voice, width).encode(), lambda: timeline.png(picture, voice, width))


def _line(workspace: Workspace | None, name: str, on: date, moment: datetime | None) -> Timeline:
    instrument = treaty_named(name)
    counted = over_time([act for act in known(workspace, moment).complete.acts(instrument.id) if act.record.on <= on])
    counted = [(day, count) for day, count in counted if day <= on]
    if not counted:
        raise DeskError(f"Nobody had joined the {instrument.short} by {on}.", "Ask for a later day with --on.")
    counted.append((on, counted[-1][1]))
    series = tuple(
        Series(label, colour, dash, tuple((day, getattr(count, word)) for day, count in counted))
        for word, label, colour, dash in _LINES
    )
    marks = ((instrument.in_force.on, IN_FORCE),) if instrument.in_force and instrument.in_force.on <= on else ()
    return Timeline(Phrase(instrument.short), _subtitle(on, moment), series, marks)


def _write(path: Path, svg: Callable[[], bytes], png: Callable[[], bytes]) -> None:
    draw = {".svg": svg, ".png": png}
    if path.suffix.lower() not in draw:
        raise DeskError(f"{path.name} is no picture that we draw.", "Name the file .svg or .png.")
    try:
        path.write_bytes(draw[path.suffix.lower()]())
    except OSError as why:
        raise DeskError(f"{path} cannot be written: {why.strerror}.", "Choose another place with --out.") from why


def _map(found: TreatyStatus | Voices) -> WorldMap:
    title, subtitle = Phrase(found.instrument.short), _subtitle(found.on, found.known)
    if isinstance(found, TreatyStatus):
        groups = [
            Group(at.value, *look, _states([line.iso3 for line in found.states if line.standing is at]))
            for at, look in _TREATY.items()
        ]
        return WorldMap(title, subtitle, tuple(groups), OUTSIDE)
    words = sorted(found.said.items(), key=lambda said: -len(said[1]))
    if len(words) > len(_VOICES):
        raise DeskError(f"{len(words)} different positions are too many for one map.", "Use 'treaty status'.")
    groups = [
        Group(
            f"said{number}",
            _WORDS.get(word) or Phrase(word.replace("_", " ")),
            *_VOICES[number],
            _states(_codes(states)),
        )
        for number, (word, states) in enumerate(words)
    ]
    return WorldMap(title, subtitle, tuple(groups), SILENT)


def _subtitle(on: date, moment: datetime | None) -> Phrase:
    return AS_OF.of(on=on, known=KNOWN_AT.of(moment=moment.date()) if moment else KNOWN_NOW)


def _codes(said: list[tuple[str, str]]) -> list[str]:
    return [code for code, _ in said]


def _states(codes: list[str]) -> tuple[str, ...]:
    """Those of them that a map of the world has (an invented country has no place on it)."""
    return tuple(code for code in codes if state(code) is not None)
