"""The land records of a journal as columns, read a slice at a time: records as objects would fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any, Final

import numpy as np

from opendisarm.core.journal import Head, counting
from opendisarm.core.records import LandRecord, record_of
from opendisarm.desk.land import LAND_KINDS
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import MOVES, RANK, LandColumns, columns_of
from opendisarm.ledgers.words import Words, words

_SLICE: Final = 10_000
_RANKS: Final = np.array([RANK[kind] for kind, _ in MOVES])


@dataclass(frozen=True, slots=True)
class Recorded:
    """Land records that count.  org: who sent each.  refs: under which id.  Shape  as `columns`, one a record."""

    columns: LandColumns
    org: Words
    refs: tuple[str, ...]


_Told = tuple[str, LandRecord, str]
"""(entry id, record, organisation)."""


def recorded(workspace: Workspace, head: Head) -> Recorded:
    """The land records that count at a head, in the order in which they apply."""
    told = _counted(workspace, head)
    columns: list[LandColumns] = []
    orgs: list[str] = []
    refs: list[str] = []
    while some := list(islice(told, _SLICE)):
        part = columns_of((name, record) for name, record, _ in some)
        of = {name: (org, record.ref) for name, record, org in some}
        columns.append(part)
        orgs += [of[name][0] for name in part.ids]
        refs += [of[name][1] for name in part.ids]
    whole = _joined(columns) if columns else columns_of(())
    order = _order(whole)
    return Recorded(whole.only(order), words([orgs[at] for at in order]), tuple(refs[at] for at in order))


def _counted(workspace: Workspace, head: Head) -> Iterator[_Told]:
    counted = counting(workspace.store.marks(head))
    for entry in workspace.store.load(head, kinds=LAND_KINDS):
        if entry.id in counted:
            record = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
            assert isinstance(record, LandRecord)
            yield entry.id, record, entry.org


def _order(columns: LandColumns) -> Any:
    """As `columns_of` orders records: field date, rank of kind, entry id."""
    return np.lexsort((np.array(columns.ids, dtype=object), _RANKS[columns.move], columns.on))


def _joined(parts: list[LandColumns]) -> LandColumns:
    values: dict[str, Any] = {"ids": tuple(name for part in parts for name in part.ids)}
    for field in fields(LandColumns)[1:]:
        each = [getattr(part, field.name) for part in parts]
        told = isinstance(each[0], Words)
        values[field.name] = words([word for one in each for word in _texts(one)]) if told else np.concatenate(each)
    return LandColumns(**values)


def _texts(column: Words) -> Iterator[str]:
    return (column.names[code] for code in column.codes.tolist())
