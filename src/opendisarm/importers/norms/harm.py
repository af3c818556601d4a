"""Civilians harmed, from columns such as killed, injured, killed_female_adult."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from opendisarm.core.catalogue import norm
from opendisarm.core.findings import Finding
from opendisarm.core.records import Harm
from opendisarm.core.sources import Source
from opendisarm.importers.values.numbers import whole
from opendisarm.importers.values.words import fold, plain

OUTCOMES: Final = ("killed", "injured")
SEXES: Final = ("female", "male", "unknown")
AGES: Final = ("adult", "child", "unknown")


def harm_columns(headers: Sequence[str]) -> dict[tuple[str, str, str], int]:
    """(outcome, sex, age) -> column; sex "" for the total of an outcome."""
    folded = [fold(header) for header in headers]
    wanted = {(outcome, "", ""): outcome for outcome in OUTCOMES}
    wanted |= {(outcome, sex, age): f"{outcome} {sex} {age}" for outcome, sex, age in product(OUTCOMES, SEXES, AGES)}
    return {key: folded.index(name) for key, name in wanted.items() if name in folded}


def harmed(
    cells: Sequence[object], columns: Mapping[tuple[str, str, str], int], source: Source, headers: Sequence[str]
) -> tuple[tuple[Harm, ...], list[Finding]]:
    """What a row says of civilians; a total above its parts leaves the rest with unknown sex and age."""
    found: list[Harm] = []
    findings: list[Finding] = []
    for outcome in OUTCOMES:
        total: int | None = None
        parts: list[Harm] = []
        for (which, sex, age), at in columns.items():
            if which != outcome or at >= len(cells) or not plain(cells[at]):
                continue
            number, remarks = whole(cells[at])
            findings += [note.at(source.at(headers[at])) for note in remarks]
            if number is not None and sex:
                parts.append(Harm(outcome, sex, age, number))
            elif number is not None:
                total = number
        known = sum(part.number for part in parts)
        if total is not None and parts and total < known:
            words = outcome.capitalize()
            findings.append(norm.HARM_DOES_NOT_ADD.at(source, outcome=words, total=total, parts=known))
        elif total is not None and (total > known or not parts):
            parts.append(Harm(outcome, "unknown", "unknown", total - known))
        found += parts
    return tuple(found), findings
