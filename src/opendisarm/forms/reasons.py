"""Why a form has no question for a field: the reasons that several forms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OURS: Final[Mapping[str, str]] = {
    "kind": "The form says which kind it is.",
    "ref": "The id of the submission: numbers that people type are typed twice.",
    "extra": "Holds what a sender's file has beyond our fields.",
}
"""Fields that are never asked."""

OURS_OF_PERSONS: Final[Mapping[str, str]] = {
    **OURS,
    "person": "The reference to the vault is drawn when the record is entered.",
}
"""Fields of a record about a person that are never asked."""

OF_THE_ACCIDENT: Final = "The accident of the same submission tells it."
OF_THE_PERSON: Final = "The form tells it of the person, or of the assessment, once."
"""Why what the form has asked once is not asked again."""

OF_CONSENT: Final[Mapping[str, str]] = {
    **OURS_OF_PERSONS,
    "on": OF_THE_PERSON,
    "place": OF_THE_PERSON,
    "precision": OF_THE_PERSON,
    "sex": OF_THE_PERSON,
    "age": OF_THE_PERSON,
    "organisation": OF_THE_PERSON,
    "basis": "What is asked is consent; other bases are decided at a desk.",
    "until": "The programme's retention rule says it, not the interview.",
}
"""Fields of a consent that no form asks."""
