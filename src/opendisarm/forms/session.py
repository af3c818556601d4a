"""The form for a session of explosive ordnance risk education."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import Age
from opendisarm.core.records import EducationSession
from opendisarm.forms.asking import asked
from opendisarm.forms.closed_lists import SEXES_COUNTED
from opendisarm.forms.items import Form, Group, Question, Serves
from opendisarm.forms.place import EXACT_PLACE, PLACE
from opendisarm.forms.reasons import OURS
from opendisarm.forms.rules import COUNT, LAST_DAY, among

AGES_COUNTED: Final = (Age.CHILD, Age.ADULT, Age.UNKNOWN)


def counts(reach: str) -> tuple[str, ...]:
    """The names of the counts of a reach, "direct" or "indirect": one for each sex and age."""
    return tuple(f"{reach}_{sex}_{age}" for age in AGES_COUNTED for sex in SEXES_COUNTED)


def _reached(reach: str, *more: Question) -> Group:
    questions = (Question(name=name, type="integer", constraint=COUNT, label=_cell(name)) for name in counts(reach))
    return Group(name=reach, items=(*more, *questions))


def _cell(name: str) -> str:
    return "reached" + name[name.index("_") :]


SESSION: Final = Form(
    id="opendisarm_session",
    items=(
        asked(EducationSession, "on", label="on_session"),
        asked(EducationSession, "until", constraint=LAST_DAY, hint="until"),
        asked(EducationSession, "precision", default="day", hint="precision"),
        asked(EducationSession, "organisation", label="organisation_teaching"),
        asked(EducationSession, "method"),
        asked(EducationSession, "venue"),
        PLACE,
        EXACT_PLACE,
        _reached("direct"),
        asked(EducationSession, "with_disability", constraint=among(counts("direct")), hint="with_disability"),
        asked(EducationSession, "first_time", constraint=among(counts("direct")), hint="first_time"),
        _reached("indirect", Question(name="indirect_note", type="note")),
    ),
    serves=(Serves(record=EducationSession, not_asked=OURS),),
)
