"""A table of persons as the public sees it: figures shown and withheld.  Kept in a journal, hence its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opendisarm.audience.counts import Key, check_classification, figure_keys


@dataclass(frozen=True, slots=True)
class Edition:
    """Every figure of a classification, cells and margins: either shown, or withheld without a word why.

    dims, values  as in `Counts`.      shown     key -> persons, true to the counts.
    withheld      keys whose figure is not shown; those below the threshold look like all others.
    Errors        ValueError unless each figure of the classification is in exactly one of both; for persons that are
                  not whole or below 0.
    """

    dims: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    shown: Mapping[Key, int]
    withheld: frozenset[Key]

    def __post_init__(self) -> None:
        check_classification(self.dims, self.values)
        both = self.withheld & self.shown.keys()
        apart = self.withheld ^ self.shown.keys() ^ set(figure_keys(self.dims, self.values))
        wrong = [key for key, count in self.shown.items() if not _is_count(count)]
        if wrong:
            raise ValueError(f"An edition shows whole numbers of persons; look at {wrong[:5]}.")
        if both or apart:
            raise ValueError(
                f"An edition shows or withholds each of its figures once; look at {sorted(both | apart)[:5]}."
            )


def as_json(edition: Edition) -> dict[str, Any]:
    """What `core.canonical.canonical_json` takes.

    Shape  {"dims": [d], "values": {d: [v]}, "figures": [persons, or null when withheld]}; figures in the order of
           the values with the margin last, the last dimension running fastest.
    """
    return {
        "dims": list(edition.dims),
        "values": {dim: list(edition.values[dim]) for dim in edition.dims},
        "figures": [edition.shown.get(key) for key in figure_keys(edition.dims, edition.values)],
    }


def edition_of(document: Mapping[str, Any]) -> Edition:
    """The edition that `as_json` wrote.  Errors  ValueError when the document has another shape."""
    try:
        dims = tuple(document["dims"])
        values = {dim: tuple(listed) for dim, listed in document["values"].items()}
        figures = list(document["figures"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This is not an edition: {error!r}.") from error
    if not all(isinstance(word, str) for word in (*dims, *(value for listed in values.values() for value in listed))):
        raise ValueError("The dimensions of an edition and their values are words.")
    check_classification(dims, values)
    keys = list(figure_keys(dims, values))
    if len(keys) != len(figures):
        raise ValueError(f"An edition by {dims} holds {len(keys)} figures, and this has {len(figures)}.")
    shown = {key: count for key, count in zip(keys, figures, strict=True) if count is not None}
    return Edition(dims, values, shown, frozenset(keys) - shown.keys())


def _is_count(count: object) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and count >= 0
