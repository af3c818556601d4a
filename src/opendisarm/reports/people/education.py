"""Risk education of the period by method.  Direct and indirect beneficiaries stand in groups apart, never added."""

from __future__ import annotations

from typing import Final

import numpy as np

from opendisarm.ledgers.people.accounts import ACCOUNTS, CODE, Account
from opendisarm.ledgers.people.balances import codes_of
from opendisarm.ledgers.people.postings import METHODS
from opendisarm.ledgers.words import Flags
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Phrase, Row, Table, Unit
from opendisarm.reports.people.behind import Counted
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.sadd import TOTAL, age_known, columns_of, lines_of, sex_known, shown_columns
from opendisarm.reports.people.words import METHOD_WORDS

DIRECT: Final = Phrase("Reached directly (persons)")
INDIRECT: Final = Phrase("Reached indirectly (persons)")
SESSIONS: Final = Column("sessions", Phrase("Sessions"), Unit.SESSIONS)

COUNTED: Final = Phrase("Sessions of which no number of persons is recorded are not counted.")
APART: Final = Phrase(
    "Direct: those who attended. Indirect: those whom they, or a medium, reach. The two are never added; "
    "somebody who attended twice counts twice."
)
KNOWN: Final = Phrase("Sex and age known for {known} of {all} persons reached directly.")

_TRACKS: Final = (
    ("direct", Account.REACHED_DIRECT, DIRECT),
    ("indirect", Account.REACHED_INDIRECT, INDIRECT),
)


def education(facts: PeopleFacts, key: str, form: Phrase, title: Phrase, notes: tuple[Phrase, ...] = ()) -> Table:
    """A row a method.  notes: what a reader of this treaty's form must know besides."""
    people, at = facts.people, np.flatnonzero(facts.reached)
    postings = people.postings
    names = tuple(account.value for account in ACCOUNTS)
    counted = Counted(
        people.ids, names, postings.by[at], postings.on[at], postings.target[at], postings.count[at]
    )  # fmt: skip
    line, method = (
        lines_of(*(codes_of(people, name, facts.on)[at] for name in ("sex", "age"))),
        codes_of(people, "method", facts.on)[at],
    )
    _, first = np.unique(counted.by, return_index=True)
    sessions = Counted(
        people.ids, ("education.session",), counted.by[first], counted.on[first], np.zeros_like(first),
        np.ones_like(first),
    )  # fmt: skip
    columns: list[Column] = [SESSIONS]
    flags: dict[str, Flags] = {}
    told = {SESSIONS.key: bool(len(sessions))}
    for track, account, group in _TRACKS:
        some = counted.did == CODE[account]
        by_sex = shown_columns(line[some], f"{track}_", group)
        flags |= {column.key: some & (columns_of(line) == code) for code, column in by_sex}
        flags[track] = some
        columns += [*(column for _, column in by_sex), Column(track, Phrase("Total"), Unit.PERSONS, group)]
        told |= {name: bool(some.any()) for name in (*(column.key for _, column in by_sex), track)}
    rows: list[Row] = []
    cells: dict[tuple[str, str], Cell] = {}

    def put(row: Row, of_sessions: Flags, of_persons: Flags) -> None:
        rows.append(row)
        parts = {SESSIONS.key: sessions.part(of_sessions)}
        parts |= {name: counted.part(some & of_persons) for name, some in flags.items()}
        cells.update({(row.key, name): part.number() if told[name] else UNKNOWN for name, part in parts.items()})

    for code, word in enumerate(METHODS):
        put(Row(word.value, METHOD_WORDS[word]), method[first] == code, method == code)
    put(TOTAL, np.ones(len(sessions), bool), np.ones(len(counted), bool))
    direct = flags["direct"]
    known = counted.part(direct & sex_known(line) & age_known(line)).total()
    everybody = counted.part(direct).total()
    of_whom = (KNOWN.of(known=known, all=everybody),) if everybody else ()
    said = (APART, COUNTED, *of_whom, *notes)
    return Table(
        key, form, title, Phrase("Method"), tuple(columns), tuple(rows), cells, said, Phrase("Risk education")
    )  # fmt: skip
