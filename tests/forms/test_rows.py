from __future__ import annotations

from dataclasses import replace

from opendisarm.forms import FORMS, LANGUAGES, Form
from opendisarm.forms.rows import sheets
from opendisarm.forms.session import SESSION
from tests.forms.forms_read import file, question, sheet


def version(form: Form = SESSION) -> str:
    return sheets(form, LANGUAGES)[2].rows[0]["version"]


def test_a_form_of_all_languages_has_a_column_for_each() -> None:
    assert question("session", "method", None) == {
        "type": "select_one method",
        "name": "method",
        "label::English (en)": "How were people reached?",
        "label::French (fr)": "Comment les gens ont-ils été touchés ?",
        "label::Spanish (es)": "¿Cómo se llegó a la gente?",
        "label::Arabic (ar)": "كيف تم الوصول إلى الناس؟",
        "required": "yes",
    }


def test_a_form_of_one_language_has_plain_columns() -> None:
    assert question("session", "method", "fr") == {
        "type": "select_one method",
        "name": "method",
        "label": "Comment les gens ont-ils été touchés ?",
        "required": "yes",
    }


def test_settings_name_the_form_and_its_language() -> None:
    (settings,) = sheet(file("needs", "ar"), "settings")
    assert settings["form_id"] == "opendisarm_needs"
    assert settings["form_title"] == "احتياجات شخص ناجٍ"
    assert settings["default_language"] == "Arabic (ar)"


def test_the_version_stays_while_nothing_changes_and_moves_when_a_question_does() -> None:
    assert version() == version()
    fewer = replace(SESSION, items=SESSION.items[:-1])
    assert version(fewer) != version()


def test_every_form_has_a_version_of_its_own() -> None:
    assert len({version(form) for form in FORMS}) == len(FORMS)


def test_groups_and_repeats_open_and_close() -> None:
    types = [row["type"] for row in sheet(file("accident"), "survey")]
    for word in ("group", "repeat"):
        assert types.count(f"begin_{word}") == types.count(f"end_{word}") > 0


def test_a_repeat_that_may_be_empty_is_opened_by_a_yes() -> None:
    assert question("needs", "any_referrals")["required"] == "yes"
    assert question("needs", "referrals")["relevant"] == "${any_referrals} = 'yes'"
    assert question("accident", "persons")["type"] == "begin_repeat"
    assert question("accident", "persons")["relevant"] == "${any_persons} = 'yes'"
