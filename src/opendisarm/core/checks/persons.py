"""Records of persons that contradict themselves, their identity, or another row of their file.

Nothing here repeats who a person is: findings name rows. A contradiction never takes a casualty out of the count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from opendisarm.core.catalogue import casualty
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.dates import first_day
from opendisarm.core.checks.duplicates import folded
from opendisarm.core.findings import Finding
from opendisarm.core.identity import BIRTH_DATE, NATIONAL_ID, Identity
from opendisarm.core.persons import OLDEST, Age, Outcome, age_class, age_of_years
from opendisarm.core.records import Accident, EducationSession, NeedAssessed, OfPerson, PersonHarmed

_MOST_AT_A_SESSION: Final = 2_000
"""More persons than that attend no session at which somebody explains something."""
_WIDE: Final = {Age.CHILD, Age.ADULT}


def deaths(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Deaths before the accident, and assistance after death."""
    died: dict[str, date] = {}
    for index, item in enumerate(batch.items):
        harm = item.record
        if not isinstance(harm, PersonHarmed):
            continue
        if harm.died is not None and harm.died < first_day(harm):
            yield batch.note(index, casualty.DIED_BEFORE_ACCIDENT, "died", died=harm.died, on=harm.on)
        elif (identity := _identity(batch, index)) is not None:
            last = harm.on if harm.outcome is Outcome.KILLED else harm.died
            if last is not None:
                died[identity.key] = min(last, died.get(identity.key, last))
    for index, item in enumerate(batch.items):
        record, identity = item.record, _identity(batch, index)
        if identity is None or isinstance(record, PersonHarmed) or not isinstance(record, OfPerson):
            continue
        if (day := died.get(identity.key)) is not None and first_day(record) > day:
            yield batch.note(index, casualty.ASSISTED_AFTER_DEATH, "on", died=day)


def outcomes_differ(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Two outcomes of one person in one accident."""
    first: dict[tuple[str, str], int] = {}
    for index, item in enumerate(batch.items):
        harm, identity = item.record, _identity(batch, index)
        if not isinstance(harm, PersonHarmed) or identity is None:
            continue
        earlier = first.setdefault((identity.key, harm.accident or harm.on.isoformat()), index)
        before = batch.items[earlier].record
        if isinstance(before, PersonHarmed) and before.outcome is not harm.outcome:
            facts = {"outcome": harm.outcome.value, "other_outcome": before.outcome.value}
            yield batch.note(index, casualty.OUTCOMES_DIFFER, "outcome", **facts, other=batch.called(earlier))


def ages(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Age groups against dates of birth; a referral or a service may carry the age of an earlier day."""
    for index, item in enumerate(batch.items):
        record, identity = item.record, _identity(batch, index)
        age: Age | None = getattr(record, "age", None)
        if not isinstance(record, PersonHarmed | NeedAssessed):
            continue
        if identity is None or age is None or (born := _day(identity.fields.get(BIRTH_DATE, ""))) is None:
            continue
        if born > record.on:
            yield batch.note(index, casualty.BORN_AFTER, BIRTH_DATE)
            continue
        years = record.on.year - born.year - ((record.on.month, record.on.day) < (born.month, born.day))
        if years > OLDEST or age is Age.UNKNOWN:
            continue
        expected = age_of_years(years)
        if age is not expected and not (age in _WIDE and age_class(expected) is age):
            yield batch.note(index, casualty.AGE_AGAINST_BIRTH, "age", age=age.value, expected=expected.value)


def identity_numbers(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Children with the number of an identity document, and numbers that two different persons share."""
    first: dict[str, int] = {}
    for index, item in enumerate(batch.items):
        record, identity = item.record, _identity(batch, index)
        number = folded(identity.fields.get(NATIONAL_ID, "")) if identity is not None else ""
        if identity is None or not number:
            continue
        if age_class(getattr(record, "age", Age.UNKNOWN)) is Age.CHILD:
            yield batch.note(index, casualty.CHILD_WITH_IDENTITY_NUMBER, NATIONAL_ID)
        earlier = first.setdefault(number, index)
        if earlier != index and (what := _differs(batch, earlier, index)):
            facts = {"other": batch.called(earlier), "what": what}
            yield batch.note(index, casualty.IDENTITY_NUMBER_SHARED, NATIONAL_ID, **facts)


def accidents(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Persons of an accident that nobody entered, once an accident, and more persons than their accident reports."""
    persons: Counter[str] = Counter()
    reported: dict[str, int] = {}
    unknown: dict[str, int] = {}
    known = {ref for kind, ref in batch.surroundings.seen if kind == "accident"}
    for index, item in enumerate(batch.items):
        if isinstance(item.record, Accident) and item.record.ref:
            reported[item.record.ref] = index
    for index, item in enumerate(batch.items):
        harm = item.record
        if not isinstance(harm, PersonHarmed) or not harm.accident:
            continue
        persons[harm.accident] += 1
        if harm.accident not in reported and harm.accident not in known:
            unknown.setdefault(harm.accident, index)
    for ref, index in unknown.items():
        facts: dict[str, object] = {"accident": ref, "count": persons[ref]}
        yield batch.note(index, casualty.ACCIDENT_UNKNOWN, "accident", **facts)
    for ref, index in reported.items():
        accident = batch.items[index].record
        assert isinstance(accident, Accident)
        told = (accident.killed, accident.injured, accident.unknown_outcome)
        count = sum(number or 0 for number in told)
        if persons[ref] > count and any(number is not None for number in told):
            facts = {"reported": count, "recorded": persons[ref]}
            yield batch.note(index, casualty.MORE_PERSONS_THAN_REPORTED, "killed", **facts)


def reached(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Parts of the direct beneficiaries that are more than all of them, and more than a session holds."""
    for index, item in enumerate(batch.items):
        session = item.record
        if not isinstance(session, EducationSession):
            continue
        total = sum(cell.number for cell in session.direct)
        for field, what in (("with_disability", "persons with disabilities"), ("first_time", "there the first time")):
            part = getattr(session, field)
            if part is not None and part > total:
                facts = {"part": part, "what": what, "total": total}
                yield batch.note(index, casualty.REACHED_DOES_NOT_ADD, field, **facts)
        if total > _MOST_AT_A_SESSION:
            yield batch.note(index, casualty.REACHED_UNLIKELY, "direct", count=total)


def _identity(batch: Batch, index: int) -> Identity | None:
    """Whom a record is about; None where it is about nobody, or about text only."""
    item = batch.items[index]
    identities = batch.rows[item.row].identities
    identity = identities[item.position] if item.position < len(identities) else None
    return identity if identity is not None and identity.person else None


def _differs(batch: Batch, first: int, second: int) -> str:
    """What shows that two records with one identity number are of two persons; "" when nothing does."""
    one, other = _identity(batch, first), _identity(batch, second)
    assert one is not None
    assert other is not None
    births = {identity.fields.get(BIRTH_DATE, "") for identity in (one, other)} - {""}
    if len(births) > 1:
        return "date of birth"
    for field in ("sex", "age"):
        told = {getattr(batch.items[index].record, field, None) for index in (first, second)}
        words = {age_class(word) if isinstance(word, Age) else word for word in told if word is not None}
        if len({word for word in words if word.value != "unknown"}) > 1:
            return field
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
