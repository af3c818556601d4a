"""What a list needs of every record, as arrays: some 150 bytes a record, its id and its texts included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core import plane
from opendisarm.desk.records.area import area_of, place_of
from opendisarm.desk.records.searching import Coded, Haystack, coded, haystack

Line = tuple[Any, ...]
"""What `Store.lines` gives of an entry."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """One value a record, in the order of the chain.

    seq         place in the chain.        ids, supersedes  as ASCII bytes.
    on          proleptic ordinal of the field date, 0 where there is none.     entered  microseconds since 1970, UTC.
    area_m2     reported, else computed from the shape; NaN where there is neither.     reported  whether reported.
    pair        code of organisation and area together; `pairs` names them: what a scope is asked about, once a pair.
    refs, names the sender's ids; what a search looks through of each record alone (sender's id, entry id).
    """

    seq: npt.NDArray[np.int64]
    ids: npt.NDArray[np.bytes_]
    supersedes: npt.NDArray[np.bytes_]
    on: npt.NDArray[np.int32]
    entered: npt.NDArray[np.int64]
    area_m2: npt.NDArray[np.float64]
    reported: npt.NDArray[np.bool_]
    kind: Coded
    org: Coded
    admin1: Coded
    admin2: Coded
    hazard: Coded
    file: Coded
    batch: Coded
    pair: Coded
    refs: Haystack
    names: Haystack

    def __len__(self) -> int:
        return len(self.seq)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Organisation and area of each code of `pair`; the first, of no record, is ("", "")."""
        return [_parted(name) for name in self.pair.names]

    def first(self, last_seq: int) -> int:
        """How many records were entered up to a place in the chain."""
        return int(np.searchsorted(self.seq, last_seq, side="right"))

    def row(self, entry: str) -> int:
        """Where an entry stands, -1 where it does not."""
        found = np.flatnonzero(self.ids == entry.encode("ascii", "replace"))
        return int(found[0]) if len(found) else -1

    def followed_by(self, more: RecordColumns) -> RecordColumns:
        """These records, then those that were entered after them."""
        joined: dict[str, Any] = {}
        for field in fields(self):
            mine, others = getattr(self, field.name), getattr(more, field.name)
            both = isinstance(mine, Coded | Haystack)
            joined[field.name] = mine.followed_by(others) if both else np.concatenate([mine, others])
        return replace(self, **joined)


def columns_of(lines: Iterable[Line]) -> RecordColumns:
    """The columns of entries, as `Store.lines` gives them."""
    read = _Read()
    for line in lines:
        read.add(line)
    return read.columns()


def entry_id(columns: RecordColumns, row: int) -> str:
    """The id of the entry in a row."""
    return bytes(columns.ids[row]).decode("ascii")


def _paired(org: str, area: str) -> str:
    return json.dumps([org, area]) if org or area else ""


def _parted(name: str) -> tuple[str, str]:
    org, area = json.loads(name) if name else ("", "")
    return org, area


class _Read:
    """Columns while they grow."""

    def __init__(self) -> None:
        names = ("kind", "org", "admin1", "admin2", "hazard", "file", "batch", "pair")
        self.texts: dict[str, list[str]] = {name: [] for name in names}
        self.seq: list[int] = []
        self.ids: list[str] = []
        self.supersedes: list[str] = []
        self.on: list[int] = []
        self.entered: list[int] = []
        self.area_m2: list[float] = []
        self.refs: list[str] = []
        self.unmeasured: list[tuple[int, bytes]] = []
        self.kept: dict[str, str] = {}
        self.moments: dict[str, int] = {}

    def add(self, line: Line) -> None:
        seq, name, kind, text, shape, file, on, ref, org, supersedes, batch, entered = line
        payload: Mapping[str, Any] = json.loads(text)
        place, area = place_of(payload), area_of(kind, payload)
        said = {
            "kind": kind, "org": org, "admin1": area, "admin2": place.get("admin2", ""), "file": file, "batch": batch,
            "hazard": str(payload.get("hazard", "")), "pair": _paired(org, area),
        }  # fmt: skip
        for column, value in said.items():
            self.texts[column].append(self.kept.setdefault(value, value))
        area_m2 = payload.get("area_m2")
        if area_m2 is None and shape is not None:
            self.unmeasured.append((len(self.seq), bytes(shape)))
        self.seq.append(seq)
        self.ids.append(name)
        self.supersedes.append(supersedes)
        self.on.append(date.fromisoformat(on).toordinal() if on else 0)
        self.entered.append(self._moment(entered))
        self.area_m2.append(float(area_m2) if isinstance(area_m2, int | float) else float("nan"))
        self.refs.append(ref)

    def _moment(self, text: str) -> int:
        """A batch has one moment, so few of them are read."""
        if text not in self.moments:
            self.moments[text] = int((datetime.fromisoformat(text) - _EPOCH).total_seconds() * 1_000_000 + 0.5)
        return self.moments[text]

    def columns(self) -> RecordColumns:
        area_m2 = np.array(self.area_m2, np.float64)
        reported = np.isfinite(area_m2)
        if self.unmeasured:
            rows = [row for row, _ in self.unmeasured]
            area_m2[rows] = measured_m2([wkb for _, wkb in self.unmeasured])
        return RecordColumns(
            np.array(self.seq, np.int64), np.array(self.ids, "S"), np.array(self.supersedes, "S"),
            np.array(self.on, np.int32), np.array(self.entered, np.int64), area_m2, reported,
            **{name: coded(texts) for name, texts in self.texts.items()},
            refs=haystack(self.refs), names=haystack(map(" ".join, zip(self.refs, self.ids, strict=True))),
        )  # fmt: skip


def measured_m2(shapes: list[bytes]) -> npt.NDArray[np.float64]:
    """Area of each shape (WGS 84 WKB) in the equal-area plane.  Unit  m2; NaN for what has no area."""
    wkb = np.empty(len(shapes), object)
    wkb[:] = shapes
    found = shapely.from_wkb(wkb, on_invalid="ignore")
    areal = shapely.get_dimensions(found) == 2
    area_m2 = np.full(len(shapes), np.nan)
    if areal.any():
        area_m2[areal] = plane.area_m2(plane.into_plane(found[areal]))
    return area_m2
