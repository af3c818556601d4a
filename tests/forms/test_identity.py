from __future__ import annotations

import pytest

from opendisarm.core.identity import IDENTIFYING
from opendisarm.forms import FORMS, Form
from opendisarm.forms.identity import NOT_ASKED, identity
from tests.forms.forms_read import binds, everywhere, question


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_identifying_questions_stand_in_the_identity_group_only(form: Form) -> None:
    for groups, asked in form.questions():
        inside = bool(groups) and groups[-1] == "identity"
        assert inside == (asked.name in IDENTIFYING or asked.name == "identity_note"), (groups, asked.name)


def test_all_that_identifies_is_asked_there_or_has_a_reason() -> None:
    names = {item.name for item in identity(senders_id=True).items}
    assert names == {*IDENTIFYING, "identity_note"} - NOT_ASKED.keys()


def test_a_session_asks_nobody_for_a_name() -> None:
    assert not {*everywhere("session")} & {*IDENTIFYING, "identity"}
    assert {*everywhere("person")} >= {"identity", "name"}


def test_only_the_needs_form_asks_for_the_number_at_the_organisation() -> None:
    asking = [form.id for form in FORMS if any(asked.name == "senders_id" for _, asked in form.questions())]
    assert asking == ["opendisarm_needs"]


@pytest.mark.parametrize(("form", "within"), [("accident", "/persons"), ("person", ""), ("needs", "")])
def test_who_a_person_is_is_asked_after_a_yes_to_a_use_that_needs_it(form: str, within: str) -> None:
    relevant = binds(form)[f"/data{within}/identity"]["relevant"]
    assert relevant.count("= 'given'") == 3
    assert all(use in relevant for use in ("consent_assistance", "consent_referral", "consent_contact"))
    assert "consent_statistics" not in relevant
    assert "consent_research" not in relevant


def test_the_form_says_how_identities_are_kept() -> None:
    assert question("person", "identity_note")["label"] == (
        "These answers are stored apart from all others, encrypted. "
        "Ask only with the person's consent, and only what is needed."
    )
