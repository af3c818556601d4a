"""The part of a people ledger that belongs to one state."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from opendisarm.ledgers.people.balances import of_states
from opendisarm.ledgers.people.postings import NEVER, NOBODY, People, Postings, Services, Steps, Waits
from opendisarm.ledgers.words import Flags

_T = TypeVar("_T", Postings, Steps, Waits, Services)


def of_state(people: People, state: str) -> People:
    """Persons harmed in a state, survivors who live in it, and those whom risk education reached there.

    Entries, persons and profiles keep their positions, so that a person harmed here who lives elsewhere is a casualty
    here and a survivor there. Assessments stay: they tell of the disability of casualties, too.
    """
    lives = _live_in(people, state)
    return replace(
        people,
        postings=_only(people.postings, of_states(people, [state])),
        waits=_only(people.waits, lives[people.waits.person]),
        services=_only(people.services, lives[people.services.person]),
        steps=_only(people.steps, lives[people.steps.person]),
        survivor=np.where(lives, people.survivor, NOBODY),
        sex=np.where(lives, people.sex, NOBODY),
        age=np.where(lives, people.age, NOBODY),
        died=np.where(lives, people.died, NEVER),
    )


def _live_in(people: People, state: str) -> Flags:
    named = people.profiles.state
    wanted = [code for code, name in enumerate(named.names) if name == state]
    flags: Flags = np.isin(named.codes[people.survivor], wanted) & (people.survivor != NOBODY)
    return flags


def _only(table: _T, which: Flags) -> _T:
    return type(table)(**{field.name: getattr(table, field.name)[which] for field in fields(table)})
