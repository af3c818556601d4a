"""Devices found: how many of what."""

from __future__ import annotations

from collections.abc import Iterator

from opendisarm.core.catalogue import record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.findings import Finding
from opendisarm.core.records import DeviceFound


def devices(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """A line of devices counts at least one item, and says what it is."""
    for index, item in enumerate(batch.items):
        found = item.record
        if not isinstance(found, DeviceFound):
            continue
        if found.quantity < 1:
            yield batch.note(index, record.DEVICE_QUANTITY, "quantity", quantity=found.quantity)
        if not found.category.strip():
            yield batch.note(index, record.DEVICE_WITHOUT_CATEGORY, "category")
