"""Every field of a record that a form serves has its question, or a reason why not; every question has a purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pytest

from opendisarm.core.identity import IDENTIFYING
from opendisarm.core.records import Consent, PersonHarmed
from opendisarm.forms import FORMS, Form
from opendisarm.forms.accident import ACCIDENT
from opendisarm.forms.items import Serves

COUNTS = tuple(f"{sex}_{age}" for sex in ("female", "male", "unknown") for age in ("child", "adult", "unknown"))
PARTS = {
    "place": {"state", "admin1", "admin2", "admin1_code", "admin2_code"},
    "shape": {"location"},
    "age": {"age_years", "age"},
    "direct": {f"direct_{cell}" for cell in COUNTS},
    "indirect": {f"indirect_{cell}" for cell in COUNTS},
    "purpose": {f"consent_{use}" for use in ("assistance", "referral", "statistics", "research", "contact")},
    "decision": set[str](),
}
"""Fields that several questions, or one of another name, answer; a decision is the answer to a purpose's question."""

STEERING = {
    "safe_to_locate", "any_persons", "any_referrals", "any_services",
    "consent_note", "identity_note", "functioning_note", "indirect_note",
}  # fmt: skip
"""Questions and notes that only steer the form."""

SERVED = [
    pytest.param(form, served, id=f"{form.id} {served.record.__name__}") for form in FORMS for served in form.serves
]


def level(form: Form, within: str) -> set[str]:
    """Names asked in a repeat, or in none."""
    repeats = {group.name for group in form.groups() if group.repeat}
    return {
        question.name
        for groups, question in form.questions()
        if (repeats & {*groups} == {within} if within else not repeats & {*groups})
    }


def silent(form: Form, served: Serves) -> set[str]:
    """Fields of the record that have neither all of their questions nor a reason."""
    names = level(form, served.within)
    return {
        field.name
        for field in fields(served.record)
        if field.name not in served.not_asked and not PARTS.get(field.name, {field.name}) <= names
    }


@pytest.mark.parametrize(("form", "served"), SERVED)
def test_every_field_is_asked_or_has_a_reason(form: Form, served: Serves) -> None:
    assert silent(form, served) == set()


@pytest.mark.parametrize(("form", "served"), SERVED)
def test_no_reason_is_stale(form: Form, served: Serves) -> None:
    names = {field.name for field in fields(served.record)}
    assert served.not_asked.keys() <= names
    asked = {name for name in served.not_asked if name in level(form, served.within)}
    others = {
        field.name for other in form.serves if other.record is not served.record for field in fields(other.record)
    }
    assert asked <= others, "asked, and said not to be"
    assert all(reason.endswith(".") for reason in served.not_asked.values())


def test_a_field_that_nobody_asks_is_noticed() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Wounded(PersonHarmed):
        wounds: str = ""

    served = replace(ACCIDENT.serves[1], record=Wounded)
    assert silent(ACCIDENT, served) == {"wounds"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_question_becomes_something(form: Form) -> None:
    purposes = {*IDENTIFYING, *STEERING, *_recorded(form)}
    assert {question.name for _, question in form.questions()} <= purposes


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_forms_about_persons_ask_for_consent(form: Form) -> None:
    about = {served.within for served in form.serves if served.record is Consent}
    identities = {served for groups, question in form.questions() if question.name == "name" for served in groups[:-1]}
    assert bool(about) == any(question.name == "name" for _, question in form.questions())
    assert identities <= about


def _recorded(form: Form) -> Iterator[str]:
    for served in form.serves:
        for field in fields(served.record):
            if field.name not in served.not_asked:
                yield from PARTS.get(field.name, {field.name})
