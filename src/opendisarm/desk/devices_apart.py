"""Devices that lie away from the hazardous area which their record names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import shapely

from opendisarm.core import plane
from opendisarm.core.catalogue import land
from opendisarm.core.findings import Finding
from opendisarm.core.journal import Proposal
from opendisarm.core.records import DeviceFound, LandRecord, record_of
from opendisarm.core.sources import Source
from opendisarm.desk.land import counted_land
from opendisarm.desk.workspace import Workspace

TOLERATED_M: Final = 100.0
"""Handheld receivers, and points typed from a sketch, are off by tens of metres."""


def devices_apart(
    workspace: Workspace, proposals: Sequence[Proposal], sources: Mapping[str, Source]
) -> Iterator[Finding]:
    """A finding for each device farther than TOLERATED_M from every shape of the hazardous area that it names.

    proposals  what is entered, or would be: its devices are looked at, its areas count like those of the journal.
    """
    devices = [
        (proposal.id, device)
        for proposal in proposals
        if proposal.kind == "device.found"
        and isinstance(device := record_of(proposal.kind, proposal.payload, proposal.shape, None), DeviceFound)
        and device.hazard
        and device.shape is not None
    ]
    if not devices:
        return
    areas = _areas(workspace, proposals, {device.hazard for _, device in devices})
    for name, device in devices:
        if device.hazard in areas and device.shape is not None:
            [point] = plane.into_plane(np.array([shapely.from_wkb(device.shape.wkb)], dtype=object))
            distance = float(shapely.distance(areas[device.hazard], point))
            if distance > TOLERATED_M:
                yield land.DEVICE_APART.at(sources[name], distance=round(distance), hazard=device.hazard)


def _areas(workspace: Workspace, proposals: Sequence[Proposal], names: set[str]) -> dict[str, shapely.Geometry]:
    """The shapes that hazardous areas ever had, in the plane, joined for each."""
    found: dict[str, list[bytes]] = {}
    entered = (record for _, record in counted_land(workspace, workspace.store.head()))
    coming = (
        record_of(proposal.kind, proposal.payload, proposal.shape, proposal.given_shape)
        for proposal in proposals
        if proposal.kind.startswith("land.")
    )
    for record in (*entered, *coming):
        if isinstance(record, LandRecord) and record.hazard in names and record.shape and not record.shape.synthetic:
            found.setdefault(record.hazard, []).append(record.shape.wkb)
    return {
        name: shapely.union_all(plane.into_plane(np.asarray(shapely.from_wkb(shapes), dtype=object)))
        for name, shapes in found.items()
    }
