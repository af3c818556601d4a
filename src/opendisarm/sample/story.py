"""The life of one hazard: surveyed, confirmed, released slice by slice, sometimes corrected or found again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opendisarm.core.records import LandRecord, Shape
from opendisarm.core.vocabulary import Account, LandKind
from opendisarm.sample.draws import Draws
from opendisarm.sample.finds import devices
from opendisarm.sample.items import Item
from opendisarm.sample.ribbons import Ribbon, Slot, drawn, drawn_within, left_over, profile, shrunk
from opendisarm.sample.rings import Ring, polygon_wkb
from opendisarm.sample.sites import LAST_DAY, Pen, Site
from opendisarm.sample.words import (
    BACK_TO_SUSPECTED,
    BATTLE_DEPTHS_CM,
    MINE_DEPTHS_CM,
    MINE_METHODS,
    OFF_THE_BOOKS,
)

_ALL, _SOME = 0.45, 0.75
"""Shares of hazards worked to the end, and at all."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of a hazard that is released as one: in the field, or by survey alone; `block`: four corners of it."""

    ring: Ring
    field_work: bool
    block: Ring


def life(slot: Slot, site: Site, pen: Pen) -> list[Item]:
    """Every record of the hazard in this slot, surveys first, each release before what was found in it."""
    hazard = pen.next_id("HA")
    items, tiles = _surveys(hazard, slot, site, pen)
    if site.work_from > LAST_DAY:
        return items
    untouched = _releases(items, tiles, hazard, site, pen)
    if untouched and pen.rota.due("correction", every=20, first=3):
        _correction(items, untouched.pop(), hazard, site, pen)
    # Only where the land is nobody else's: an area that might lie anywhere must not compete with a neighbour's shapes.
    if untouched and not (slot.joined or slot.overlapped) and pen.rota.due("area-only release", every=12, first=2):
        _area_only_release(items, untouched.pop(), hazard, site, pen)
    return items


def _surveys(hazard: str, slot: Slot, site: Site, pen: Pen) -> tuple[list[Item], list[Tile]]:
    """The survey records, and the land that may be released afterwards."""
    draws, frame = pen.draws, site.frame
    outline = profile(site.form, slot, draws)
    outer = drawn(outline, frame)
    first = 1 if slot.joined else 0
    way = draws.unit()
    if way < 0.20:
        return [_survey(LandKind.CONFIRMED, hazard, outer, site, pen)], _blocks(outer, first, outer.last, draws, True)
    items = [_survey(LandKind.SUSPECTED, hazard, outer, site, pen)]
    if way < 0.42 or site.confirmed > LAST_DAY:
        return items, _blocks(outer, first, outer.last, draws, False)
    if way < 0.55 or outer.last < 4:
        more = 0.0 if draws.chance(0.5) else draws.between(2.0, 20.0)
        inner = drawn(outline, frame, more)
        items.append(_survey(LandKind.CONFIRMED, hazard, inner, site, pen))
        return items, _blocks(inner, first, inner.last, draws, True)
    inner, last = drawn_within(outline, frame, draws), outer.last - 1
    confirmed = Ribbon(inner.low[1 : last + 1], inner.high[1 : last + 1])
    items.append(_survey(LandKind.CONFIRMED, hazard, confirmed, site, pen))
    rest = left_over(outer, inner, 1, last)
    tiles = [Tile(ring, False, []) for ring in (rest[:3] if slot.joined else rest)]
    return items, tiles + _blocks(inner, 1, last, draws, True)


def _survey(kind: LandKind, hazard: str, ribbon: Ribbon, site: Site, pen: Pen) -> Item:
    ring = ribbon.piece(0, ribbon.last)
    m2 = site.frame.area_m2(ring)
    suspected = kind is LandKind.SUSPECTED
    record = LandRecord(
        kind=kind, on=date.fromordinal(site.surveyed if suspected else min(site.confirmed, LAST_DAY)),
        ref=hazard.replace("HA", "SHA" if suspected else "CHA"), hazard=hazard, place=site.place,
        contamination=site.mix, area_m2=_reported(m2, pen.draws), shape=Shape(polygon_wkb(ring)),
        operator=site.surveyor, method="NTS" if suspected or pen.draws.chance(0.5) else "TS",
    )  # fmt: skip
    return Item(record, m2)


def _blocks(ribbon: Ribbon, first: int, last: int, draws: Draws, field_work: bool) -> list[Tile]:
    """The ribbon between two stations, in slices of one to three intervals; survey alone takes longer ones."""
    tiles = []
    while first < last:
        end = min(last, first + (draws.whole(1, 3) if field_work else draws.whole(2, 9)))
        tiles.append(Tile(ribbon.piece(first, end), field_work, ribbon.piece(first, first + 1)))
        first = end
    return tiles


def _releases(items: list[Item], tiles: list[Tile], hazard: str, site: Site, pen: Pen) -> list[Tile]:
    """Releases over the years; what they left untouched."""
    draws = pen.draws
    share = draws.unit()
    wanted = len(tiles) if share < _ALL else int(len(tiles) * draws.unit()) if share < _SOME else 0
    day, last_survey = site.work_from, len(items)
    for number, tile in enumerate(tiles[:wanted]):
        day += draws.whole(0, 20) if not tile.field_work else draws.whole(15, 300)
        if day > LAST_DAY:
            wanted = number
            break
        _release(items, tile, hazard, day, site, pen)
    if len(items) > last_survey:
        for item in items[:last_survey]:
            item.alone = False
    return tiles[wanted:]


