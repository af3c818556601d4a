"""Services of the period by pillar: persons served, and services delivered, which are never added to persons."""

from __future__ import annotations

from typing import Final

import numpy as np

from opendisarm.ledgers.people.balances import codes_of_survivors
from opendisarm.ledgers.people.postings import PILLARS
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Number, Phrase, Role, Row, Table, Unit
from opendisarm.reports.people.behind import Counted
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.sadd import TOTAL, age_known, columns_of, lines_of, sex_known, shown_columns
from opendisarm.reports.people.words import PILLAR_WORDS

SHARED: Final = Row("shared", Phrase("Served under more than one pillar"), Role.SHARED)
SERVED: Final = Phrase("Persons served")
SERVICES: Final = Column("services", Phrase("Services delivered"), Unit.SERVICES)

ONCE: Final = Phrase(
    "A person counts once under each pillar and once in the total, however many services were received."
)
NEVER_ADDED: Final = Phrase(
    "Services are not persons and are never added to them. A service that was refused is not counted."
)
KNOWN: Final = Phrase("Sex and age known for {known} of {all} persons served.")


def services(facts: PeopleFacts, key: str, form: Phrase) -> Table:
    """A row a pillar."""
    served = np.flatnonzero(facts.served)
    served = served[np.argsort(facts.people.services.on[served], kind="stable")]
    table = facts.people.services
    person, pillar = table.person[served], table.pillar[served]
    counted = Counted(
        facts.people.ids, ("person.service",), table.by[served], table.on[served], np.zeros_like(served),
        np.ones_like(served),
    )  # fmt: skip
    line = lines_of(*(codes_of_survivors(facts.people, name, facts.on) for name in ("sex", "age")))[person]
    by_sex = shown_columns(line, "", SERVED)
    columns = (Column("persons", Phrase("Total"), Unit.PERSONS, SERVED), *(column for _, column in by_sex), SERVICES)
    rows: list[Row] = []
    cells: dict[tuple[str, str], Cell] = {}

    def put(row: Row, which: Flags) -> None:
        rows.append(row)
        once = which & _first_of_each(person, which)
        flags = {column.key: once & (columns_of(line) == code) for code, column in by_sex}
        for name, some in {"persons": once, **flags, "services": which}.items():
            cells[row.key, name] = counted.part(some).number() if facts.services_known else UNKNOWN

    for code, word in enumerate(PILLARS):
        put(Row(word.value, PILLAR_WORDS[word]), pillar == code)
    pillars = tuple(rows)
    put(TOTAL, np.ones(len(served), bool))
    rows[-1:] = [*_shared(pillars, columns, cells), TOTAL]
    notes = (ONCE, NEVER_ADDED, *_known(person, line))
    title, stub = Phrase("Services to survivors in the period, by pillar of assistance"), Phrase("Pillar")
    return Table(key, form, title, stub, columns, tuple(rows), cells, notes, Phrase("Services"))


def _first_of_each(person: Ints, which: Flags) -> Flags:
    """The first element of each person among those flagged."""
    at = np.flatnonzero(which)
    _, first = np.unique(person[at], return_index=True)
    flags = np.zeros(len(person), bool)
    flags[at[first]] = True
    return flags


def _shared(pillars: tuple[Row, ...], columns: tuple[Column, ...], cells: dict[tuple[str, str], Cell]) -> list[Row]:
    """The row of what pillars count more often than the total does, where there is any."""
    more: dict[str, int] = {}
    for column in columns:
        total = cells[TOTAL.key, column.key]
        parts = [cell for row in pillars if isinstance(cell := cells[row.key, column.key], Number)]
        if isinstance(total, Number):
            more[column.key] = total.value - sum(part.value for part in parts)
    if not any(more.values()):
        return []
    cells.update({(SHARED.key, name): Number(amount) for name, amount in more.items()})
    return [SHARED]


def _known(person: Ints, line: Ints) -> tuple[Phrase, ...]:
    everybody, first = np.unique(person, return_index=True)
    known = sex_known(line[first]) & age_known(line[first])
    return (KNOWN.of(known=int(known.sum()), all=len(everybody)),) if len(everybody) else ()
