"""Who decides about submissions, from which state to which: in full, in both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import APPROVAL, RETURN, VERIFICATION, WITHDRAWAL, Proposal, waiting
from opendisarm.core.review import Act, State, states
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.review import Decided, decide
from opendisarm.desk.verifying import verify
from opendisarm.store.opening import open_store
from tests.desk.office import Office, at, words

NPA_LEADER = Reader("Basil", Role.TEAM_LEADER, Scope("NPA"))
HALO_LEADER = Reader("Hala", Role.TEAM_LEADER, Scope("HALO"))
CHIEF = Reader("Chief", Role.APPROVER)
SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
OTHER = "CHA,S-2,,2020-01-01,50,AP mine,South,NPA,"


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Iterator[Office]:
    made = Office(tmp_path, database=store_url)
    yield made
    made.store.close()


def submit(office: Office, *rows: str, name: str = "field.csv", hours: int = 0, org: str = "NPA") -> str:
    """A file that waits; its batch."""
    office.enter(*rows, name=name, hours=hours, org=org, hold=True)
    return str(list(office.store.load(file=name))[-1].batch)


def now(office: Office) -> dict[str, State]:
    return states(office.store.marks(office.store.head()))


def of(office: Office, ref: str) -> list[State]:
    return [now(office)[name] for name in office.ids(ref)]


def done(
    office: Office, reader: Reader, act: Act, *names: str, hours: int = 1, reason: str = "seen", **how: Any
) -> Decided:
    return decide(office.workspace, reader, act, names, reason, at(hours), **{"verified_first": False, **how})


def refused(office: Office, reader: Reader, act: Act, *names: str, **how: Any) -> str:
    """In which words; nothing is entered then."""
    head = office.store.head()
    with pytest.raises(DeskError) as why:
        done(office, reader, act, *names, **how)
    assert office.store.head() == head
    return str(why.value)


# --- every state, every act, every role ------------------------------------------------------------------------------

MAY = """
collector
team_leader         verify
operator_officer    verify
data_officer
quality_officer     approve  return
approver            approve  return  withdraw
focal_point
donor
assistance_worker
auditor
administrator
"""
LEADS = """
             verify     approve    return     withdraw
