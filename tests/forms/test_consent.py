from __future__ import annotations

import pytest

from opendisarm.core.persons import Purpose
from opendisarm.forms.consent import CONSENT_QUESTIONS, question_of
from tests.forms.forms_read import everywhere, file, question, sheet


def test_consent_is_asked_for_each_purpose() -> None:
    assert set(CONSENT_QUESTIONS) == {f"consent_{purpose.value}" for purpose in Purpose}
    assert question_of(Purpose.REFERRAL) == "consent_referral"


def test_consent_is_given_or_refused_and_never_withdrawn_on_a_form() -> None:
    words = [row["name"] for row in sheet(file("person"), "choices") if row["list_name"] == "decision"]
    assert words == ["given", "refused"]


@pytest.mark.parametrize("name", CONSENT_QUESTIONS)
def test_a_consent_that_was_not_asked_for_may_be_left_open(name: str) -> None:
    assert question("person", name)["type"] == "select_one decision"
    assert "required" not in question("person", name)


def test_consent_comes_before_the_identity_it_opens() -> None:
    order = everywhere("person")
    assert order.index("consent") < order.index("identity")
