"""The closed lists of the field as lists of choices: a choice's name is the word that a record holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from opendisarm.core.persons import Decision, Sex

UNKNOWN: Final = "unknown"

LEFT_OUT: Final[Mapping[StrEnum, str]] = {
    Decision.WITHDRAWN: "Nobody withdraws on the form that asks; a withdrawal is a record of its own.",
}
"""Words that no form offers, and why."""


@dataclass(frozen=True, slots=True)
class ClosedList:
    """name: of the list, which labels/choices.yaml knows; words: its choices in order."""

    name: str
    words: tuple[str, ...]

    @property
    def knows_unknown(self) -> bool:
        """Whether everybody can answer it."""
        return UNKNOWN in self.words


YES_OR_NO: Final = ClosedList("yes_or_no", ("yes", "no"))
"""For questions that steer the form; those of the field know a third answer (`YesNo`)."""


def list_of(words: type[StrEnum]) -> ClosedList:
    """The list of an enumeration, named like it: `DeviceClass` is "device_class"."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", words.__name__).lower()
    return ClosedList(name, tuple(word.value for word in words if word not in LEFT_OUT))


def words_counted_by(words: type[StrEnum], *left_out: StrEnum) -> tuple[str, ...]:
    """The words of an enumeration that counts are split by, without some."""
    return tuple(word.value for word in words if word not in left_out)


SEXES_COUNTED: Final = words_counted_by(Sex, Sex.OTHER)
"""Sexes that a session counts by: whoever counts a crowd does not ask each; unknown takes in the others."""
