"""What clearance found, and what people reported."""

from __future__ import annotations

from datetime import date

from opendisarm.core.records import DeviceFound, EventReported, LandRecord, Shape
from opendisarm.core.vocabulary import Contamination
from opendisarm.sample.items import Item
from opendisarm.sample.ribbons import shrunk
from opendisarm.sample.rings import Ring, point_wkb
from opendisarm.sample.sites import FIRST_DAY, LAST_DAY, Pen, Site
from opendisarm.sample.words import CATEGORIES_OF, EVENTS, FATES, MODELS


def devices(clearance: LandRecord, block: Ring, mix: frozenset[Contamination], pen: Pen) -> list[Item]:
    """Lines of ordnance found in a clearance, none to three; each names the clearance as its activity."""
    draws = pen.draws
    found: dict[str, Item] = {}
    kinds = [kind for kind in Contamination if kind in mix]
    for corner in range(draws.whole(-1, 3)):
        category = draws.pick(CATEGORIES_OF[draws.pick(kinds)])
        model = draws.pick(MODELS[category])
        if model in found:
            continue
        # Inside, for a block is convex; a corner for each line, so that no two finds share a point.
        near = point_wkb(shrunk(block, draws.between(0.2, 0.8))[corner])
        most = 400 if category == "small_arms_ammunition" else 12
        record = DeviceFound(
            on=clearance.on, category=category, quantity=draws.whole(1, most), ref=pen.next_id("DEV"),
            hazard=clearance.hazard, activity=clearance.ref, model=model, fate=draws.pick(FATES),
            place=clearance.place, shape=Shape(near) if draws.chance(0.7) else None, operator=clearance.operator,
            depth_cm=float(draws.whole(0, 12)),
        )  # fmt: skip
        found[model] = Item(record)
    return list(found.values())


def event(site: Site, pen: Pen) -> Item:
    """Something that somebody reported near a site."""
    draws = pen.draws
    point = site.frame.at(draws.between(-380.0, 380.0), draws.between(-380.0, 380.0))
    record = EventReported(
        on=date.fromordinal(draws.whole(FIRST_DAY, LAST_DAY)), category=draws.pick(EVENTS), ref=pen.next_id("EVT"),
        place=site.place, shape=Shape(point_wkb(point)),
    )  # fmt: skip
    return Item(record)
