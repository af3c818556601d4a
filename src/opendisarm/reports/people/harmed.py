"""Casualties of the period, one element a movement between outcomes, with what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from opendisarm.core.persons import Disability
from opendisarm.ledgers.people.accounts import ACCOUNTS, CASUALTIES, CODE
from opendisarm.ledgers.people.balances import codes_of
from opendisarm.ledgers.people.postings import DISABILITIES
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import Cell, Column, Phrase, Unit
from opendisarm.reports.people.behind import Counted
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.sadd import lines_of

PERSONS: Final = Phrase("Persons")
OUTCOME_COLUMNS: Final = (
    Column("killed", Phrase("Killed"), Unit.PERSONS, PERSONS),
    Column("injured", Phrase("Injured"), Unit.PERSONS, PERSONS),
    Column("unknown_outcome", Phrase("Outcome unknown"), Unit.PERSONS, PERSONS),
    Column("casualties", Phrase("Casualties"), Unit.PERSONS, PERSONS),
    Column("with_disability", Phrase("of which with a disability"), Unit.PERSONS, PERSONS, of_which=True),
    Column("disability_unknown", Phrase("of which disability unknown"), Unit.PERSONS, PERSONS, of_which=True),
)
"""killed + injured + unknown outcome = casualties."""

_YES, _UNKNOWN = DISABILITIES.index(Disability.YES), DISABILITIES.index(Disability.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Harmed:
    """Shape  one element an addition of `counted`.

    account     code of the outcome.        line   position in `sadd.LINES`.
    disability, status, device              codes of their lists.     province  code of a name.
    """

    counted: Counted
    account: Ints
    line: Ints
    disability: Ints
    status: Ints
    device: Ints
    province: Ints

    @classmethod
    def of(cls, facts: PeopleFacts) -> Harmed:
        """Somebody who died of the harm later leaves the injured and enters the killed."""
        people, postings = facts.people, facts.people.postings
        codes = [CODE[account] for account in CASUALTIES]
        enters = np.flatnonzero(facts.harmed & np.isin(postings.target, codes))
        leaves = np.flatnonzero(facts.harmed & np.isin(postings.source, codes))
        at = np.concatenate([leaves, enters])
        account = np.concatenate([postings.source[leaves], postings.target[enters]])
        amount = np.concatenate([-postings.count[leaves], postings.count[enters]])
        counted = Counted(
            people.ids, tuple(word.value for word in ACCOUNTS), postings.by[at], postings.on[at], account, amount
        )
        known = {name: codes_of(people, name, facts.on)[at] for name in _ASKED}
        return cls(
            counted, account, lines_of(known["sex"], known["age"]), known["disability"], known["status"],
            known["device"], known["admin1"],
        )  # fmt: skip

    def cells(self, which: Flags) -> dict[str, Cell]:
        """The columns of `OUTCOME_COLUMNS` for the elements that are flagged."""
        flags = {account.value: which & (self.account == CODE[account]) for account in CASUALTIES}
        flags["casualties"] = which
        flags["with_disability"] = which & (self.disability == _YES)
        flags["disability_unknown"] = which & (self.disability == _UNKNOWN)
        return {key: self.counted.part(some).number() for key, some in flags.items()}

    @property
    def disability_known(self) -> Flags:
        """Whether somebody was asked, or told, about the disability of each."""
        flags: Flags = self.disability != _UNKNOWN
        return flags


_ASKED: Final = ("sex", "age", "disability", "status", "device", "admin1")
