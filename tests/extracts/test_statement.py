"""What an extract says survives its code, and is never less careful than what is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.vocabulary import CONTAMINATED, RELEASED, Account
from opendisarm.extracts.extract import LONGEST_TEXT, signed
from opendisarm.extracts.statement import (
    MOST_CORNERS,
    MOST_RELEASES,
    Nearby,
    Parcel,
    ParcelKind,
    Release,
    Statement,
    in_steps,
    payload_of,
    statement_of,
)
from opendisarm.extracts.wording import ALL_OPEN, ALL_RELEASED, NOTHING, SOME_OPEN, SOME_RELEASED, verdict
from tests.extracts.statements import KEY, PLAIN, statement


@pytest.mark.parametrize(
    "told",
    [
        PLAIN,
        statement(parcel=Parcel(ParcelKind.HAZARD, "H-7"), held=(), releases=(), more_releases=0, handover=None),
        statement(near=Nearby.UNKNOWN, unplaced=False, pending=False, state="", workspace="", office="", area_m2=0),
    ],
)
def test_a_statement_comes_back_from_its_payload(told: Statement) -> None:
    assert statement_of(payload_of(told)) == told


@given(st.sampled_from(Account), st.floats(0, 1e12))
def test_danger_is_rounded_up_and_release_down(account: Account, m2: float) -> None:
    told = in_steps(account, m2)
    assert told % 100 == 0
    assert abs(told - m2) < 100.001
    if account in (*CONTAMINATED, Account.UNRECORDED):
        assert told >= m2
    if account in RELEASED:
        assert told <= m2


def fullest(corners: int) -> Statement:
    """As much as the desk lets an extract say; letters of two bytes each."""
    outline = tuple((104_123_456 + n * 9_999, 12_345_678 - n * 9_999) for n in range(corners))
    return statement(
        parcel=Parcel(ParcelKind.DRAWN, "", "ن" * 50, outline, "0123456789abcdef"),
        held=tuple((account, 123_456_700) for account in Account),
        releases=(Release(Account.CANCELLED, date(2024, 5, 3), "ط" * 20, 12.5),) * MOST_RELEASES,
        office="ه" * 60,
        workspace="و" * 30,
        known=PLAIN.known.replace(microsecond=123_456),
    )


def test_the_fullest_statement_fits_into_the_code_of_a_page_without_its_corners() -> None:
    told = signed(fullest(MOST_CORNERS), KEY)
    assert told.says.parcel == Parcel(ParcelKind.DRAWN, "", "ن" * 50, (), "0123456789abcdef")
    assert len(told.text) <= LONGEST_TEXT


def test_a_common_statement_fits_with_all_its_corners() -> None:
    told = signed(replace(PLAIN, parcel=fullest(MOST_CORNERS).parcel), KEY)
    assert len(told.says.parcel.corners) == MOST_CORNERS


def test_what_does_not_fit_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="letters where its code holds"):
        signed(statement(office="o" * 900), KEY)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({Account.SUSPECTED: 100}, ALL_OPEN),
        ({Account.SUSPECTED: 100, Account.CLEARED: 100}, SOME_OPEN),
        ({Account.CONFIRMED: 100, Account.UNRECORDED: 100}, SOME_OPEN),
        ({Account.CLEARED: 100}, ALL_RELEASED),
        ({Account.CLEARED: 100, Account.UNRECORDED: 100}, SOME_RELEASED),
        ({Account.CANCELLED: 100, Account.CORRECTION: 100}, SOME_RELEASED),
        ({Account.CORRECTION: 100}, NOTHING),
        ({Account.UNRECORDED: 100}, NOTHING),
        ({}, NOTHING),
    ],
)
def test_the_first_sentence_never_says_more_than_is_recorded(held: dict[Account, int], said: object) -> None:
    assert verdict(statement(held=tuple(held.items()))) == said