def _release(items: list[Item], tile: Tile, hazard: str, day: int, site: Site, pen: Pen) -> None:
    draws = pen.draws
    m2 = site.frame.area_m2(tile.ring)
    kind, method, depth = release_way(tile.field_work, site, draws)
    record = LandRecord(
        kind=kind, on=date.fromordinal(day), ref=pen.next_id("REL"), hazard=hazard, place=site.place,
        contamination=site.mix, area_m2=_reported(m2, draws), shape=Shape(polygon_wkb(tile.ring)),
        operator=site.clearer if tile.field_work else site.surveyor, method=method, depth_cm=depth,
    )  # fmt: skip
    item = Item(record, m2)
    items.append(item)
    if kind is not LandKind.CLEARED:
        return
    found = devices(record, tile.block, site.mix, pen)
    items.extend(found)
    again = day + 700
    if again < LAST_DAY and pen.rota.due("found again", every=60, first=5):
        items.append(_found_again(record, tile, draws.whole(again, LAST_DAY), site, pen))
        found = [*found, item]
    item.alone = not found


def _found_again(release: LandRecord, tile: Tile, day: int, site: Site, pen: Pen) -> Item:
    """Contamination found on released land: a hazard of its own that names the release."""
    ring = shrunk(tile.block, pen.draws.between(0.3, 0.6))
    m2 = site.frame.area_m2(ring)
    record = LandRecord(
        kind=LandKind.CONFIRMED, on=date.fromordinal(day), ref=pen.next_id("NEW"), hazard=pen.next_id("HB"),
        place=site.place, contamination=site.mix, area_m2=float(m2), shape=Shape(polygon_wkb(ring)),
        operator=site.surveyor, method="NTS", reason=f"Found by a farmer on land released by {release.ref}.",
    )  # fmt: skip
    return Item(record, m2, alone=False)


def release_way(field_work: bool, site: Site, draws: Draws) -> tuple[LandKind, str, float | None]:
    """How land is released: kind, method, depth in cm (clearance only)."""
    if not field_work:
        return LandKind.CANCELLED, "NTS", None
    if draws.chance(0.25):
        return LandKind.REDUCED, "TS", None
    if site.mined:
        return LandKind.CLEARED, draws.pick(MINE_METHODS), draws.pick(MINE_DEPTHS_CM)
    return LandKind.CLEARED, "BAC", draws.pick(BATTLE_DEPTHS_CM)


def _area_only_release(items: list[Item], tile: Tile, hazard: str, site: Site, pen: Pen) -> None:
    """A release whose boundary was never sent: the last of its hazard, and smaller than what is left."""
    earliest = max(site.work_from, *(item.record.on.toordinal() for item in items))
    m2 = max(1, site.frame.area_m2(tile.ring) * 9 // 10)
    kind, method, depth = release_way(tile.field_work, site, pen.draws)
    record = LandRecord(
        kind=kind, on=date.fromordinal(pen.draws.whole(earliest, LAST_DAY)), ref=pen.next_id("REL"),
        hazard=hazard, place=site.place, contamination=site.mix, area_m2=float(m2), operator=site.clearer,
        method=method, depth_cm=depth,
    )  # fmt: skip
    _lean(items)
    items.append(Item(record, m2, alone=False))


def _correction(items: list[Item], tile: Tile, hazard: str, site: Site, pen: Pen) -> None:
    draws = pen.draws
    to = Account.SUSPECTED if tile.field_work and draws.chance(0.5) else Account.CORRECTION
    m2 = site.frame.area_m2(tile.ring)
    record = LandRecord(
        kind=LandKind.CORRECTION, on=date.fromordinal(draws.whole(site.work_from, LAST_DAY)), ref=pen.next_id("COR"),
        hazard=hazard, place=site.place, contamination=site.mix, area_m2=float(m2),
        shape=Shape(polygon_wkb(tile.ring)), operator="National authority of Samplia", method="desk",
        reason=draws.pick(BACK_TO_SUSPECTED if to is Account.SUSPECTED else OFF_THE_BOOKS), to=to,
    )  # fmt: skip
    _lean(items)
    items.append(Item(record, m2, alone=False))


def old_record(slot: Slot, site: Site, pen: Pen) -> list[Item]:
    """A hazard from before anybody drew maps: an area, and releases that have no more than an area."""
    draws = pen.draws
    hazard, m2 = pen.next_id("HA"), round((slot.end - slot.start) * draws.between(20.0, 90.0))
    confirmed = draws.chance(0.3)
    kind = LandKind.CONFIRMED if confirmed else LandKind.SUSPECTED
    survey = LandRecord(
        kind=kind, on=date.fromordinal(site.surveyed), ref=hazard.replace("HA", "CHA" if confirmed else "SHA"),
        hazard=hazard, place=site.place, contamination=site.mix, area_m2=float(m2), operator=site.surveyor,
        method="NTS",
    )  # fmt: skip
    items = [Item(survey, m2)]
    left, day = m2 * 19 // 20, site.surveyed
    for _ in range(draws.whole(0, 3)):
        day += draws.whole(100, 1500)
        if day > LAST_DAY or left < 200:
            break
        part = draws.whole(left // 3, left)
        way, method, depth = release_way(confirmed, site, draws)
        release = LandRecord(
            kind=way, on=date.fromordinal(day), ref=pen.next_id("REL"), hazard=hazard, place=site.place,
            contamination=site.mix, area_m2=float(part), operator=site.clearer, method=method, depth_cm=depth,
        )  # fmt: skip
        _lean(items)
        items.append(Item(release, part))
        left -= part
    return items


def _lean(items: list[Item]) -> None:
    """What is written next stands on these."""
    for item in items:
        item.alone = False


def _reported(m2: int, draws: Draws) -> float:
    """As the field reports it: mostly as computed, sometimes a percent off."""
    return float(m2) if draws.chance(0.7) else float(max(1, round(m2 * draws.between(0.985, 1.015))))
