"""Entries behind a figure, listed when somebody looks."""

from __future__ import annotations

import numpy as np

from opendisarm.reports.figures import Share
from opendisarm.reports.people.behind import Counted
from tests.ledgers.people.cast import day


def counted(*rows: tuple[int, str, int, int]) -> Counted:
    """Rows of (entry, day, what it did, amount)."""
    by, on, did, amount = (np.array(column) for column in zip(*rows, strict=True))
    days = np.array([day(text).toordinal() for text in on])
    return Counted(("E-0", "E-1", "E-2"), ("injured", "killed"), by, days, did, amount)


def test_an_entry_has_one_share_with_the_last_thing_that_it_did() -> None:
    found = counted((1, "2024-01-01", 0, 1), (1, "2024-01-05", 0, -1), (1, "2024-01-05", 1, 1))
    assert found.everything().shares() == (Share("E-1", "killed", day("2024-01-05"), 1),)


def test_an_entry_that_nets_to_nothing_is_left_out() -> None:
    found = counted((0, "2024-01-01", 0, 2), (0, "2024-01-02", 0, -2), (2, "2024-01-03", 0, 5))
    part = found.everything()
    assert [share.entry for share in part.shares()] == ["E-2"]
    assert (part.total(), part.reported(), part.number().value) == (5, 0, 5)


def test_shares_stand_in_the_order_of_days_then_of_entries() -> None:
    found = counted((2, "2024-01-01", 0, 1), (0, "2024-02-01", 0, 1), (1, "2024-01-01", 0, 1))
    assert [share.entry for share in found.everything().shares()] == ["E-1", "E-2", "E-0"]


def test_a_part_holds_what_is_flagged() -> None:
    found = counted((0, "2024-01-01", 0, 3), (1, "2024-01-01", 1, 4))
    assert found.part(found.did == 1).number().value == 4
    assert found.part(found.did == 7).shares() == ()
