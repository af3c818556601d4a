"""How large a state's contamination is, in the words of those who compare states.  Source  size_classes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class SizeClass:
    """One class of one scale: whole m2 from `at_least_m2` up to, not including, `below_m2` (None: no end).

    published  the limits as the scale's authors write them.
    mark       how sure the limits are: S seen, C computed, K from memory, "K?" to be checked, D our own rule.
    """

    name: str
    scale: str
    edition: str
    at_least_m2: int | None
    below_m2: int | None
    mark: str
    cite: str
    published: str = ""

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "class": self.name,
            "scale": self.scale,
            "edition": self.edition,
            "at_least_m2": self.at_least_m2,
            "below_m2": self.below_m2,
            "published": self.published or None,
            "mark": self.mark,
            "cite": self.cite,
        }


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its classes, largest first."""

    id: str
    name: str
    edition: str
    mark: str
    cite: str
    classes: tuple[SizeClass, ...]


@cache
def scales() -> Mapping[str, Scale]:
    """The scales by id.  Errors  ValueError when a file's classes leave a gap or overlap."""
    text = (files("opendisarm") / "law" / "size_classes.yaml").read_text(encoding="utf-8")
    return {name: _scale(name, given) for name, given in yaml.safe_load(text).items()}


def size_class(remaining_m2: int | None, scale: str = "monitor") -> SizeClass:
    """The class of an area; "unknown" when the area is.  "none" means counted and none, never unknown.

    Errors  KeyError for a scale that is not in the file; ValueError for a negative area (both our mistakes).
    """
    found = scales()[scale]
    if remaining_m2 is None:
        return SizeClass(UNKNOWN, scale, found.edition, None, None, found.mark, found.cite)
    for one in found.classes:
        if one.at_least_m2 is not None and remaining_m2 >= one.at_least_m2:
            return one
    raise ValueError(f"An area cannot be {remaining_m2} m2.")


def _scale(name: str, given: dict[str, Any]) -> Scale:
    classes = tuple(
        SizeClass(
            one["name"], name, given["edition"], one["at_least"], one.get("below"), one["mark"], given["cite"],
            one["published"],
        )
        for one in given["classes"]
    )  # fmt: skip
    ends = [one.below_m2 for one in classes]
    starts = [one.at_least_m2 for one in classes]
    if ends != [None, *starts[:-1]] or starts[-1] != 0:
        raise ValueError(f"law/size_classes.yaml: the classes of {name} leave a gap or overlap.")
    return Scale(name, given["name"], given["edition"], given["mark"], given["cite"], classes)
