"""Our forms, as submissions come back: which form a file is of, and which record each part of it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from opendisarm.importers.mapping import people_synonyms
from opendisarm.importers.people.columns import counting, placed
from opendisarm.importers.people.fields import ACCIDENT, HARMED, NEED, REFERRAL, SERVICE, SESSION
from opendisarm.importers.people.reached import INDIRECT, Counted, counted
from opendisarm.importers.values.words import fold

SAFE_TO_LOCATE: Final = "safe_to_locate"
"""A question of its own; when the answer is no, no place is taken."""


class Form(NamedTuple):
    """A form.

    kind      of the record that its main part says.     repeats  name -> kind of the record of each turn.
    telling   its names tell it apart from the other forms, where a file does not say which it is.
    """

    kind: str
    repeats: Mapping[str, str]
    telling: frozenset[str]


FORMS: Final[Mapping[str, Form]] = {
    "opendisarm_needs": Form(
        NEED,
        {"referrals": REFERRAL, "services": SERVICE},
        frozenset({"seeing", "hearing", "walking", "needs", "referrals", "services"}),
    ),
    "opendisarm_accident": Form(
        ACCIDENT, {"persons": HARMED}, frozenset({"setting", "killed", "injured", "unknown_outcome", "persons"})
    ),
    "opendisarm_person": Form(HARMED, {}, frozenset({"outcome"})),
    "opendisarm_session": Form(
        SESSION, {}, frozenset({"venue", "first_time", "with_disability", "direct", "indirect"})
    ),
}
"""In the order in which they are tried."""

_GIVEN_BY_SERVER: Final = re.compile(r"a[A-Za-z0-9]{21}")
"""KoboToolbox may call a form by an id of its own."""
_LEAST: Final = 2


def form_of(told: str, names: Sequence[str]) -> str:
    """The id of our form, "" when it is another one.

    told   what the file calls it, "" when it does not.     names  of questions and repeats, where nothing is told.
    """
    if told and not _GIVEN_BY_SERVER.fullmatch(told):
        return told if told in FORMS else ""
    seen = {"_".join(fold(name).split()) for name in names}
    seen |= {reach for reach in ("direct", "indirect") if any(name.startswith(f"{reach}_") for name in seen)}
    if "on" not in seen:
        return ""
    for form, about in FORMS.items():
        least = 1 if form == "opendisarm_person" else _LEAST
        if len(about.telling & seen) >= least:
            return form
    return ""


def named(headers: Sequence[str], names: Sequence[str]) -> tuple[str, list[str]]:
    """The form of a table, and the name of the question of each column, where headers may be labels.

    names  the last steps of the headers.
    """
    if form := form_of("", names):
        return form, list(names)
    folded = set(map(fold, names))
    for form, about in FORMS.items():
        if not folded & set(map(fold, people_synonyms()[f"{form}.on"])):
            continue  # a form of somebody else, whose labels are like ours
        by_label = list(names)
        found = placed(about.kind, names, {}, ())
        for field, [at, *_] in found.items():
            by_label[at] = field
        for at, name in _counts(about.kind, headers, names, [at for columns in found.values() for at in columns]):
            by_label[at] = name
        if form_of("", by_label) == form:
            return form, by_label
    return "", list(names)


def steering(form: Form) -> frozenset[str]:
    """Questions that only lead to others: whether a repeat has anything in it, whether a place may be recorded."""
    return frozenset({SAFE_TO_LOCATE, *(f"any_{repeat}" for repeat in form.repeats)})


def _counts(kind: str, headers: Sequence[str], names: Sequence[str], used: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Column -> question, of columns that count; labels are the same for direct and indirect, which comes second."""
    seen: set[Counted] = set()
    for at, whom in counting(kind, names, used).items():
        groups = headers[at].split("/")[:-1]
        indirect = whom in seen or any((group := counted(step)) and group.reach == INDIRECT for step in groups)
        seen.add(whom)
        yield at, f"{INDIRECT if indirect else whom.reach}_{whom.sex or 'unknown'}_{whom.age or 'unknown'}"


def shown(form: str) -> str:
    """The name of a form as it may be repeated."""
    return form if re.fullmatch(r"[\w .-]{1,80}", form) else "without a name"
