"""Why a figure about people is what it is: the entries behind it, by reference and never by name.

A figure is asked for as people/ACCOUNT, with dimensions if wanted: people/injured/sex=female/year=2024; "casualties"
stands for killed, injured and unknown outcome together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import numpy as np

from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.why import Explanation, explain_shares
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accounts import CASUALTIES, CODE, SHOWN, Account
from opendisarm.ledgers.people.balances import codes_of, dimension, namer, up_to
from opendisarm.ledgers.people.postings import People
from opendisarm.ledgers.words import Flags, Ints

PREFIX: Final = "people/"
_ALL_CASUALTIES: Final = "casualties"

Amounts = dict[tuple[str, date, str], int]
"""(entry, day, from -> to) -> persons, signed as they bear on the figure."""


def why_people(workspace: Workspace, ref: str, on: date, known: datetime | None) -> Explanation:
    """The postings behind an account of the people ledger.

    Errors  DeskError when there is no such account or dimension.
    """
    name, *parts = ref.removeprefix(PREFIX).split("/")
    accounts = CASUALTIES if name == _ALL_CASUALTIES else tuple(one for one in SHOWN if one.value == name)
    if not accounts:
        known_names = ", ".join((*(one.value for one in SHOWN), _ALL_CASUALTIES))
        raise DeskError(f"The people ledger has no account '{name}'.", f"Its accounts are: {known_names}.")
    ledger = people_ledger(workspace, known)
    counted = up_to(ledger.people, on)
    for part in filter(None, parts):
        counted = counted & _where(ledger.people, part, on)
    amounts = amounts_of(ledger.people, counted, accounts)
    words = f"{name} on {on.isoformat()}" + (f", {', '.join(parts)}" if parts else "") + ", persons"
    shares = [(entry, day, moved, amount) for (entry, day, moved), amount in amounts.items() if amount]
    told = explain_shares(workspace, words, sum(amounts.values()), "persons", shares)
    about = _persons(workspace, [line.entry for line in told.lines])
    return replace(told, notes=(*told.notes, *about))


def _persons(workspace: Workspace, entries: Sequence[str]) -> list[str]:
    """Whom the entries are about, by reference."""
    return [
        f"{entry.id} is about {person}"
        for entry in workspace.store.load(ids=list(dict.fromkeys(entries)))
        if (person := entry.payload.get("person", ""))
    ]


def amounts_of(people: People, counted: Flags, accounts: Sequence[Account]) -> Amounts:
    """What each entry puts into these accounts, less what it takes out of them, in the order of days."""
    postings = people.postings
    codes = [CODE[account] for account in accounts]
    enters, leaves = np.isin(postings.target, codes), np.isin(postings.source, codes)
    chosen = np.flatnonzero(counted & (enters != leaves))
    order: Ints = chosen[np.argsort(postings.on[chosen], kind="stable")]
    amounts: Amounts = {}
    names = tuple(Account)
    for at in order.tolist():
        moved = f"{names[int(postings.source[at])].value} -> {names[int(postings.target[at])].value}"
        key = (people.ids[int(postings.by[at])], date.fromordinal(int(postings.on[at])), moved)
        amounts[key] = amounts.get(key, 0) + int(postings.count[at]) * (1 if enters[at] else -1)
    return amounts


def _where(people: People, part: str, on: date) -> Flags:
    name, equals, value = part.partition("=")
    if not equals:
        raise DeskError(f"'{part}' is no dimension with a value.", "Write it as sex=female.")
    try:
        meant = dimension(name)
    except ValueError as why:
        raise DeskError(str(why), "") from None
    codes, named = codes_of(people, meant, on), namer(people, meant)
    wanted = [code for code in np.unique(codes).tolist() if named(code) == value]
    flags: Flags = np.isin(codes, wanted)
    return flags
