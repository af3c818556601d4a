"""The same thing twice: ids, polygons, points, devices."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterator, Sequence

import numpy as np
import shapely

from opendisarm.core.catalogue import geometry, record
from opendisarm.core.checks.batch import POINT, Batch
from opendisarm.core.findings import Finding
from opendisarm.core.records import AdminUnit, DeviceFound, EventReported, LandRecord


def folded(label: str) -> str:
    """A label without what the eye overlooks: outer and doubled spaces, case, full or half width."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def duplicate_labels(labels: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Labels that repeat an earlier one.  Empty labels repeat nothing.  Rule  geocheck 4, 5, 7, 8, 10, 11.

    Shape   ({index: index of the first that is exactly the same},
             {index: index of the first that is the same once folded, though not exactly the same as any earlier}).
    """
    exact: dict[str, int] = {}
    loose: dict[str, int] = {}
    same: dict[int, int] = {}
    alike: dict[int, int] = {}
    for index, label in enumerate(labels):
        if not (key := folded(label)):
            continue
        if label in exact:
            same[index] = exact[label]
        elif key in loose:
            alike[index] = loose[key]
        exact.setdefault(label, index)
        loose.setdefault(key, index)
    return same, alike


def duplicate_ids(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """One id for two records of a kind.  Records of one row may share the row's id.  Rule  geocheck 4, 5, 12."""
    by_kind: dict[str, list[int]] = {}
    taken: set[tuple[int, str, str]] = set()
    for index, item in enumerate(batch.items):
        key = (item.row, str(item.record.kind), item.record.ref)
        if item.record.ref and key not in taken:
            taken.add(key)
            by_kind.setdefault(key[1], []).append(index)
    for kind, members in by_kind.items():
        refs = [batch.items[index].record.ref for index in members]
        same, alike = duplicate_labels(refs)
        for index, first in same.items():
            facts = {"ref": refs[index], "kind": kind, "other": batch.called(members[first])}
            yield batch.note(members[index], record.DUPLICATE_ID, "ref", **facts)
        for index, first in alike.items():
            facts = {"ref": refs[index], "other_ref": refs[first], "kind": kind, "other": batch.called(members[first])}
            yield batch.note(members[index], record.DUPLICATE_ID_TRIMMED, "ref", **facts)


def already_entered(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """An id that the journal holds for this kind but for spaces, case and width.

    The same id exactly is no finding here: entering decides whether the row is unchanged, a correction or a later
    survey.
    """
    seen = batch.surroundings.seen
    if not seen:
        return
    loose = {(kind, folded(ref)): (ref, entry) for (kind, ref), entry in seen.items()}
    for index, item in enumerate(batch.items):
        kind, ref = str(item.record.kind), item.record.ref
        near = loose.get((kind, folded(ref)))
        if near and (kind, ref) not in seen:
            facts = {"ref": ref, "other_ref": near[0], "kind": kind, "other": f"journal entry {near[1]}"}
            yield batch.note(index, record.DUPLICATE_ID_TRIMMED, "ref", **facts)


def duplicate_polygons(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Records of one kind with the same corners, from whatever corner and in whatever direction.  Rule  geocheck 3."""
    picked = np.flatnonzero(batch.polygonal & batch.in_range)
    outlines = shapely.to_wkb(shapely.normalize(batch.shapes[picked]), output_dimension=2)
    first: dict[tuple[str, bytes], int] = {}
    for index, outline in zip(picked, outlines, strict=True):
        item = int(batch.drawn[index])
        holder = batch.items[item].record
        if not isinstance(holder, LandRecord | AdminUnit):
            continue
        earlier = first.setdefault((str(holder.kind), outline), item)
        if earlier != item:
            yield batch.note(item, geometry.DUPLICATE_POLYGON, "shape", other=batch.called(earlier))


def duplicate_points(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Loose points of one kind with the same coordinates and date.  Rule  geocheck 9.

    Events get one note for the whole file: published tables place many of them at the same village centre.
    """
    picked = np.flatnonzero((batch.type_ids == POINT) & batch.in_range)
    grain = batch.limits.same_point_deg
    places = np.round(batch.bounds[picked, :2] / grain)
    first: dict[Hashable, int] = {}
    shared: list[int] = []
    for index, place in zip(picked, places.tolist(), strict=True):
        item = int(batch.drawn[index])
        row, _, point = batch.items[item]
        earlier = first.setdefault((str(point.kind), tuple(place), point.on), item)
        if batch.items[earlier].row == row:
            continue
        if isinstance(point, EventReported):
            shared.append(item)
        elif isinstance(point, DeviceFound):
            yield batch.note(item, geometry.DUPLICATE_POINT, "shape", other=batch.called(earlier))
    if shared:
        yield batch.note(shared[0], geometry.EVENTS_SHARE_A_POINT, "shape", count=len(shared))


def duplicate_device_lines(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """The same items on the same day in the same activity or hazard, at no different point.  Rule  geocheck 13."""
    first: dict[Hashable, int] = {}
    for index, item in enumerate(batch.items):
        line = item.record
        if not isinstance(line, DeviceFound) or not (line.activity or line.hazard):
            continue
        where = line.shape.wkb if line.shape else None
        model = (folded(line.category), folded(line.model), line.depth_cm)
        key = (line.activity, line.hazard, model, line.quantity, line.on, where)
        earlier = first.setdefault(key, index)
        if earlier != index:
            facts = {
                "quantity": line.quantity, "category": line.model or line.category, "on": line.on,
                "where": line.activity or line.hazard, "other": batch.called(earlier),
            }  # fmt: skip
            yield batch.note(index, record.DUPLICATE_DEVICE_LINE, "quantity", **facts)
