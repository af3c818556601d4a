"""The indexes that are kept in memory: for the two heads that were asked for last, each made once."""

from __future__ import annotations

import ctypes
import sys
from collections import OrderedDict
from concurrent.futures import Future
from datetime import datetime
from threading import Lock, Thread
from typing import Final

from opendisarm.core.journal import Head
from opendisarm.desk.ground_map.index import GroundIndex, index_of
from opendisarm.desk.workspace import Workspace

MOST: Final = 2
"""Today's, and one "as known on": 200 000 records take some 100 MiB each."""

_Key = tuple[str, int, str]
_kept: OrderedDict[_Key, Future[GroundIndex]] = OrderedDict()
_lock = Lock()
_making = Lock()
"""Only one index is made at a time: making one takes several times the memory of keeping it."""


def painted_ground(workspace: Workspace, known: datetime | None = None) -> GroundIndex:
    """The painted ground as known at a moment (now when none is given).

    Whoever asks while it is being made waits for it.  Errors  OSError when the journal cannot be read.
    """
    head = workspace.store.head(known)
    key, found, mine = _reserved(workspace, head)
    if mine:
        _make(workspace, head, key, found)
    return found.result()


def painted_soon(workspace: Workspace, known: datetime | None, wait_s: float) -> GroundIndex | None:
    """The same, for those who cannot wait: None when it is not there after so many seconds; it is made meanwhile.

    Errors  OSError when the journal cannot be read.
    """
    head = workspace.store.head(known)
    key, found, mine = _reserved(workspace, head)
    if mine:
        Thread(target=_make, args=(workspace, head, key, found), name="ground map", daemon=True).start()
    try:
        return found.result(wait_s)
    except TimeoutError:
        return None


def _reserved(workspace: Workspace, head: Head) -> tuple[_Key, Future[GroundIndex], bool]:
    """(key, what is or will be there, whether the caller is the one who has to make it)."""
    key = (str(workspace.folder.resolve()), head.seq, head.chain)
    with _lock:
        found = _kept.get(key)
        mine = found is None
        if found is None:
            found = _kept[key] = Future()
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return key, found, mine


def _make(workspace: Workspace, head: Head, key: _Key, found: Future[GroundIndex]) -> None:
    """Failures reach whoever waits, and the next one may try again."""
    try:
        with _making:
            made = index_of(workspace, head)
            _give_back()
    except BaseException as why:
        with _lock:
            _kept.pop(key, None)
        found.set_exception(why)
        if not isinstance(why, Exception):
            raise
    else:
        found.set_result(made)


def _give_back() -> None:
    """Freed memory goes back to the machine: glibc keeps what an index took to be made, twice what the index is."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none, and do not need it
        if trim is not None:
            trim(0)


def forgotten() -> None:
    """Nothing is kept any more: for tests, and for an office that restores a backup."""
    with _lock:
        _kept.clear()
