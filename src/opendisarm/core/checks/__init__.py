"""What a good record is: one function a check, listed in `CHECKS`.

The readers of files make rows; `checked` adds what is wrong with them. An error rejects the row, a warning keeps it.
Nothing is repaired here, except that a circle which stands in for a surveyed boundary is marked as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from opendisarm.core.checks import (
    areas,
    dates,
    devices,
    duplicates,
    norms,
    parts,
    persons,
    places,
    privacy,
    releases,
    rings,
    validity,
)
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.limits import Box, Limits, Surroundings
from opendisarm.core.findings import Finding
from opendisarm.core.records import LandRecord
from opendisarm.core.rows import Row

__all__ = ["CHECKS", "Batch", "Box", "Check", "Limits", "Surroundings", "checked"]

Check = Callable[[Batch], Iterator[tuple[int, Finding]]]
"""A check goes over the whole file and names the rows (by index) that it has something to say about."""

CHECKS: Final[tuple[Check, ...]] = (
    validity.unreadable,
    validity.not_a_polygon,
    validity.not_finite,
    validity.out_of_range,
    validity.too_wide,
    validity.null_island,
    validity.invalid_polygon,
    validity.too_fine,
    rings.duplicate_vertices,
    rings.restarted_rings,
    rings.vertex_gaps,
    rings.circles,
    parts.duplicate_parts,
    parts.overlapping_parts,
    duplicates.duplicate_ids,
    duplicates.already_entered,
    duplicates.duplicate_polygons,
    duplicates.duplicate_points,
    duplicates.duplicate_device_lines,
    places.wrong_state,
    places.wrong_unit,
    places.unknown_pcodes,
    places.mixed_reference_systems,
    dates.impossible_dates,
    dates.ended_before_started,
    dates.released_before_found,
    areas.impossible_areas,
    areas.reported_against_computed,
    releases.methods,
    releases.corrections,
    releases.contamination_missing,
    releases.depths,
    devices.devices,
    norms.periods,
    norms.still_to_come,
    norms.late_extensions,
    norms.votes_twice,
    persons.deaths,
    persons.outcomes_differ,
    persons.ages,
    persons.identity_numbers,
    persons.accidents,
    persons.reached,
    privacy.personal_data,
    privacy.personal_data_in_text,
)


def checked(rows: Sequence[Row], limits: Limits, surroundings: Surroundings | None = None) -> list[Row]:
    """The rows of one file with everything that the checks found, in the order of `CHECKS`.

    Shape   same rows, same order; land drawn as a circle comes back with `Shape.synthetic` set.
    Skipped rows are no records and pass untouched; rows that a reader already rejected are checked all the same,
    so that the sender hears everything at once.
    """
    batch = Batch(rows, limits, surroundings or Surroundings())
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for check in CHECKS:
        for index, finding in check(batch):
            found[index].append(finding)
    marked = _with_circles_marked(batch)
    return [marked.get(index, row).noting(*found[index]) if found[index] else row for index, row in enumerate(rows)]


def _with_circles_marked(batch: Batch) -> dict[int, Row]:
    marked: dict[int, Row] = {}
    for index in batch.circles[0]:
        item = batch.items[int(batch.drawn[index])]
        if isinstance(item.record, LandRecord) and item.record.shape:
            row = marked.get(item.row, batch.rows[item.row])
            circle = replace(item.record, shape=replace(item.record.shape, synthetic=True))
            records = (*row.records[: item.position], circle, *row.records[item.position + 1 :])
            marked[item.row] = replace(row, records=records)
    return marked
