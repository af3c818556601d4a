"""Land records as columns: what the fold, the balances and the findings read, one array a field.

Records stand in the order in which they apply to the ground (docs/ledger.md, "Order"): field date, rank of kind,
entry id. The moment of entry has no part in it, so that the order of import cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core import plane
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import Account, LandKind, mask_of
from opendisarm.ledgers.words import Flags, Floats, Ints, Words, words

RANK: Final[dict[LandKind, int]] = {
    # Surveys before releases, or a lane cleared at noon of the day of its survey vanishes; corrections last.
    LandKind.SUSPECTED: 0,
    LandKind.CONFIRMED: 1,
    LandKind.CANCELLED: 2,
    LandKind.REDUCED: 3,
    LandKind.CLEARED: 4,
    LandKind.CORRECTION: 5,
}

MOVES: Final[tuple[tuple[LandKind, Account | None], ...]] = (
    *((kind, None) for kind in RANK if kind is not LandKind.CORRECTION),
    (LandKind.CORRECTION, Account.CORRECTION),
    (LandKind.CORRECTION, Account.SUSPECTED),
    (LandKind.CORRECTION, Account.CONFIRMED),
)
"""What a record does to land: its kind and, for a correction, where the land goes.  `LandColumns.move` indexes this."""

_MOVE_CODE: Final = {move: code for code, move in enumerate(MOVES)}


@dataclass(frozen=True, slots=True)
class LandColumns:
    """Land records in the order in which they apply.  Shape  every array has one element a record.

    ids       entry ids.                    on        field date as proleptic ordinal days.
    move      index into MOVES.             mask      contamination bits.
    shapes    polygon in the plane, or None where the record has only an area (or the columns come from a kept ledger).
    drawn     whether the record has a polygon of its own.
    area_m2   area of the shape, else the reported area.        reported_m2  as reported, NaN when not.
    """

    ids: tuple[str, ...]
    on: Ints
    move: Ints
    mask: Ints
    shapes: plane.Shapes
    drawn: Flags
    area_m2: Floats
    reported_m2: Floats
    hazard: Words
    state: Words
    admin1: Words
    admin2: Words
    operator: Words
    method: Words

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, records: Ints) -> LandColumns:
        """The records at these positions, in that order."""
        chosen: dict[str, Any] = {"ids": tuple(self.ids[position] for position in records.tolist())}
        for field in fields(self)[1:]:
            column = getattr(self, field.name)
            chosen[field.name] = column.only(records) if isinstance(column, Words) else column[records]
        return LandColumns(**chosen)


def columns_of(records: Iterable[tuple[str, LandRecord]]) -> LandColumns:
    """Columns of (entry id, record), put in the order in which they apply."""
    pairs = sorted(records, key=lambda pair: (pair[1].on, RANK[pair[1].kind], pair[0]))
    count = len(pairs)
    ids = tuple(name for name, _ in pairs)
    rows = [record for _, record in pairs]
    shapes, area = _drawn(rows)
    reported = np.fromiter((np.nan if row.area_m2 is None else row.area_m2 for row in rows), np.float64, count)
    area = np.where(np.isnan(area), np.nan_to_num(reported), area)
    return LandColumns(
        ids=ids,
        on=np.fromiter((row.on.toordinal() for row in rows), np.int64, count),
        move=np.fromiter((_move_code(row) for row in rows), np.int64, count),
        mask=np.fromiter((mask_of(row.contamination) for row in rows), np.int64, count),
        shapes=shapes,
        drawn=np.fromiter((shape is not None for shape in shapes), bool, count),
        area_m2=area,
        reported_m2=reported,
        hazard=words([row.hazard for row in rows]),
        state=words([row.place.state for row in rows]),
        admin1=words([row.place.admin1 for row in rows]),
        admin2=words([row.place.admin2 for row in rows]),
        operator=words([row.operator for row in rows]),
        method=words([row.method for row in rows]),
    )


def _move_code(row: LandRecord) -> int:
    if row.kind is LandKind.CORRECTION:
        return _MOVE_CODE[row.kind, row.to or Account.CORRECTION]
    return _MOVE_CODE[row.kind, None]


def _drawn(rows: Sequence[LandRecord]) -> tuple[plane.Shapes, Floats]:
    """Plane polygons and their areas; None and NaN where a record has no polygon of its own."""
    shapes: npt.NDArray[Any] = np.full(len(rows), None, dtype=object)
    area = np.full(len(rows), np.nan)
    drawn = [i for i, row in enumerate(rows) if row.shape is not None]
    earth = shapely.from_wkb([shape.wkb for i in drawn if (shape := rows[i].shape) is not None])
    polygon = np.isin(shapely.get_type_id(earth), (3, 6))
    where = np.asarray(drawn, dtype=np.int64)[polygon]
    moved = plane.into_plane(np.asarray(earth, dtype=object)[polygon])
    area[where] = plane.area_m2(moved)
    # A circle that stands in for a boundary says how much land there is, not where it lies.
    known = np.fromiter((not shape.synthetic for i in where.tolist() if (shape := rows[i].shape)), bool, len(where))
    shapes[where[known]] = moved[known]
    return shapes, area