submitted    verified   approved   returned   withdrawn
verified     .          approved   returned   withdrawn
approved     .          .          .          withdrawn
returned     .          .          .          withdrawn
withdrawn    .          .          .          .
superseded   .          .          .          withdrawn
"""


NOTHING = {
    Act.VERIFY: "Nothing waits for verification under",
    Act.APPROVE: "Nothing waits for approval under",
    Act.RETURN: "Nothing can be returned under",
    Act.WITHDRAW: "Nothing can be withdrawn under",
}


def _expected() -> dict[tuple[Role, State, Act], str]:
    """From the two tables above: the state afterwards, or what refuses it."""
    (*acts,), *rows = (line.split() for line in LEADS.strip().splitlines())
    after = {(row[0], act): word for row in rows for act, word in zip(acts, row[1:], strict=True)}
    found = {}
    for role, *may in (line.split() for line in MAY.strip().splitlines()):
        for (state, act), word in after.items():
            told = word if word != "." else "refused by the state"
            found[Role(role), State(state), Act(act)] = told if act in may else "refused by the role"
    return found


EXPECTED = _expected()


def _in_state(office: Office, count: int) -> dict[State, list[str]]:
    """So many records in each state, entered by Amal for NPA."""
    made = {
        state: [_record(f"{state.value}-{number}") for number in range(count)] for state in State
    }  # fmt: skip
    names = {state: [proposal.id for proposal in proposals] for state, proposals in made.items()}
    corrections = [_record(f"{name} corrected", supersedes=name) for name in names[State.SUPERSEDED]]
    withdrawals = [
        Proposal(kind=WITHDRAWAL, payload={"entry": name, "reason": "twice"}) for name in names[State.WITHDRAWN]
    ]
    acts = [
        Proposal(kind=VERIFICATION, payload={"entries": names[State.VERIFIED], "reason": ""}),
        Proposal(kind=APPROVAL, payload={"entries": names[State.APPROVED] + names[State.SUPERSEDED], "reason": ""}),
        Proposal(kind=RETURN, payload={"entries": names[State.RETURNED], "reason": "no shape"}),
        *corrections, *withdrawals,
        Proposal(kind=APPROVAL, payload={"entries": [one.id for one in (*corrections, *withdrawals)], "reason": "x"}),
    ]  # fmt: skip
    records = [proposal for proposals in made.values() for proposal in proposals]
    office.store.append([*records, *acts], batch="B-1", by="Amal", moment=at(0))
    return names


def _outcome(office: Office, reader: Reader, act: Act, name: str) -> str:
    """The state afterwards, or what refuses it, by its words."""
    before = now(office)[name]
    try:
        done(office, reader, act, name)
    except DeskError as why:
        return {
            f"The role '{reader.role.value.replace('_', ' ')}' may not {act.value} records.": "refused by the role",
            f"{NOTHING[act]} {name}: it is {before.value}.": "refused by the state",
        }.get(why.what, why.what)
    return now(office)[name].value


def _record(ref: str, **facts: str) -> Proposal:
    payload = {"ref": ref, "area_m2": 5.0, "on": "2020-01-01", "place": {"admin1": "North"}}
    return Proposal(kind="land.confirmed", payload=payload, ref=ref, org="NPA", **facts)  # type: ignore[arg-type]


def test_the_tables_name_every_state_every_act_and_every_role() -> None:
    assert EXPECTED.keys() == {(role, state, act) for role in Role for state in State for act in Act}
    assert len(EXPECTED) == 264


def test_each_role_may_do_each_act_in_each_state_as_the_tables_say(office: Office) -> None:
    names = _in_state(office, len(Role) * len(Act))
    assert {state: {now(office)[name] for name in found} for state, found in names.items()} == {
        state: {state} for state in State
    }
    own = {Role.COLLECTOR, Role.TEAM_LEADER, Role.OPERATOR_OFFICER}
    found: dict[tuple[Role, State, Act], str] = {}
    for case in EXPECTED:
        role, state, act = case
        reader, name = Reader("Basil", role, Scope("NPA") if role in own else Scope()), names[state].pop()
        found[case] = _outcome(office, reader, act, name)
        assert now(office)[name] is (state if found[case].startswith("refused") else State(found[case]))
    assert found == EXPECTED


# --- from the field to the figures -----------------------------------------------------------------------------------


def test_a_submission_is_verified_then_approved_and_each_moment_stays_known(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    done(office, NPA_LEADER, Act.VERIFY, batch, hours=1, reason="")
    assert of(office, "S-1") == [State.VERIFIED]
    assert office.m2() == {}
    [waits] = review.worklist(office.workspace, CHIEF)
    assert (waits.records, dict(waits.states)) == (2, {State.VERIFIED: 2})
    told = done(office, CHIEF, Act.APPROVE, batch, hours=2)
    assert told.records == (*office.ids("S-1"), *office.ids("S-2"))
    assert office.m2() == {"confirmed": 1050}
    assert office.m2(hours=1) == {}
    assert verify(office.workspace).sound


def test_acts_say_who_why_and_what_about(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    [verified] = done(office, NPA_LEADER, Act.VERIFY, batch, hours=1, reason="team 4").acts
    [entry] = office.ids("S-2")
    [sent_back] = done(office, CHIEF, Act.RETURN, entry, hours=2, reason="no shape").acts
    one, two = office.store.load(ids=[verified, sent_back])
    assert (one.kind, one.by, one.payload["batch"], one.payload["reason"]) == (VERIFICATION, "Basil", batch, "team 4")
    assert (two.kind, two.by, two.payload["entries"], two.payload["reason"]) == (RETURN, "Chief", [entry], "no shape")
    assert (verified[:2], sent_back[:2]) == ("V-", "R-")


def test_what_was_returned_neither_counts_nor_waits_and_its_sender_reads_why(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    [entry] = office.ids("S-2")
    done(office, CHIEF, Act.RETURN, entry, hours=1, reason="the shape lies in the sea")
    [told] = review.returned(office.workspace, NPA_LEADER)
    assert (told.entry, told.row, told.reason, told.returned_by) == (entry, 3, "the shape lies in the sea", "Chief")
    assert review.returned(office.workspace, HALO_LEADER) == []
    assert done(office, CHIEF, Act.APPROVE, batch, hours=2).records == tuple(office.ids("S-1"))
    assert office.m2() == {"confirmed": 1000}
    assert waiting(office.store.marks(office.store.head(at(0)))) == [*office.ids("S-1"), entry]
    assert "it is returned. Its sender corrects it" in refused(office, CHIEF, Act.APPROVE, entry)


def test_what_was_returned_and_is_sent_again_unchanged_is_a_new_edition(office: Office) -> None:
    submit(office, SURVEY)
    [first] = office.ids("S-1")
    done(office, CHIEF, Act.RETURN, first, hours=1, reason="is it 1000?")
    outcome = office.enter(SURVEY, name="again.csv", hours=2, org="NPA", hold=True)
    assert words(outcome, "WITHDRAWN_BEFORE")
    [_, second] = office.ids("S-1")
    assert first != second
    assert of(office, "S-1") == [State.RETURNED, State.SUBMITTED]
    assert review.returned(office.workspace, CHIEF) == []
    done(office, CHIEF, Act.APPROVE, second, hours=3)
    assert office.m2() == {"confirmed": 1000}


def test_a_returned_correction_leaves_what_counts_and_its_answer_replaces_it(office: Office) -> None:
    office.enter(SURVEY, org="NPA")
    submit(office, SURVEY.replace("1000", "900"), name="june.csv", hours=1)
    done(office, CHIEF, Act.RETURN, office.ids("S-1")[-1], hours=2, reason="why less?")
    assert office.m2() == {"confirmed": 1000}
    batch = submit(office, SURVEY.replace("1000", "950"), name="july.csv", hours=3)
    done(office, CHIEF, Act.APPROVE, batch, hours=4)
    assert office.m2() == {"confirmed": 950}
    assert of(office, "S-1") == [State.SUPERSEDED, State.RETURNED, State.APPROVED]


def test_a_return_can_be_withdrawn_and_the_record_waits_again(office: Office) -> None:
    submit(office, SURVEY)
    [entry] = office.ids("S-1")
    [sent_back] = done(office, CHIEF, Act.RETURN, entry, reason="no shape").acts
    review.withdraw(office.workspace, sent_back, "Chief", at(2), "the shape was there")
    assert of(office, "S-1") == [State.SUBMITTED]
    done(office, CHIEF, Act.RETURN, entry, hours=3, reason="no shape after all")
    [told] = review.returned(office.workspace, CHIEF)
    assert told.reason == "no shape after all"


def test_many_are_withdrawn_at_once_each_by_an_entry_of_its_own(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    done(office, CHIEF, Act.APPROVE, batch)
    assert len(done(office, CHIEF, Act.WITHDRAW, batch, hours=2, reason="another country").records) == 2
    assert office.m2() == {}
    assert office.m2(hours=1) == {"confirmed": 1050}
    assert len(list(office.store.load(kinds=[WITHDRAWAL]))) == 2


# --- what is refused -------------------------------------------------------------------------------------------------


def test_one_wrong_name_among_many_decides_nothing(office: Office) -> None:
    batch = submit(office, SURVEY)
    other = submit(office, OTHER, name="other.csv", hours=1)
    for wrong in ("E-wrong", "B-wrong", ""):
        told = refused(office, CHIEF, Act.APPROVE, batch, wrong, other)
        assert told == f"Nothing waits for approval under {wrong}. 'opendisarm waiting' lists what does."
    assert refused(office, CHIEF, Act.APPROVE) == "No record was named. 'opendisarm waiting' lists what does."


def test_what_lies_beyond_reach_is_refused_in_the_words_for_what_is_not_there(office: Office) -> None:
    batch = submit(office, SURVEY)
    [entry] = office.ids("S-1")
    for name in (batch, entry, "E-nowhere"):
        told = refused(office, HALO_LEADER, Act.VERIFY, name)
        assert told == f"Nothing waits for verification under {name}. 'opendisarm waiting' lists what does."
    assert review.worklist(office.workspace, HALO_LEADER) == []


def test_an_approver_of_one_province_decides_about_its_records_only(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    north = Reader("Noor", Role.APPROVER, Scope(areas=frozenset({"North"})))
    [waits] = review.worklist(office.workspace, north)
    assert waits.records == 1
    assert done(office, north, Act.APPROVE, batch).records == tuple(office.ids("S-1"))
    assert office.m2() == {"confirmed": 1000}
    assert refused(office, north, Act.APPROVE, *office.ids("S-2")).startswith("Nothing waits for approval under E-")
    assert of(office, "S-2") == [State.SUBMITTED]


def test_a_verifier_belongs_to_an_organisation(office: Office) -> None:
    batch = submit(office, SURVEY)
    told = refused(office, Reader("Basil", Role.TEAM_LEADER), Act.VERIFY, batch)
    assert told.startswith("Records are verified by the organisation that sent them, and this account belongs to none.")


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.APPROVER])
def test_nobody_verifies_or_approves_what_they_entered(office: Office, role: Role) -> None:
    batch = submit(office, SURVEY)
    act = Act.APPROVE if role is Role.APPROVER else Act.VERIFY
    amal = Reader("Amal", role, Scope("NPA"))
    [entry] = office.ids("S-1")
    assert refused(office, amal, act, batch) == (
        f"{entry} was entered by Amal, and nobody is to {act.value} what they entered. "
        f"Ask somebody else to {act.value} it."
    )
    assert done(office, amal, act, batch, four_eyes=False).records == (entry,)


def test_somebody_may_send_back_what_they_entered(office: Office) -> None:
    batch = submit(office, SURVEY)
    done(office, Reader("Amal", Role.APPROVER), Act.RETURN, batch, reason="the wrong file")
    assert of(office, "S-1") == [State.RETURNED]


def test_an_office_may_ask_for_the_verification_first(office: Office) -> None:
    batch = submit(office, SURVEY)
    [entry] = office.ids("S-1")
    assert refused(office, CHIEF, Act.APPROVE, batch, verified_first=True) == (
        f"{entry} is not verified by NPA yet. Ask NPA to verify it, or return it."
    )
    done(office, NPA_LEADER, Act.VERIFY, batch)
    assert done(office, CHIEF, Act.APPROVE, batch, hours=2, verified_first=True).records == (entry,)


def test_records_of_no_organisation_need_no_verification(office: Office) -> None:
    batch = submit(office, SURVEY, org="")
    assert len(done(office, CHIEF, Act.APPROVE, batch, verified_first=True).records) == 1


def test_who_looked_before_somebody_decided_must_look_again(office: Office) -> None:
    batch = submit(office, SURVEY)
    [entry] = office.ids("S-1")
    seen = review.submission(office.workspace, CHIEF, batch).seen
    done(office, NPA_LEADER, Act.VERIFY, batch)
    for name in (batch, entry):
        assert refused(office, CHIEF, Act.RETURN, name, seen=seen, reason="x") == (
            f"Somebody decided about {entry} since you looked at it: it is verified now. "
            "Look at the submission again, then decide."
        )
    fresh = review.submission(office.workspace, CHIEF, batch).seen
    submit(office, OTHER, name="other.csv", hours=2)  # what others send meanwhile is no decision about this
    assert done(office, CHIEF, Act.APPROVE, batch, hours=3, seen=fresh).records == (entry,)


def test_of_two_who_decide_at_the_same_moment_one_is_refused(office: Office, store_url: str) -> None:
    batch = submit(office, SURVEY)
    seen = review.submission(office.workspace, CHIEF, batch).seen

    def one_of_two(act: Act) -> str:
        own = replace(office.workspace, store=open_store(store_url))
        try:
            decide(own, CHIEF, act, [batch], "seen", at(1), verified_first=False, seen=seen)
            return "decided"
        except DeskError as why:
            return why.what.partition(" about ")[0]
        finally:
            own.store.close()

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(one_of_two, [Act.APPROVE, Act.RETURN]))
    assert told == ["Somebody decided", "decided"]
    assert len(list(office.store.load(kinds=[APPROVAL, RETURN]))) == 1


def test_a_decision_about_what_a_correction_replaces_is_one_about_the_correction(office: Office) -> None:
    office.enter(SURVEY, org="NPA")
    batch = submit(office, SURVEY.replace("1000", "900"), name="june.csv", hours=1)
    seen = review.submission(office.workspace, CHIEF, batch).seen
    first = office.ids("S-1")[0]
    review.withdraw(office.workspace, first, "Chief", at(2), "twice")
    assert f"Somebody decided about {first}" in refused(office, CHIEF, Act.APPROVE, batch, seen=seen)


@pytest.mark.parametrize(("act", "what"), [(Act.RETURN, "return"), (Act.WITHDRAW, "withdrawal")])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_return_and_a_withdrawal_need_their_reason(office: Office, act: Act, what: str, reason: str) -> None:
    batch = submit(office, SURVEY)
    assert refused(office, CHIEF, act, batch, reason=reason) == f"A {what} needs its reason. Say it with --reason."


def test_a_reason_that_holds_a_telephone_number_is_not_kept(office: Office) -> None:
    batch = submit(office, SURVEY)
    told = refused(office, CHIEF, Act.RETURN, batch, reason="call +961 70 123 456 about it")
    assert told.startswith("What was typed names a person")


def test_a_batch_of_which_a_part_was_withdrawn_is_not_named_as_a_whole(office: Office) -> None:
    batch = submit(office, SURVEY, OTHER)
    [first], [second] = office.ids("S-1"), office.ids("S-2")
    act = review.withdraw(office.workspace, second, "Chief", at(1), "twice")
    done(office, CHIEF, Act.APPROVE, batch, hours=2)
    review.withdraw(office.workspace, act, "Chief", at(3), "it was not twice")
    assert now(office)[second] is State.SUBMITTED, "nobody saw it when the rest was approved"
    assert now(office)[first] is State.APPROVED
