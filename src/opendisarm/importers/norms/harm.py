"""Civilians harmed, from columns such as killed, injured, killed_female_adult."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, Final

from opendisarm.core.catalogue import norm
from opendisarm.core.records import Harm
from opendisarm.importers.norms.fields import AGES, OUTCOMES, SEXES
from opendisarm.importers.values.remarks import Remark

_UNKNOWN: Final = ("unknown", "unknown")

Noted = tuple[str, Remark]
"""(our field, what is to be said about it)."""


def harmed(found: Mapping[str, Any]) -> tuple[tuple[Harm, ...], list[Noted]]:
    """What a row says of civilians, by outcome, sex and age.

    found   field -> persons; what is not told is left out, 0 is a count.
    A total above its parts leaves the rest with sex and age unknown; one below them is an error.
    """
    harms: list[Harm] = []
    noted: list[Noted] = []
    for outcome in OUTCOMES:
        parts = {
            (sex, age): number
            for sex, age in product(SEXES, AGES)
            if (number := found.get(f"{outcome}_{sex}_{age}")) is not None
        }
        total, told = found.get(outcome), sum(parts.values())
        if total is not None and parts and total < told:
            facts = {"outcome": outcome.capitalize(), "total": total, "parts": told}
            noted.append((outcome, Remark(norm.HARM_DOES_NOT_ADD, facts)))
        elif total is not None and (total > told or not parts):
            parts[_UNKNOWN] = parts.get(_UNKNOWN, 0) + total - told
        harms += [Harm(outcome, sex, age, number) for (sex, age), number in parts.items()]
    return tuple(harms), noted
