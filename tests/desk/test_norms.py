"""The facts that ship with us and a workspace's own, as one, on both clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from opendisarm.core.journal import APPROVAL, Proposal
from opendisarm.core.records import Act, NormRecord, ObligationStep, StateAct, Step, payload_of
from opendisarm.desk.duties import calendar, duties_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import known, shipped_facts
from opendisarm.desk.review import withdraw
from opendisarm.desk.treaties import TreatyStatus, changed, status
from opendisarm.desk.why_norms import why_norm
from tests.desk.office import Office, at

TODAY = date(2026, 11, 24)


def enter(office: Office, record: NormRecord, hours: int = 0, supersedes: str = "", approve: bool = True) -> str:
    """A record of the office's own; its id."""
    proposal = Proposal(kind=record.kind, payload=payload_of(record), on=record.on, supersedes=supersedes)
    whole = [proposal]
    if approve:
        whole.append(Proposal(kind=APPROVAL, payload={"entries": [proposal.id]}))
    office.store.append(whole, batch=f"B-{hours}", by="Amal", moment=at(hours))
    return proposal.id


def shipped_act(state: str, instrument: str, act: Act) -> str:
    """The id of a shipped act."""
    [found] = [
        fact.entry for fact in shipped_facts()
        if isinstance(fact.record, StateAct)
        and (fact.record.state, fact.record.instrument, fact.record.act) == (state, instrument, act)
    ]  # fmt: skip
    return found


def deposited(office: Office, instrument: str = "ccm", hours: int | None = None) -> int:
    found = status(office.workspace, instrument, TODAY, None if hours is None else at(hours))
    assert isinstance(found, TreatyStatus)
    return found.counts.deposited


ACCESSION = StateAct(
    on=date(2026, 5, 4), instrument="ccm", state="UKR", act=Act.ACCESSION, effective=date(2026, 11, 1),
    citation="an invented notification",
)  # fmt: skip


def test_a_record_of_the_office_counts_beside_the_shipped_ones(office: Office) -> None:
    before = deposited(office)
    enter(office, ACCESSION)
    assert deposited(office) == before + 1


def test_what_nobody_approved_does_not_count(office: Office) -> None:
    before = deposited(office)
    enter(office, ACCESSION, approve=False)
    assert deposited(office) == before


def test_an_earlier_knowledge_date_does_not_know_it(office: Office) -> None:
    enter(office, ACCESSION, hours=5)
    assert deposited(office, hours=5) == deposited(office, hours=4) + 1


