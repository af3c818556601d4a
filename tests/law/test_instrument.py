"""The instruments' files: whole, cited, and at one with the names that the rest of the code uses."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.core.records import DEPOSITS
from opendisarm.core.vocabulary import DutyId, InstrumentId
from opendisarm.desk.norms import known
from opendisarm.law.dated import NotCodedError
from opendisarm.law.entry_into_force import in_force_by_threshold
from opendisarm.law.instrument import InstrumentKind, duties, instruments
from tests.house.tree import ROOT

LAW = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")


def test_the_closed_lists_name_what_the_files_hold() -> None:
    assert [word.value for word in InstrumentId] == list(instruments())
    assert {word.value for word in DutyId} == set(duties())


@pytest.mark.parametrize("name", list(instruments()))
def test_every_day_and_number_has_its_article(name: str) -> None:
    instrument = instruments()[name]
    assert instrument.adopted.cite
    assert instrument.opened.cite
    assert all(version.cite and version.mark for one in instrument.parameters.values() for version in one.versions)
    assert all(duty.cite for duty in instrument.duties)


def test_an_instrument_is_adopted_opened_and_then_in_force() -> None:
    for instrument in instruments().values():
        assert instrument.adopted.on <= instrument.opened.on
        assert (instrument.in_force is not None) is instrument.binding
        if instrument.in_force is not None:
            assert instrument.opened.on < instrument.in_force.on


@pytest.mark.parametrize("name", ["apmbc", "ccm", "att", "ccw-p4", "ccw-p5"])
def test_the_deposits_recorded_reach_the_threshold_on_the_day_of_entry_into_force(name: str) -> None:
    instrument = instruments()[name]
    acts = known(None, None).stored.acts(name)
    deposits = [fact.record.on for fact in acts if fact.record.act in DEPOSITS]
    assert instrument.in_force is not None
    assert in_force_by_threshold(instrument, deposits) == instrument.in_force.on


def test_one_deposit_less_does_not_reach_the_threshold() -> None:
    instrument = instruments()["ccm"]
    assert instrument.entry_into_force is not None
    days = [date(2010, 2, 16)] * (instrument.entry_into_force.threshold - 1)
    assert in_force_by_threshold(instrument, days) is None
    assert in_force_by_threshold(instrument, [*days, date(2010, 2, 16)]) == date(2010, 8, 1)


def test_a_number_before_its_first_version_is_not_guessed() -> None:
    years = instruments()["apmbc"].parameters["clearance_years"]
    assert years.on(date(1999, 3, 1)).value == 10
    with pytest.raises(NotCodedError):
        years.on(date(1999, 2, 28))


def test_protocols_name_their_convention() -> None:
    protocols = [one for one in instruments().values() if one.kind is InstrumentKind.PROTOCOL]
    assert {one.parent for one in protocols} == {"ccw"}


def test_every_duty_has_its_row_in_the_page_about_the_law() -> None:
    assert not [name for name in duties() if f"`{name}`" not in LAW]
