"""Many small field files, so that there are many moments between them at which something can break."""

from __future__ import annotations

from pathlib import Path

FILES = 8
ROWS = 3


def written(folder: Path, files: int = FILES) -> list[Path]:
    """One hazardous area a file, its clearance, and what was found there: shapes, areas, devices."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_file(folder, number) for number in range(files)]


def _file(folder: Path, number: int) -> Path:
    west = 10 + number / 100
    whole = _rectangle(west, 5, 0.002, 0.001)
    half = _rectangle(west, 5, 0.001, 0.001)
    path = folder / f"field-{number}.csv"
    path.write_text(
        "kind,ref,hazard,date,area_m2,contamination,province,operator,wkt,category,quantity\n"
        f'CHA,S-{number},,2020-01-0{number + 1},,AP mine,North,NPA,"{whole}",,\n'
        f'cleared,C-{number},S-{number},2021-02-01,,AP mine,North,NPA,"{half}",,\n'
        f"device.found,D-{number},S-{number},2021-02-01,,,North,NPA,,AP mine,{number + 1}\n",
        encoding="utf-8",
    )
    return path


def _rectangle(west: float, south: float, width: float, height: float) -> str:
    east, north = west + width, south + height
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return f"POLYGON (({', '.join(f'{x:.6f} {y:.6f}' for x, y in corners)}))"
