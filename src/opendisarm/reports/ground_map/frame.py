"""The frame of a map: which part of the earth it shows, and where on the sheet; how long a kilometre is in it.

Mercator, so that directions are true and a picture lies exactly over the tiles of the browser's map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

Box = tuple[float, float, float, float]
"""West, south, east, north, in WGS 84 degrees."""
Points = npt.NDArray[np.float64]

_RADIUS_M: Final = 6_371_008.8
_FARTHEST_NORTH: Final = 85.0
_LEAST_DEG: Final = 0.0005
"""Some 55 m: a smaller box is widened to that, or a single square would fill the page."""
_BEND_PX: Final = 0.3
_BEYOND_PX: Final = 4.0
_TALLEST: Final = 1.15
_FLATTEST: Final = 0.5
"""Height of a map, in widths of it, at most and at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A map so many pixels wide and high, its left upper corner at (left, top); the box lies in its middle.

    Errors  ValueError, in words, when the box is none: corners swapped, off the earth, or no numbers.
    """

    box: Box
    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        west, south, east, north = self.box
        if not (-180.0 <= west < east <= 180.0 and -_FARTHEST_NORTH <= south < north <= _FARTHEST_NORTH):
            raise ValueError(
                f"{west:g}, {south:g}, {east:g}, {north:g} is no box on the map; give west, south, east and north in "
                f"degrees, west before east and south before north, between {-_FARTHEST_NORTH:g} and "
                f"{_FARTHEST_NORTH:g} degrees of latitude."
            )

    @classmethod
    def of(cls, box: Box, left: float, top: float, width: float) -> Frame:
        """As high as the box needs, within reason.  Errors  ValueError as above."""
        box = cls(box, left, top, width, width).box
        west, south, east, north = _widened(box)
        (x0, y0), (x1, y1) = _mercator(np.array([(west, south), (east, north)])).tolist()
        shape = min(_TALLEST, max(_FLATTEST, (y1 - y0) / (x1 - x0)))
        return cls((west, south, east, north), left, top, width, round(width * shape))

    @property
    def scale(self) -> float:
        """Pixels to a radius of the sphere at the equator."""
        (x0, y0), (x1, y1) = self._corners()
        return min(self.width / (x1 - x0), self.height / (y1 - y0))

    @property
    def metre_px(self) -> float:
        """Pixels to a metre on the ground, in the middle of the map."""
        _, south, _, north = self.box
        middle = np.radians((south + north) / 2)
        return float(self.scale / np.cos(middle) / _RADIUS_M)

    @property
    def shown(self) -> Box:
        """All that the frame shows: the box, and what lies beside or above it."""
        middle, half_x, half_y = self._middle(), self.width / 2 / self.scale, self.height / 2 / self.scale
        corners = np.array([(middle[0] - half_x, middle[1] - half_y), (middle[0] + half_x, middle[1] + half_y)])
        lat = np.degrees(np.arctan(np.sinh(corners[:, 1])))
        west, east = np.degrees(corners[:, 0]).tolist()
        return float(west), float(lat[0]), float(east), float(lat[1])

    def pixels(self, degrees: Points) -> Points:
        """Longitude, latitude -> places on the sheet."""
        away = (_mercator(degrees) - self._middle()) * self.scale
        return np.column_stack((self.left + self.width / 2 + away[:, 0], self.top + self.height / 2 - away[:, 1]))

    def placed(self, shapes: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Shapes in degrees -> shapes on the sheet, cut a little beyond the frame; empty where nothing is seen."""
        if not len(shapes):
            return shapes
        moved = shapely.simplify(shapely.transform(shapes, self.pixels), _BEND_PX, preserve_topology=True)
        beyond = _BEYOND_PX
        return np.asarray(
            shapely.clip_by_rect(
                moved, self.left - beyond, self.top - beyond, self.left + self.width + beyond,
                self.top + self.height + beyond,
            ),
            dtype=object,
        )  # fmt: skip

    def _corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        west, south, east, north = self.box
        (x0, y0), (x1, y1) = _mercator(np.array([(west, south), (east, north)])).tolist()
        return (x0, y0), (x1, y1)

    def _middle(self) -> Points:
        first, second = self._corners()
        return np.array([(first[0] + second[0]) / 2, (first[1] + second[1]) / 2])


def path(shape: shapely.Geometry) -> str:
    """The `d` of a shape on the sheet, in steps of 0.1 pixel; lines stay open."""
    runs: list[str] = []
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type == "Polygon":
            runs += [_run(shapely.get_coordinates(ring)[:-1]) + "z" for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "LineString":
            runs.append(_run(shapely.get_coordinates(part)))
    return "".join(runs)


def _run(points: Points) -> str:
    tenths = np.rint(points * 10).astype(np.int64)
    keep = np.any(np.diff(tenths, axis=0, prepend=tenths[:1] - 1) != 0, axis=1)
    return "M" + "L".join(f"{x / 10:g},{y / 10:g}" for x, y in tenths[keep].tolist())


def _widened(box: Box) -> Box:
    west, south, east, north = box
    more_x, more_y = max(0.0, _LEAST_DEG - (east - west)) / 2, max(0.0, _LEAST_DEG - (north - south)) / 2
    return west - more_x, south - more_y, east + more_x, north + more_y


def _mercator(degrees: Points) -> Points:
    """In radii of the sphere."""
    lat = np.radians(np.clip(degrees[:, 1], -_FARTHEST_NORTH, _FARTHEST_NORTH))
    return np.column_stack((np.radians(degrees[:, 0]), np.arcsinh(np.tan(lat))))
