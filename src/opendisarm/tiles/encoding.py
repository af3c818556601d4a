"""Layers of shapes -> the bytes of a tile.

Source  Mapbox Vector Tile specification 2.1.  The messages are those of the library mapbox-vector-tile; its own way of
walking every corner in Python takes longer than all the rest of making a tile, so the commands are written here, over
whole arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from mapbox_vector_tile.Mapbox import vector_tile_pb2

from opendisarm.tiles.grid import EXTENT, Tile

Shapes = npt.NDArray[Any]
"""A numpy array of shapely geometries."""
Fact = str | int | bool
Facts = Mapping[str, Fact]
"""What a feature carries."""

_VERSION: Final = 2
_MOVE_ONE: Final = 9
_CLOSE: Final = 15
_POINT, _LINE, _POLYGON = 1, 2, 3
_KIND_OF: Final = {0: _POINT, 1: _LINE, 5: _LINE, 3: _POLYGON, 6: _POLYGON}
"""Number of a shapely type -> number of a type of tiles."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Features under one name.

    shapes  points, lines, polygons, or several lines or polygons as one, in Mercator metres.    facts  one each.
    Errors  ValueError when they are not as many, or a shape is of another kind.
    """

    name: str
    shapes: Shapes
    facts: Sequence[Facts]

    def __post_init__(self) -> None:
        if len(self.shapes) != len(self.facts):
            raise ValueError(f"Layer '{self.name}' has {len(self.shapes)} shapes, but facts for {len(self.facts)}.")
        strange = set(np.unique(shapely.get_type_id(self.shapes)).tolist()) - _KIND_OF.keys()
        if strange:
            raise ValueError(f"Layer '{self.name}' holds something that is no point, line or polygon.")


def encoded(tile: Tile, layers: Sequence[Layer]) -> bytes:
    """The tile; b"" when nothing is to be seen on it.

    Shapes that are nothing once they stand on the steps of the tile (a line of one point, a polygon without area) are
    left out: what must not vanish comes as a point (`tiles.drawing`).
    """
    message = vector_tile_pb2.tile()
    for layer in layers:
        commands = _commands(tile, layer.shapes)
        if any(commands):
            _add(message, layer, commands)
    whole: bytes = message.SerializeToString()
    return whole


def _add(message: Any, layer: Layer, commands: Sequence[Sequence[int]]) -> None:
    target = message.layers.add()
    target.name, target.version, target.extent = layer.name, _VERSION, EXTENT
    keys: dict[str, int] = {}
    values: dict[tuple[type, Fact], int] = {}
    kinds = shapely.get_type_id(layer.shapes).tolist()
    for kind, facts, geometry in zip(kinds, layer.facts, commands, strict=True):
        if not geometry:
            continue
        feature = target.features.add()
        feature.type = _KIND_OF[kind]
        feature.geometry.extend(geometry)
        tags: list[int] = []
        for name, fact in facts.items():
            # True and 1 are one key of a dictionary, but two values of a tile.
            tags += (keys.setdefault(name, len(keys)), values.setdefault((type(fact), fact), len(values)))
        feature.tags.extend(tags)
    target.keys.extend(keys)
    for _, fact in values:
        _set(target.values.add(), fact)


def _set(value: Any, fact: Fact) -> None:
    if isinstance(fact, bool):
        value.bool_value = fact
    elif isinstance(fact, int):
        value.sint_value = fact
    else:
        value.string_value = fact


def _commands(tile: Tile, shapes: Shapes) -> list[list[int]]:
    """The drawing commands of each shape; [] where nothing of it is left on the steps of the tile."""
    made: list[list[int]] = [[] for _ in shapes]
    if not len(shapes):
        return made
    kinds = np.vectorize(_KIND_OF.__getitem__, otypes=[np.int64])(shapely.get_type_id(shapes))
    for kind in (_POINT, _LINE, _POLYGON):
        which = np.flatnonzero(kinds == kind)
        if len(which):
            paths = _Paths.of(tile, shapes[which], kind)
            for number, path in paths.written():
                made[int(which[number])] += path
    return made


@dataclass(frozen=True, slots=True)
class _Paths:
    """Runs of steps.  owner: the shape of each run.  starts: where each begins in `steps`, and where the last ends."""

    kind: int
    steps: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, tile: Tile, shapes: Shapes, kind: int) -> _Paths:
        parts, owner = shapely.get_parts(shapes, return_index=True)
        outer = np.ones(len(parts), dtype=bool)
        if kind == _POLYGON:
            parts, of_part = shapely.get_rings(parts, return_index=True)
            outer = np.diff(of_part, prepend=-1) > 0
            owner = owner[of_part]
        points, run = shapely.get_coordinates(parts, return_index=True)
        steps = tile.steps(points)
        keep = np.ones(len(steps), dtype=bool)
        keep[1:] = (run[1:] != run[:-1]) | np.any(steps[1:] != steps[:-1], axis=1)
        steps, run = steps[keep], run[keep]
        sizes = np.bincount(run, minlength=len(parts))
        if kind == _POINT:
            return cls(kind, steps, owner, np.r_[0, np.cumsum(sizes)])
        if kind == _POLYGON:
            return cls._rings(steps, run, sizes, owner, outer)
        good = sizes > 1
        return cls(kind, steps[good[run]], owner[good], np.r_[0, np.cumsum(sizes[good])])

    @classmethod
    def _rings(cls, steps: Any, run: Any, sizes: Any, owner: Any, outer: Any) -> _Paths:
        """Without the closing step; outer rings clockwise on the screen, holes the other way; no ring without area."""
        first = np.r_[0, np.cumsum(sizes)][:-1]
        after = np.arange(len(steps)) + 1
        last = np.r_[run[1:] != run[:-1], True]
        after[last] = first[run[last]]
        x, y = steps[:, 0], steps[:, 1]
        twice = np.bincount(run, x * y[after] - x[after] * y, minlength=len(sizes))
        good = twice != 0
        # A hole whose outer ring is gone would be read as an outer ring of its own.
        group = np.cumsum(outer) - 1
        good &= good[np.flatnonzero(outer)][group]
        backwards = good & ((twice > 0) != outer)
        position = np.arange(len(steps)) - first[run]
        source = np.where(backwards[run], first[run] + sizes[run] - 1 - position, np.arange(len(steps)))
        steps = steps[source]
        closing = np.zeros(len(steps), dtype=bool)
        closing[first[sizes > 0] + sizes[sizes > 0] - 1] = True
        keep = good[run] & ~closing
        return cls(_POLYGON, steps[keep], owner[good], np.r_[0, np.cumsum(sizes[good] - 1)])

    def written(self) -> list[tuple[int, list[int]]]:
        """(shape, commands) of each run, in order; positions go on from the run before, within a shape."""
        if not len(self.steps):
            return []
        moves = np.diff(self.steps, axis=0, prepend=self.steps[:1] * 0)
        begins = np.flatnonzero(np.r_[True, self.owner[1:] != self.owner[:-1]])
        moves[self.starts[begins]] = self.steps[self.starts[begins]]
        zigzag = ((moves << 1) ^ (moves >> 63)).reshape(-1).tolist()
        close = [_CLOSE] if self.kind == _POLYGON else []
        found: list[tuple[int, list[int]]] = []
        for number, (start, stop) in enumerate(zip(self.starts.tolist(), self.starts[1:].tolist(), strict=False)):
            first, rest = zigzag[2 * start : 2 * start + 2], zigzag[2 * start + 2 : 2 * stop]
            line = [(len(rest) // 2) << 3 | _LINE, *rest] if self.kind != _POINT else []
            found.append((int(self.owner[number]), [_MOVE_ONE, *first, *line, *close]))
        return found
