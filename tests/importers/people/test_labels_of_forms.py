"""Servers may export labels instead of names, in any language: every label of our forms is understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import opendisarm.forms
from opendisarm.importers.mapping import people_synonyms
from opendisarm.importers.people.columns import placed
from opendisarm.importers.people.fields import (
    ACCIDENT,
    HARMED,
    KINDS,
    NEED,
    REFERRAL,
    SERVICE,
    SESSION,
    fields_of,
    identifying,
)
from opendisarm.importers.people.reached import counted
from opendisarm.importers.people.values import reader

LABELS = Path(opendisarm.forms.__file__).with_name("labels")
KIND_OF = {
    "on_accident": ACCIDENT, "on_harmed": HARMED, "on_assessment": NEED, "on_referral": REFERRAL, "on_service": SERVICE,
    "on_session": SESSION, "until": SESSION, "organisation_harmed": ACCIDENT, "organisation_assessing": NEED,
    "organisation_teaching": SESSION, "doing_person": HARMED, "pillar_referral": REFERRAL, "pillar_service": SERVICE,
    "provider_referral": REFERRAL, "provider_service": SERVICE, "killed": ACCIDENT, "injured": ACCIDENT,
}  # fmt: skip
FIELD_OF = {"yes_or_no": "educated", "device_class": "device", "yes_no": "educated", "service_result": "result",
            "decision": "consent_contact", "difficulty": "seeing", "pillar": "needs"}  # fmt: skip


def _loaded(name: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = yaml.load(
        (LABELS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return found


def _questions() -> Iterator[tuple[str, str, str]]:
    for name, labels in {**_loaded("questions.yaml"), **_loaded("washington.yaml")["questions"]}.items():
        if not name.startswith("any_") and not name.endswith("_note") and name != "safe_to_locate":
            yield from ((name, language, label) for language, label in labels.items())


def _choices() -> Iterator[tuple[str, str, str, str]]:
    for listed, words in {**_loaded("choices.yaml"), **_loaded("washington.yaml")["choices"]}.items():
        for word, labels in words.items():
            yield from ((listed, word, language, label) for language, label in labels.items())


@pytest.mark.parametrize(
    ("name", "language", "label"), [one for one in _questions() if not one[0].startswith("reached_")]
)
def test_a_question_is_known_by_its_label(name: str, language: str, label: str) -> None:
    kinds = [KIND_OF[name]] if name in KIND_OF else [k for k in KINDS if name in (*fields_of(k), *identifying(k))]
    assert kinds, f"{name} is no field of any kind"
    for kind in kinds:
        field = name if name in (*fields_of(kind), *identifying(kind)) else name.split("_")[0]
        ours = set(placed(kind, [label], {}, ()))
        assert ours == {field} or (field == "name" and ours <= {"given_name", "family_name"})


@pytest.mark.parametrize(("name", "language", "label"), [one for one in _questions() if one[0].startswith("reached_")])
def test_a_count_is_known_by_its_label(name: str, language: str, label: str) -> None:
    whom = counted(label)
    assert whom is not None
    assert f"reached_{whom.sex}_{whom.age}" == name


@pytest.mark.parametrize(
    ("form", "question"),
    [
        ("opendisarm_accident", "on_accident"), ("opendisarm_person", "on_harmed"),
        ("opendisarm_needs", "on_assessment"), ("opendisarm_session", "on_session"),
    ],
)  # fmt: skip
def test_the_first_question_of_a_form_tells_it_apart(form: str, question: str) -> None:
    assert people_synonyms()[f"{form}.on"] == list(_loaded("questions.yaml")[question].values())


@pytest.mark.parametrize(("listed", "word", "language", "label"), list(_choices()))
def test_a_choice_is_known_by_its_label(listed: str, word: str, language: str, label: str) -> None:
    read = reader(HARMED, FIELD_OF.get(listed, listed))
    value, remarks = read(label)
    assert not remarks
    assert value in (word, {word})
