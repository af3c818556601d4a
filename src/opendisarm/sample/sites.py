"""A site: one group of hazards in one plot, and the programme that dealt with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from opendisarm.core.records import Place
from opendisarm.core.vocabulary import MINES, Contamination
from opendisarm.sample.draws import Draws, Rota
from opendisarm.sample.plots import CORNER_M, plots
from opendisarm.sample.ribbons import Form, Slot, slots
from opendisarm.sample.rings import Frame, Ring, frame_at
from opendisarm.sample.samplia import Country
from opendisarm.sample.words import BATTLE_MIXES, CLEARERS, MINE_MIXES, STRIKE_MIXES, SURVEYORS

FIRST_DAY: Final = date(2005, 1, 1).toordinal()
LAST_DAY: Final = date(2024, 12, 31).toordinal()

_YEAR: Final = 365


@dataclass(slots=True)
class Pen:
    """What every story is written with: chance, turns, and running numbers for ids."""

    draws: Draws
    rota: Rota = field(default_factory=Rota)
    _given: dict[str, int] = field(default_factory=dict)

    def next_id(self, prefix: str) -> str:
        """ "HA-000001", "HA-000002" ... for each prefix."""
        number = self._given.get(prefix, 0) + 1
        self._given[prefix] = number
        return f"{prefix}-{number:06}"


@dataclass(frozen=True, slots=True)
class Site:
    """Hazards in a row that share a history.

    mix        what the ground holds, the same for the whole group: overlapping hazards of different kinds would make
               it unclear which kind a release was for.
    surveyed, confirmed, work_from   days (ordinals); no release in the group comes before its last survey, or that
               survey would reopen released land.
    """

    frame: Frame
    place: Place
    form: Form
    slots: tuple[Slot, ...]
    mix: frozenset[Contamination]
    surveyor: str
    clearer: str
    surveyed: int
    confirmed: int
    work_from: int

    @property
    def mined(self) -> bool:
        """Whether the ground holds mines of any kind."""
        return bool(self.mix & MINES)

    def corner(self, draws: Draws) -> Ring:
        """A piece of land in the plot where nobody ever recorded a hazard."""
        level = frame_at(self.frame.origin, (1.0, 0.0))
        east, north = draws.pick((-CORNER_M, CORNER_M)), draws.pick((-CORNER_M, CORNER_M))
        wide, high = draws.between(8.0, 28.0), draws.between(8.0, 28.0)
        return [
            level.at(east + x * wide, north + y * high) for x, y in ((-1.0, -0.9), (0.9, -1.0), (1.0, 1.0), (-0.8, 0.9))
        ]


def sites(land: Country, chance_of_place: Draws, pen: Pen) -> Iterator[Site]:
    """The sites of the country without end of story: as many as there are plots, the front lines first."""
    places = {unit.code: land.place_of(unit) for unit in land.districts}
    for plot in plots(land, chance_of_place):
        draws = pen.draws
        form = _form(draws, plot.front)
        mix = draws.pick({Form.MINEFIELD: MINE_MIXES, Form.STRIKE: STRIKE_MIXES, Form.BATTLE: BATTLE_MIXES}[form])
        surveyed = FIRST_DAY + int(draws.unit() * draws.between(1.5, 19.0) * _YEAR)
        confirmed = surveyed + draws.whole(120, 4 * _YEAR)
        yield Site(
            frame_at(plot.middle, plot.along), places[plot.district.code], form, tuple(slots(form, draws)), mix,
            draws.pick(SURVEYORS), draws.pick(CLEARERS),
            surveyed, confirmed, confirmed + 90 + int(draws.unit() * max(_YEAR, LAST_DAY + _YEAR - confirmed)),
        )  # fmt: skip


def _form(draws: Draws, front: bool) -> Form:
    share = draws.unit()
    if share < (0.74 if front else 0.60):
        return Form.MINEFIELD
    return Form.STRIKE if share < 0.88 else Form.BATTLE