def test_before_the_edition_nothing_is_known_and_the_answer_says_so(office: Office) -> None:
    found = status(office.workspace, "ccm", TODAY, datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(found, TreatyStatus)
    assert found.counts.signed == 0
    assert found.note == "Nothing was known here at that moment; the facts that ship with us are known from 2026-02-03."


def test_a_shipped_fact_can_be_corrected_by_a_record_that_supersedes_it(office: Office) -> None:
    wrong = shipped_act("NOR", "ccm", Act.RATIFICATION)
    better = StateAct(on=date(2008, 12, 4), instrument="ccm", state="NOR", act=Act.RATIFICATION, citation="ours")
    enter(office, better, supersedes=wrong)
    members = {fact.record.on for fact in known(office.workspace, None).complete.acts("ccm", "NOR")}
    assert date(2008, 12, 4) in members
    assert deposited(office) == deposited(office, hours=-1)


def test_a_shipped_fact_can_be_withdrawn_and_the_withdrawal_too(office: Office) -> None:
    before = deposited(office)
    taken = withdraw(office.workspace, shipped_act("NOR", "ccm", Act.RATIFICATION), "Amal", at(1), "a test")
    assert deposited(office) == before - 1
    withdraw(office.workspace, taken, "Amal", at(2), "it was right after all")
    assert deposited(office) == before


def test_the_same_fact_entered_by_the_office_counts_once(office: Office) -> None:
    before = deposited(office)
    [same] = [fact.record for fact in shipped_facts() if fact.entry == shipped_act("NOR", "ccm", Act.RATIFICATION)]
    assert isinstance(same, StateAct)
    assert enter(office, same) == shipped_act("NOR", "ccm", Act.RATIFICATION)
    assert deposited(office) == before


def test_an_extension_entered_by_the_office_moves_the_deadline_from_the_day_of_the_meeting(office: Office) -> None:
    granted = ObligationStep(
        on=date(2026, 6, 12), state="ARG", duty="apmbc-5-clearance", step=Step.EXTENSION, deadline=date(2030, 3, 1),
        meeting="an invented meeting", citation="invented",
    )  # fmt: skip
    enter(office, granted)

    def answer(on: date) -> tuple[str, date | None]:
        _, lines = duties_of(office.workspace, "Argentina", on, None)
        [line] = [line for line in lines if line.answer.duty == "apmbc-5-clearance"]
        return line.answer.verdict.value, line.answer.due

    assert answer(date(2026, 6, 11)) == ("unknown", date(2026, 3, 1))
    assert answer(date(2026, 6, 12)) == ("due", date(2030, 3, 1))


@pytest.mark.parametrize("word", ["signed", "deposited", "in_force", "joined", "withdrawn"])
def test_every_count_of_a_treaty_has_as_many_reasons(word: str) -> None:
    found = status(None, "apmbc", date(2026, 2, 3), None)
    why = why_norm(None, f"apmbc/{word}", date(2026, 2, 3), None)
    assert isinstance(found, TreatyStatus)
    assert why is not None
    assert why.amount == len(why.reasons) == getattr(found.counts, word)
    assert {reason.entry for reason in why.reasons} == {source.entry for source in why.sources}


def test_every_entry_behind_a_duty_can_be_asked_for() -> None:
    _, lines = duties_of(None, "KHM", TODAY, None)
    entries = {reason.entry for line in lines for reason in line.answer.because if reason.entry}
    assert len(entries) == 8
    for entry in entries:
        why = why_norm(None, entry, TODAY, None)
        assert why is not None
        assert why.sources[0].citation


def test_the_calendar_holds_yearly_duties_of_every_year_it_spans() -> None:
    found = calendar(None, "NOR", date(2026, 1, 1), 730, None)
    reports = [one.on.isoformat() for one in found if "/apmbc-7-annual/" in one.key]
    assert reports == ["2026-04-30", "2027-04-30"]


def test_a_deadline_on_the_first_or_the_last_day_of_the_stretch_is_in_it() -> None:
    def days(on: date, ahead: int) -> bool:
        return any(one.key == "KHM/apmbc-5-clearance/2030-12-31" for one in calendar(None, "KHM", on, ahead, None))

    assert days(date(2030, 12, 31), 0)
    assert days(date(2030, 12, 1), 30)
    assert not days(date(2030, 12, 1), 29)
    assert not days(date(2031, 1, 1), 365)


def test_changes_name_who_moved_between_two_days() -> None:
    found = changed(None, "apmbc", date(2025, 12, 26), date(2026, 1, 10), None)
    assert [(one.state, str(one.on), one.target.value) for one in found] == [
        ("EST", "2025-12-27", "withdrawn"), ("LTU", "2025-12-27", "withdrawn"), ("LVA", "2025-12-27", "withdrawn"),
        ("FIN", "2026-01-10", "withdrawn"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: duties_of(None, "Afganistn", TODAY, None), "There is no state 'Afganistn'. Did you mean"),
        (lambda: status(None, "apbmc", TODAY, None), "There is no instrument 'apbmc'. Did you mean apmbc?"),
        (lambda: changed(None, "ewipa", TODAY, TODAY, None), "is a declaration: states do not sign and deposit."),
        (lambda: changed(None, "ccm", TODAY, date(2020, 1, 1), None), "2020-01-01 lies before 2026-11-24."),
        (lambda: calendar(None, "", TODAY, -1, None), "-1 days is no stretch of a calendar."),
    ],
)
def test_a_wrong_question_is_answered_in_one_line(ask, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DeskError) as told:
        ask()
    assert says in str(told.value)


def test_a_date_before_the_instrument_is_not_zero_but_said() -> None:
    found = status(None, "ccm", date(2001, 1, 1), None)
    assert found.note.startswith("The Convention on Cluster Munitions was not open yet on 2001-01-01")
    _, lines = duties_of(None, "NOR", date(1990, 1, 1), None)
    assert {line.answer.verdict.value for line in lines} == {"not_bound"}
    assert lines[0].answer.note == "The Mine Ban Convention did not exist on 1990-01-01."
