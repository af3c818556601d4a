"""What the first page of a day would wait for, read while nobody asks yet."""

from __future__ import annotations

import logging
from threading import Thread

from opendisarm.desk.overview import overview
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

_LOG = logging.getLogger("django.opendisarm")


def warm() -> Thread:
    """Begin to read ledgers and records into memory, beside the pages; with 200,000 records it takes some seconds."""
    thread = Thread(target=_read, name="warming", daemon=True)
    thread.start()
    return thread


def _read() -> None:
    try:
        overview(served(), now().date(), None)
    except Exception:  # noqa: BLE001 - whoever asks for the page is told; here it only costs them the wait
        _LOG.warning("The overview could not be read beforehand.", exc_info=True)
