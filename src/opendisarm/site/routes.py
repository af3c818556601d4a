"""All pages, room by room; a page that is not here does not exist."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from opendisarm.site.administration import routes as administration
from opendisarm.site.api import routes as api
from opendisarm.site.extracts import routes as extracts
from opendisarm.site.features import routes as features
from opendisarm.site.front import routes as front
from opendisarm.site.imports import routes as imports
from opendisarm.site.journal import routes as journal
from opendisarm.site.ledgers import routes as ledgers
from opendisarm.site.map import routes as ground
from opendisarm.site.members import routes as members
from opendisarm.site.overview import routes as overview
from opendisarm.site.people import readings
from opendisarm.site.people import routes as people
from opendisarm.site.policy import Route
from opendisarm.site.records import routes as records
from opendisarm.site.reports import routes as reports
from opendisarm.site.review import routes as review
from opendisarm.site.tokens import routes as tokens
from opendisarm.site.why import routes as why
from opendisarm.site.world import routes as world

ROOMS: Final[tuple[ModuleType, ...]] = (
    front, overview, why, ground, records, imports, review, ledgers, world, people, reports, extracts, readings,
    administration, members, journal, tokens, api, features,
)  # fmt: skip

ROUTES: Final[tuple[Route, ...]] = tuple(route for room in ROOMS for route in room.ROUTES)
_ROOM: Final[dict[str, str]] = {route.name: room.ROUTES[0].name for room in ROOMS for route in room.ROUTES}


def room_of(page: str) -> str:
    """The first page of the room that a page belongs to; "" for pages of the accounts library."""
    return _ROOM.get(page, "")
