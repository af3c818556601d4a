"""The Washington Group Short Set on Functioning: an introductory sentence, six questions, four answers.

Source  Washington Group on Disability Statistics, "The Washington Group Short Set of Questions on Disability",
        washingtongroup-disability.com.  The Group asks that wording, order and answers stay as they are, and that the
        interviewer does not say "disability"; labels/washington.yaml therefore holds its text, unlike all other labels.
Danger  The English text follows the Group's publication.  French, Spanish and Arabic must be checked against the
        Group's published translations before these forms are used: they were not read from the Group's own pages.
Limits  "Refused" and "don't know" are answers of the interviewer's form, not of the set.  The set is for persons of
        five years and more; children from 2 to 17 are better served by the Child Functioning Module.
"""

from __future__ import annotations

from typing import Final

from opendisarm.core.records import NeedAssessed
from opendisarm.forms.asking import asked
from opendisarm.forms.items import Group, Question

SHORT_SET: Final = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
"""In the order of the set."""

FROM_AGE: Final = 5

WASHINGTON: Final = Group(
    name="functioning",
    items=(
        Question(name="functioning_note", type="note"),
        *(asked(NeedAssessed, name, required=True) for name in SHORT_SET),
    ),
    relevant=f"not(${{age_years}} != '' and ${{age_years}} < {FROM_AGE}) and ${{age}} != '0-4'",
)
