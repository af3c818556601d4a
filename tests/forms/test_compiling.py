from __future__ import annotations

import pytest
from pyxform.errors import PyXFormError

from opendisarm.forms import FORMS, compiled
from opendisarm.forms.rows import Sheet
from opendisarm.forms.workbook import workbook
from tests.forms.forms_read import CODES, answers, binds, files


@pytest.mark.parametrize("lang", CODES)
def test_every_form_compiles_without_a_warning(lang: str | None) -> None:
    for name, xlsx in files(lang).items():
        assert (name, compiled(xlsx)[1]) == (name, [])


@pytest.mark.parametrize("form", [form.id.removeprefix("opendisarm_") for form in FORMS])
def test_a_submission_has_the_forms_id_and_a_version(form: str) -> None:
    assert answers(form).attrib["id"] == f"opendisarm_{form}"
    assert answers(form).attrib["version"]


def test_a_person_of_an_accident_cannot_die_before_it() -> None:
    died = binds("accident")["/data/persons/died"]
    assert died["constraint"].split() == [".", ">=", "/data/on", "and", ".", "<=", "today()"]


def test_a_warning_is_handed_on() -> None:
    """A choice without a label compiles, with a warning."""
    survey = Sheet("survey", ("type", "name", "label"), ({"type": "select_one sex", "name": "sex", "label": "Sex"},))
    choices = Sheet("choices", ("list_name", "name", "label"), ({"list_name": "sex", "name": "female"},))
    _, warnings = compiled(workbook([survey, choices]))
    assert len(warnings) == 1
    assert "Choices should have a label" in warnings[0]


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(PyXFormError, match="survey"):
        compiled(workbook([Sheet("nothing", (), ())]))
