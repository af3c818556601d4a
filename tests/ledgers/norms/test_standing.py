"""Where a state stands towards a treaty on a day."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.ledgers.norms.standing import Standing, memberships
from tests.ledgers.norms.acts import acts

LIFE = """
    XAA signature     1997-12-03
    XAA ratification  2000-01-10  2000-07-01
    XAA withdrawal    2025-06-27  2025-12-27
"""


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("1997-12-02", Standing.OUTSIDE),
        ("1997-12-03", Standing.SIGNED),
        ("2000-01-09", Standing.SIGNED),
        ("2000-01-10", Standing.DEPOSITED),
        ("2000-06-30", Standing.DEPOSITED),
        ("2000-07-01", Standing.IN_FORCE),
        ("2025-12-26", Standing.IN_FORCE),
        ("2025-12-27", Standing.WITHDRAWN),
    ],
)
def test_each_day_of_a_membership_has_its_standing(on: str, standing: Standing) -> None:
    day = date.fromisoformat(on)
    member = memberships(acts(LIFE), day).get("XAA")
    assert (member.standing(day) if member else Standing.OUTSIDE) is standing


def test_an_act_after_the_day_does_not_count_even_if_it_reaches_back() -> None:
    late = acts("XAA succession 2011-11-11 2011-07-09")
    assert memberships(late, date(2011, 8, 1)) == {}
    member = memberships(late, date(2011, 11, 11))["XAA"]
    assert member.standing(date(2011, 11, 11)) is Standing.IN_FORCE


def test_a_second_deposit_is_a_contradiction_and_the_first_one_stands() -> None:
    twice = acts("XAA accession 2000-01-10 2000-07-01\nXAA ratification 2001-01-10 2001-07-01")
    member = memberships(twice, date(2002, 1, 1))["XAA"]
    assert member.deposited_on == date(2000, 1, 10)
    assert [fact.entry for fact in member.contradicts] == ["E-2"]


def test_a_state_that_joins_again_starts_anew() -> None:
    again = acts(LIFE + "XAA accession 2030-01-10 2030-07-01")
    day = date(2030, 7, 1)
    member = memberships(again, day)["XAA"]
    assert member.standing(day) is Standing.IN_FORCE
    assert member.withdrawal is None


def test_a_withdrawal_notified_but_not_in_effect_leaves_the_state_bound() -> None:
    day = date(2025, 7, 1)
    member = memberships(acts(LIFE), day)["XAA"]
    assert member.standing(day) is Standing.IN_FORCE
    assert member.withdrawn_from == date(2025, 12, 27)
