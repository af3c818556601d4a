"""Parts of a people ledger that know nothing of each other, as one: persons here, risk education there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import accumulate
from typing import Any, Final

import numpy as np

from opendisarm.ledgers.people.postings import NOBODY, People, Profiles
from opendisarm.ledgers.words import Ints, Words

_TABLES: Final = ("postings", "assessments", "waits", "services", "steps")
_OF_PERSONS: Final = ("sex", "age", "died")


def joined(parts: Sequence[People]) -> People:
    """One ledger of several.  Parts that share an entry or a person would count it twice: they must not."""
    profiles = _profiles([part.profiles for part in parts])
    entries = _before([len(part.ids) for part in parts])
    persons = _before([len(part.persons) for part in parts])
    shifts = {"by": entries, "person": persons, "profile": _before([len(part.profiles.disability) for part in parts])}
    columns: dict[str, Any] = {name: _table([getattr(part, name) for part in parts], shifts) for name in _TABLES}
    columns |= {name: np.concatenate([getattr(part, name) for part in parts]) for name in _OF_PERSONS}
    return People(
        ids=tuple(name for part in parts for name in part.ids),
        persons=tuple(name for part in parts for name in part.persons),
        profiles=profiles,
        survivor=_shifted([part.survivor for part in parts], shifts["profile"]),
        **columns,
    )


def _before(sizes: Sequence[int]) -> list[int]:
    """How many elements stand before each part."""
    return [0, *accumulate(sizes)][: len(sizes)]


def _table(parts: Sequence[Any], shifts: dict[str, list[int]]) -> Any:
    columns = {}
    for field in fields(parts[0]):
        arrays = [getattr(part, field.name) for part in parts]
        shift = shifts.get(field.name)
        columns[field.name] = _shifted(arrays, shift) if shift is not None else np.concatenate(arrays)
    return type(parts[0])(**columns)


def _shifted(arrays: Sequence[Ints], shift: Sequence[int]) -> Ints:
    """Positions in a part as positions in the whole; nobody stays nobody."""
    return np.concatenate(
        [np.where(array == NOBODY, NOBODY, array + more) for array, more in zip(arrays, shift, strict=True)]
    )


def _profiles(parts: Sequence[Profiles]) -> Profiles:
    columns: dict[str, Any] = {}
    for field in fields(Profiles):
        arrays = [getattr(part, field.name) for part in parts]
        columns[field.name] = _words(arrays) if isinstance(arrays[0], Words) else np.concatenate(arrays)
    return Profiles(**columns)


def _words(parts: Sequence[Words]) -> Words:
    names = ("", *sorted({name for part in parts for name in part.names if name}))
    code = {name: number for number, name in enumerate(names)}
    codes = [np.array([code[name] for name in part.names], np.int64)[part.codes] for part in parts]
    return Words(np.concatenate(codes), names)
