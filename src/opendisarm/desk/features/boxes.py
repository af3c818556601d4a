"""The box of every land record: read from the journal once, and then only what was entered since."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core.journal import Head
from opendisarm.desk.features.asked import Boxes
from opendisarm.desk.land import LAND_KINDS
from opendisarm.desk.workspace import Workspace

_AT_ONCE: Final = 10_000
_MOST_WORKSPACES: Final = 2


@dataclass(frozen=True, slots=True)
class RecordBoxes:
    """Boxes up to a head.

    seq  place of each record in the chain, ascending.     box  degrees, NaN where a record has no shape.
    """

    head: Head
    seq: npt.NDArray[np.int64]
    box: Boxes

    def of(self, seq: npt.NDArray[np.int64]) -> Boxes:
        """The boxes of land records at these places.  Shape  one row each."""
        return self.box[np.searchsorted(self.seq, seq)]


_LOCK: Final = Lock()
_HELD: Final[OrderedDict[Path, RecordBoxes]] = OrderedDict()


def record_boxes(workspace: Workspace, head: Head) -> RecordBoxes:
    """The boxes of all land records at a head, and perhaps of some that were entered later.

    Whoever asks first waits until they are read; the others wait with them.  Errors  OSError.
    """
    key, store = workspace.folder.resolve(), workspace.store
    with _LOCK:
        held = _HELD.get(key)
        if held is not None and held.head.seq and store.head(held.head.entered) != held.head:
            held = None  # another journal lies in this folder now: a restored backup, a new database
        if held is None or held.head.seq < head.seq:
            held = _followed(workspace, held, head)
        _HELD[key] = held
        _HELD.move_to_end(key)
        if len(_HELD) > _MOST_WORKSPACES:
            _HELD.popitem(last=False)
        return held


def _followed(workspace: Workspace, held: RecordBoxes | None, head: Head) -> RecordBoxes:
    seqs = [held.seq] if held is not None else [np.zeros(0, np.int64)]
    boxes = [held.box] if held is not None else [np.zeros((0, 4))]
    lines = workspace.store.lines(head, LAND_KINDS, held.head.seq if held is not None else 0)
    while some := [(line[0], line[4]) for line in islice(lines, _AT_ONCE)]:
        wkb = np.empty(len(some), object)
        wkb[:] = [bytes(shape) if shape is not None else None for _, shape in some]
        seqs.append(np.array([seq for seq, _ in some], np.int64))
        boxes.append(shapely.bounds(shapely.from_wkb(wkb, on_invalid="ignore")))
    return RecordBoxes(head, np.concatenate(seqs), np.concatenate(boxes))
