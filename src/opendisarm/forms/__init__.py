"""Forms for the field: XLSForms of accidents, persons harmed, needs and education sessions, made from the records.

items         what a form is made of;  closed_lists, asking: from a field's annotation to its question
rules         what answers must fulfil;  reasons: why some fields are not asked
place, age, consent, identity, washington, harmed, repeats   groups that forms share
accident, person, needs, session   the forms
languages, wording   what they say, and in what;  labels/*.yaml: the words
rows          a form as the sheets of XLSForm;  workbook: as a file;  compiling: as an XForm

A new field of a record, or a new word of a closed list, fails the tests of this room until it has its question and
its labels in every language.
"""

from __future__ import annotations

from typing import Final

from opendisarm.forms.accident import ACCIDENT
from opendisarm.forms.compiling import compiled
from opendisarm.forms.items import Form
from opendisarm.forms.languages import LANGUAGES, language
from opendisarm.forms.needs import NEEDS
from opendisarm.forms.person import PERSON
from opendisarm.forms.rows import sheets
from opendisarm.forms.session import SESSION
from opendisarm.forms.workbook import workbook

__all__ = ["FORMS", "LANGUAGES", "Form", "build", "compiled"]

FORMS: Final = (ACCIDENT, PERSON, NEEDS, SESSION)


def build(lang: str | None = None) -> dict[str, bytes]:
    """File name -> XLSX of every form; the same bytes for the same questions and words.

    lang    None: each file speaks all languages, and the device chooses; a code: one language, "..._fr.xlsx".
    Errors  ValueError on a language that forms do not speak.
    """
    if lang is None:
        return {f"{form.id}.xlsx": workbook(sheets(form, LANGUAGES)) for form in FORMS}
    spoken = language(lang)
    return {
        f"{form.id}_{lang}.xlsx": workbook(sheets(form, (spoken,)), right_to_left=spoken.right_to_left)
        for form in FORMS
    }
