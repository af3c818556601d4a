from __future__ import annotations

import time

import pytest

from opendisarm.forms import FORMS, build
from tests.forms.forms_read import CODES, files


def test_there_are_four_forms() -> None:
    assert [form.id for form in FORMS] == [
        "opendisarm_accident", "opendisarm_person", "opendisarm_needs", "opendisarm_session",
    ]  # fmt: skip


def test_files_are_named_by_form_and_language() -> None:
    assert [*files(None)] == [f"{form.id}.xlsx" for form in FORMS]
    assert [*files("es")] == [f"{form.id}_es.xlsx" for form in FORMS]


@pytest.mark.parametrize("lang", CODES)
def test_the_same_form_has_the_same_bytes(lang: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = files(lang)
    later = time.localtime(2_000_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert build(lang) == first


def test_a_language_that_forms_do_not_speak_is_refused_with_those_they_do() -> None:
    with pytest.raises(ValueError, match="Forms do not speak 'de'; choose one of: en, fr, es, ar"):
        build("de")
