"""The states that can join a treaty of which the Secretary-General of the United Nations is depositary."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """A state.

    iso3, alpha2, numeric  its codes in ISO 3166-1, the last with its zeros in front.
    name                   short, in English, as the United Nations writes it.
    region, subregion      of the standard M49 of the United Nations.
    longitude, latitude    of a point well inside, or on the main island, in degrees on WGS 84.
    """

    iso3: str
    alpha2: str
    numeric: str
    name: str
    region: str
    subregion: str
    un_member: bool
    longitude: float
    latitude: float


@cache
def states() -> tuple[State, ...]:
    """All of them, in the order of their three-letter codes."""
    text = files("opendisarm").joinpath("data", "world", "states.csv").read_text(encoding="utf-8")
    return tuple(_state(row) for row in csv.DictReader(text.splitlines()))


def state(iso3: str) -> State | None:
    """The state with this three-letter code, in capitals."""
    return _by_code().get(iso3)


@cache
def _by_code() -> dict[str, State]:
    return {state.iso3: state for state in states()}


def _state(row: dict[str, str]) -> State:
    return State(
        iso3=row["iso3"],
        alpha2=row["alpha2"],
        numeric=row["numeric"],
        name=row["name"],
        region=row["region"],
        subregion=row["subregion"],
        un_member=row["un_member"] == "yes",
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
    )
