"""What the ledger found while records met on the ground, as findings with the square metres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from opendisarm.core.catalogue import land
from opendisarm.core.findings import Code, Finding
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import Cause, LandKind
from opendisarm.ledgers.land.columns import MOVES, LandColumns
from opendisarm.ledgers.land.postings import NOBODY, Postings
from opendisarm.ledgers.land.rules import IS_CONTAMINATED, IS_FINDING, C

_CODES: Final[dict[Cause, Code]] = {
    Cause.ALREADY_RELEASED: land.ALREADY_RELEASED,
    Cause.OUTSIDE_HAZARD: land.OUTSIDE_HAZARD,
    Cause.OVER_RELEASE: land.OVER_RELEASE,
    Cause.REOPENED: land.REOPENED,
    Cause.MINES_REMAIN: land.MINES_REMAIN,
    Cause.ALREADY_RECORDED: land.STILL_CONFIRMED,
    Cause.NOTHING_TO_CORRECT: land.NOTHING_TO_CORRECT,
}


_SUSPECTS: Final = MOVES.index((LandKind.SUSPECTED, None))


def clashes(columns: LandColumns, postings: Postings, sources: Mapping[str, Source]) -> Iterator[tuple[str, Finding]]:
    """(entry id, finding) for the records whose entry ids are in `sources`, one for each cause of at least 1 m2.

    Releases that lie nowhere are told once for their file: whole tables of old reports have no hazardous area.
    """
    wanted = np.array([name in sources for name in columns.ids], dtype=bool)
    yield from _overlaps(columns, postings.only(wanted[postings.by] & (postings.m2 >= 1)), sources)
    told = np.isin(postings.cause, [C[cause] for cause in _CODES])
    some = postings.only(wanted[postings.by] & told & (postings.m2 >= 1))
    if not len(some):
        return
    pairs, row = np.unique(np.stack([some.by, some.cause], axis=1), axis=0, return_inverse=True)
    m2 = np.zeros(len(pairs), np.int64)
    np.add.at(m2, row.reshape(-1), some.m2)
    others: dict[int, set[int]] = {}
    for number, holder in zip(row.reshape(-1).tolist(), some.held_by.tolist(), strict=True):
        others.setdefault(number, set()).add(holder)
    nowhere: dict[str, list[int]] = {}
    for number, (by, cause) in enumerate(pairs.tolist()):
        code = _code(columns, by, list(Cause)[cause])
        name = columns.ids[by]
        if code is land.NO_HAZARD_NAMED:
            nowhere.setdefault(sources[name].file, []).append(number)
        if code is None or code is land.NO_HAZARD_NAMED:
            continue
        yield name, code.at(
            sources[name], m2=_grouped(m2[number]), others=_names(columns, others[number]), hazard=columns.hazard[by],
            on=date.fromordinal(int(columns.on[by])).isoformat(),
        )  # fmt: skip

    for numbers in nowhere.values():
        first = columns.ids[int(pairs[numbers[0], 0])]
        whole = Source(sources[first].file, sources[first].digest)
        yield first, land.NO_HAZARD_NAMED.at(whole, count=len(numbers), m2=_grouped(m2[numbers].sum()))


def _overlaps(columns: LandColumns, postings: Postings, sources: Mapping[str, Source]) -> Iterator[tuple[str, Finding]]:
    """Land that two hazardous areas claim: a survey of one covers open land of another and leaves it as it was."""
    named = columns.hazard.codes[postings.by]
    claimed = (
        IS_FINDING[columns.move[postings.by]]
        & IS_CONTAMINATED[postings.source]
        & np.isin(postings.cause, [C[Cause.ALREADY_RECORDED], C[Cause.RECLASSIFIED]])
        & (postings.source_hazard != 0)
        & (named != 0)
        & (postings.source_hazard != named)
        # A suspicion over recorded land is told as STILL_CONFIRMED.
        & ~((columns.move[postings.by] == _SUSPECTS) & (postings.cause == C[Cause.ALREADY_RECORDED]))
    )
    m2: Counter[int] = Counter()
    others: dict[int, set[str]] = {}
    some = postings.only(claimed)
    for by, hazard, area in zip(some.by.tolist(), some.source_hazard.tolist(), some.m2.tolist(), strict=True):
        m2[by] += area
        others.setdefault(by, set()).add(columns.hazard.names[hazard])
    for by, area in sorted(m2.items()):
        facts = {"m2": _grouped(area), "hazard": columns.hazard[by], "others": _listed(sorted(others[by]))}
        yield columns.ids[by], land.AREAS_OVERLAP.at(sources[columns.ids[by]], **facts)


def _code(columns: LandColumns, by: int, cause: Cause) -> Code | None:
    kind = MOVES[int(columns.move[by])][0]
    if cause is Cause.OUTSIDE_HAZARD and not columns.drawn[by] and not columns.hazard[by]:
        return land.NO_HAZARD_NAMED
    if cause is Cause.ALREADY_RECORDED and kind is not LandKind.SUSPECTED:
        return None
    return _CODES[cause]


def _names(columns: LandColumns, holders: set[int]) -> str:
    return _listed([columns.ids[holder] for holder in sorted(holders) if holder != NOBODY])


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _grouped(m2: int) -> str:
    """Whole m2 as read aloud: "12 345"."""
    return f"{int(m2):,}".replace(",", " ")
