"""The way of survivors: who was registered, assessed, referred and assisted up to the day, and who waits."""

from __future__ import annotations

from typing import Final

import numpy as np

from opendisarm.core.persons import Disability
from opendisarm.ledgers.people.accounts import ACCOUNTS, CODE, STEPS, Account
from opendisarm.ledgers.people.balances import codes_of_survivors
from opendisarm.ledgers.people.pathway import alive_on, too_long
from opendisarm.ledgers.people.postings import DISABILITIES, People
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Phrase, Table, Unit
from opendisarm.reports.people.behind import Counted
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.sadd import STUB, TOTAL, age_known, lines_of, sex_known, shown_lines

SURVIVORS: Final = Phrase("Survivors")
WAITING: Final = Phrase("Survivors who wait for a service")
STEP_LABELS: Final = {
    Account.REGISTERED: Phrase("Registered"),
    Account.NEED_ASSESSED: Phrase("Need assessed"),
    Account.REFERRED: Phrase("Referred"),
    Account.ASSISTED: Phrase("Assisted"),
}
COLUMNS: Final = (
    *(Column(step.value, STEP_LABELS[step], Unit.PERSONS, SURVIVORS) for step in STEPS),
    Column("with_disability", Phrase("of those registered, with a disability"), Unit.PERSONS, SURVIVORS, of_which=True),
    Column(
        "disability_unknown", Phrase("of those registered, disability unknown"), Unit.PERSONS, SURVIVORS, of_which=True
    ),
    Column("waiting", Phrase("All"), Unit.PERSONS, WAITING),
    Column("waiting_too_long", Phrase("of which more than 90 days"), Unit.PERSONS, WAITING, of_which=True),
)

ALIVE: Final = Phrase("Survivors alive on the last day of the period.")
EVERY_STEP: Final = Phrase(
    "A survivor counts in every step ever taken, so that the steps are never added. "
    "Somebody waits while a need or a referral has not been answered by a service."
)
KNOWN: Final = Phrase("Sex and age known for {known} of {all} survivors.")
DISABILITY_KNOWN: Final = Phrase("Disability known for {known} of {all} survivors.")

_YES, _UNKNOWN = DISABILITIES.index(Disability.YES), DISABILITIES.index(Disability.UNKNOWN)
_WAITS: Final = len(ACCOUNTS)
"""The code of a wait, after those of the accounts."""


def pathway(facts: PeopleFacts, key: str, form: Phrase) -> Table:
    """Survivors by sex and age."""
    people, on = facts.people, facts.on
    person, counted = _steps_and_waits(people, facts)
    line_of_person = lines_of(*(codes_of_survivors(people, name, on) for name in ("sex", "age")))
    line, disability = line_of_person[person], codes_of_survivors(people, "disability", on)[person]
    registered = counted.did == CODE[Account.REGISTERED]
    long = np.zeros(len(people.persons), bool)
    long[people.waits.person[too_long(people, on)]] = True
    flags: dict[str, Flags] = {step.value: counted.did == CODE[step] for step in STEPS}
    flags |= {
        "with_disability": registered & (disability == _YES),
        "disability_unknown": registered & (disability == _UNKNOWN),
        "waiting": counted.did == _WAITS,
        "waiting_too_long": (counted.did == _WAITS) & long[person],
    }
    asked = bool((registered & (disability != _UNKNOWN)).any()) or not registered.any()
    whole = np.ones(len(counted), bool)
    lines = [*((row, line == position) for position, row in shown_lines(line[registered])), (TOTAL, whole)]
    cells: dict[tuple[str, str], Cell] = {}
    for row, which in lines:
        for column, some in flags.items():
            told = facts.survivors_known and (asked or column != "with_disability")
            cells[row.key, column] = counted.part(which & some).number() if told else UNKNOWN
    notes = (ALIVE, EVERY_STEP, *_known(line[registered], disability[registered]))
    title, rows = Phrase("Survivors and their way to assistance, by sex and age"), tuple(row for row, _ in lines)
    return Table(key, form, title, STUB, COLUMNS, rows, cells, notes, SURVIVORS)


def _steps_and_waits(people: People, facts: PeopleFacts) -> tuple[Ints, Counted]:
    """(person of each element, the elements): one for each survivor alive and each step, and one for each who waits."""
    day, steps, waits = facts.on.toordinal(), people.steps, people.waits
    alive = alive_on(people, facts.on)
    taken = np.flatnonzero((steps.on <= day) & alive[steps.person])
    open_ = np.flatnonzero((waits.since <= day) & (waits.met > day) & alive[waits.person])
    open_ = open_[np.argsort(waits.since[open_], kind="stable")]
    _, first = np.unique(waits.person[open_], return_index=True)
    since = open_[first]
    person = np.concatenate([steps.person[taken], waits.person[since]])
    counted = Counted(
        people.ids,
        (*(account.value for account in ACCOUNTS), "waiting"),
        np.concatenate([steps.by[taken], waits.by[since]]),
        np.concatenate([steps.on[taken], waits.since[since]]),
        np.concatenate([steps.account[taken], np.full(len(since), _WAITS, np.int64)]),
        np.ones(len(person), np.int64),
    )
    return person, counted


def _known(line: Ints, disability: Ints) -> tuple[Phrase, ...]:
    if not len(line):
        return ()
    known = int((sex_known(line) & age_known(line)).sum())
    return (
        KNOWN.of(known=known, all=len(line)),
        DISABILITY_KNOWN.of(known=int((disability != _UNKNOWN).sum()), all=len(line)),
    )
