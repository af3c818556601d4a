"""Counts of states: those that were published, and the laws that all counts obey."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.records import Act, StateAct
from opendisarm.desk.norms import known
from opendisarm.ledgers.norms.counts import changes, counts, over_time
from opendisarm.ledgers.norms.facts import Fact
from opendisarm.ledgers.norms.postings import postings
from opendisarm.ledgers.norms.standing import Standing, memberships
from tests.ledgers.norms.acts import KNOWN, acts

PUBLISHED = [
    # instrument, day, and what was published of that day: see the issue of this room and its sources
    ("apmbc", "2014-11-30", {"deposited": 162, "in_force": 161}),
    ("ccm", "2015-01-31", {"joined": 116, "deposited": 89, "in_force": 84}),
    ("apmbc", "2007-08-15", {"deposited": 155}),
    ("apmbc", "2026-02-03", {"deposited": 162, "withdrawn": 4}),
    ("ccm", "2014-03-20", {"joined": 113, "deposited": 84}),
    ("ccm", "2019-02-28", {"joined": 120, "deposited": 106}),
    ("att", "2014-12-24", {"deposited": 61, "in_force": 61}),
    ("att", "2026-02-03", {"deposited": 117}),
]


@pytest.mark.parametrize(("instrument", "on", "said"), PUBLISHED)
def test_our_counts_are_the_published_ones(instrument: str, on: str, said: dict[str, int]) -> None:
    day = date.fromisoformat(on)
    found = counts(memberships(known(None, None).complete.acts(instrument), day).values(), day)
    assert {name: getattr(found, name) for name in said} == said


def test_signatures_are_counted_for_ever_and_withdrawals_leave_the_rest() -> None:
    left = acts(
        "XAA signature 1997-12-03\nXAA ratification 2000-01-10 2000-07-01\nXAA withdrawal 2025-06-27 2025-12-27"
    )
    day = date(2026, 1, 1)
    found = counts(memberships(left, day).values(), day)
    assert (found.signed, found.deposited, found.in_force, found.joined, found.withdrawn) == (1, 0, 0, 0, 1)


def test_changes_leave_out_the_first_day_and_take_in_the_last() -> None:
    two = acts("XAA accession 2000-01-10 2000-07-01\nXAB accession 2000-01-11 2000-07-01")
    found = changes(two, date(2000, 1, 10), date(2000, 1, 11))
    assert [(one.state, one.source, one.target) for one in found] == [("XAB", Standing.OUTSIDE, Standing.DEPOSITED)]


def test_days_that_are_reversed_are_refused() -> None:
    with pytest.raises(ValueError, match="2000-01-01 lies before 2001-01-01"):
        changes([], date(2001, 1, 1), date(2000, 1, 1))


STATES = ("XAA", "XAB", "XAC")
days = st.dates(date(1997, 12, 3), date(2027, 1, 1))


@st.composite
def lives(draw: st.DrawFn) -> list[Fact[StateAct]]:
    """Any acts of a few states, also contradictory ones."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["XAA", "XAB", "XAC"]), st.sampled_from(Act), days, st.none() | st.integers(0, 400)
            ),
            max_size=9,
        )
    )
    found = [
        Fact(
            f"E-{number}",
            StateAct(
                on=on, instrument="apmbc", state=state, act=act,
                effective=None if delay is None else on + timedelta(days=delay),
            ),
            KNOWN,
        )
        for number, (state, act, on, delay) in enumerate(drawn)
    ]  # fmt: skip
    return sorted(found, key=lambda fact: (fact.record.on, fact.entry))


@settings(max_examples=300)
@given(lives(), days)
def test_counts_hang_together_on_every_day(life: list[Fact[StateAct]], day: date) -> None:
    found = counts(memberships(life, day).values(), day)
    assert 0 <= found.in_force <= found.deposited <= found.joined
    assert found.joined + found.withdrawn <= 3


@settings(max_examples=300)
@given(lives())
def test_every_posting_leaves_from_where_the_one_before_arrived(life: list[Fact[StateAct]]) -> None:
    at: dict[str, Standing] = {}
    for posting in postings(life):
        assert at.get(posting.state, Standing.OUTSIDE) is posting.source
        at[posting.state] = posting.target


def test_running_sums_of_postings_are_the_counts_of_every_day_on_the_shipped_facts() -> None:
    for instrument in ("apmbc", "ccm", "att", "ccw", "ccw-ap2", "ccw-p4", "ccw-p5"):
        own = known(None, None).complete.acts(instrument)
        held: dict[str, Standing] = {}
        moves = postings(own)
        for number, posting in enumerate(moves):
            held[posting.state] = posting.target
            if number + 1 < len(moves) and moves[number + 1].on == posting.on:
                continue
            found = counts(memberships(own, posting.on).values(), posting.on)
            assert sum(at is Standing.IN_FORCE for at in held.values()) == found.in_force, (instrument, posting)
            assert sum(at is Standing.WITHDRAWN for at in held.values()) == found.withdrawn


def test_the_line_over_time_ends_where_the_counts_end() -> None:
    own = known(None, None).complete.acts("ccm")
    day, last = over_time(own)[-1]
    assert last == counts(memberships(own, day).values(), day)
