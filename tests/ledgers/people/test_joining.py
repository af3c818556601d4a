from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from opendisarm.core.records import EducationSession
from opendisarm.ledgers.people.balances import DIMENSIONS, balances, up_to
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.joining import joined
from opendisarm.ledgers.people.ledger import fold
from opendisarm.ledgers.people.pathway import pathway
from tests.ledgers.people.test_properties import days, stories


@settings(max_examples=100, deadline=None)
@given(stories, days)
def test_persons_and_education_folded_apart_and_joined_are_the_whole(story: list[Fact], on: date) -> None:
    sessions = [fact for fact in story if isinstance(fact.record, EducationSession)]
    others = [fact for fact in story if not isinstance(fact.record, EducationSession)]
    whole, parts = fold(story), joined([fold(others), fold(sessions)])
    for name in DIMENSIONS:
        assert balances(parts, up_to(parts, on), on, (name,)) == balances(whole, up_to(whole, on), on, (name,))
    assert pathway(parts, on, ("sex", "admin1")) == pathway(whole, on, ("sex", "admin1"))


def test_nothing_joined_to_nothing_is_nothing() -> None:
    nothing = joined([fold([]), fold([])])
    assert (nothing.ids, nothing.persons, len(nothing.postings.by)) == ((), (), 0)
