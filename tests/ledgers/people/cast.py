"""People of the tests: who was harmed, assessed, referred and served, in one line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from opendisarm.core.persons import Difficulty, Outcome, Pillar, SameBecause
from opendisarm.core.records import (
    Accident,
    EducationSession,
    NeedAssessed,
    PeopleRecord,
    PersonHarmed,
    Place,
    Referral,
    SamePerson,
    ServiceReceived,
)
from opendisarm.ledgers.people.accounts import Account
from opendisarm.ledgers.people.balances import balances, total, up_to
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.ledger import fold
from opendisarm.ledgers.people.postings import People

SAMPLIA = Place("XSA", "North", "Upper")
END = date(2024, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


def harmed(person: str, on: str = "2024-03-01", outcome: str = "injured", **told: Any) -> PersonHarmed:
    return PersonHarmed(on=day(on), outcome=Outcome(outcome), person=person, **{"place": SAMPLIA} | told)


def accident(ref: str, on: str = "2024-03-01", **told: Any) -> Accident:
    return Accident(on=day(on), ref=ref, **{"place": SAMPLIA} | told)


def need(person: str, on: str, answers: str = "", needs: tuple[Pillar, ...] = (), **told: Any) -> NeedAssessed:
    """answers: six codes of the short set, "-" where a question was not asked."""
    asked = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
    given = {name: Difficulty(code) for name, code in zip(asked, answers, strict=False) if code != "-"}
    return NeedAssessed(on=day(on), person=person, needs=frozenset(needs), **given | told)


def referral(person: str, on: str, pillar: Pillar = Pillar.REHABILITATION, **told: Any) -> Referral:
    return Referral(on=day(on), person=person, pillar=pillar, **told)


def service(person: str, on: str, pillar: Pillar = Pillar.REHABILITATION, **told: Any) -> ServiceReceived:
    return ServiceReceived(on=day(on), person=person, pillar=pillar, **told)


def session(on: str = "2024-05-01", **told: Any) -> EducationSession:
    return EducationSession(on=day(on), **{"place": SAMPLIA} | told)


def same(person: str, other: str, on: str = "2024-06-01") -> SamePerson:
    return SamePerson(on=day(on), person=person, other=other, because=SameBecause.DETAILS)


def facts(*records: PeopleRecord, org: str = "HI") -> list[Fact]:
    return [Fact(f"E-{number}", org, record) for number, record in enumerate(records)]


def ledger(*records: PeopleRecord) -> People:
    return fold(facts(*records))


def persons(people: People, on: date = END) -> dict[str, int]:
    """Accounts that are not empty."""
    return {account.value: count for account, count in total(balances(people, up_to(people, on), on)).items() if count}


def split(people: People, account: Account, *by: str, on: date = END) -> dict[tuple[str, ...], int]:
    rows = balances(people, up_to(people, on), on, by)
    return {row.key: row.persons[account] for row in rows if row.persons[account]}
