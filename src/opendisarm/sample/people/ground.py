"""Where and when people come to harm: around the hazards of the country, as long as these are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from opendisarm.core.records import Place, Shape
from opendisarm.sample.draws import Draws
from opendisarm.sample.rings import point_wkb
from opendisarm.sample.samplia import Country
from opendisarm.sample.sites import LAST_DAY, Pen, Site, sites

FIRST_HARM: Final = date(2012, 1, 1).toordinal()
"""Who was harmed earlier was never written down."""

_PLOTS_STREAM, _HISTORIES_STREAM = 2, 8
_NEAREST: Final = 150
_TRIES: Final = 12
_AROUND_M: Final = 380.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The sites nearest to the front lines, where people live, walk and farm."""

    sites: tuple[Site, ...]

    def harm(self, draws: Draws) -> tuple[date, Site]:
        """A day of an accident, and a site that was not cleared by then; fewer every year."""
        span = LAST_DAY - FIRST_HARM
        share = min(draws.unit(), draws.unit()) if draws.chance(0.3) else draws.unit()
        day = FIRST_HARM + int(share * (span + 1))
        for _ in range(_TRIES):
            site = draws.pick(self.sites)
            if day <= site.work_from:
                break
        return date.fromordinal(day), site

    def place(self, draws: Draws) -> Place:
        """Where a session is held."""
        return draws.pick(self.sites).place


def ground(land: Country, seed: int) -> Ground:
    """The ground of the country of this seed: the first plots of its land records, histories of their own."""
    pen = Pen(Draws(seed, _HISTORIES_STREAM))
    return Ground(tuple(islice(sites(land, Draws(seed, _PLOTS_STREAM), pen), _NEAREST)))


def near(site: Site, draws: Draws) -> Shape:
    """A point of an accident."""
    point = site.frame.at(draws.between(-_AROUND_M, _AROUND_M), draws.between(-_AROUND_M, _AROUND_M))
    return Shape(point_wkb(point))
