"""From what is told to the identity that travels beside a record, and to the age that a birth tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from opendisarm.core.catalogue import person
from opendisarm.core.findings import Finding
from opendisarm.core.identity import BIRTH_DATE, BIRTH_YEAR, NAME, SENDERS_ID, Identity
from opendisarm.core.records import Precision
from opendisarm.importers.people.fields import FAMILY_NAME, GIVEN_NAME, identifying, is_of_person
from opendisarm.importers.people.told import Told
from opendisarm.importers.people.values import Read, separated
from opendisarm.importers.values.dates import Dated
from opendisarm.importers.values.words import latin_digits, not_known, plain

_BIRTH: Final = (BIRTH_DATE, BIRTH_YEAR)
_NAMES: Final = (NAME, GIVEN_NAME, FAMILY_NAME)


class Birth(NamedTuple):
    """When somebody was born, and how exactly that is known; at: the field that told it, "" when none did."""

    on: Dated | None = None
    at: str = ""


def birth_of(told: Told, reads: Mapping[str, Read]) -> tuple[Birth, dict[str, str], list[Finding]]:
    """The birth, what the vault keeps of it, and what is to be said about it."""
    kept: dict[str, str] = {}
    findings: list[Finding] = []
    birth = Birth()
    for field in _BIRTH:
        given = told.cells.get(field)
        if given is None or not_known(plain(given)):
            continue
        on, remarks = reads[BIRTH_DATE](given)
        if on is None or (field == BIRTH_YEAR and on.precision is not Precision.YEAR):
            findings.append(person.BIRTH_UNREADABLE.at(told.place(field), field=field))
            kept[told.place(field).field] = plain(given)
            continue
        findings += [remark.at(told.place(field)) for remark in remarks]
        if on.precision is Precision.DAY:
            kept[BIRTH_DATE] = on.on.isoformat()
        else:
            kept.setdefault(BIRTH_YEAR, str(on.on.year))
            if on.precision is Precision.MONTH:
                kept[told.place(field).field] = plain(given)
        if not birth.at:
            birth = Birth(on, field)
    return birth, kept, findings


def senders_id_of(told: Told) -> tuple[str, list[Finding]]:
    """How the sender calls the person; "" when nobody says.  Zeros and dashes are no id: they would join strangers."""
    given = told.cells.get(SENDERS_ID)
    shown = latin_digits(plain(given))
    if not_known(shown) or not shown.strip("0"):
        return "", []
    return shown, [person.SEPARATOR_IN_CODE.at(told.place(SENDERS_ID))] if separated(given) else []


def identity(kind: str, told: Told, key: str, birth: Mapping[str, str]) -> Identity | None:
    """Whom a record is about; of a kind without a person, its free text, None when there is none.

    key    what tells the record apart where the sender has no id of the person.
    birth  as `birth_of` keeps it.
    """
    texts = {field: plain(told.cells[field]) for field in identifying(kind) if field in told.cells}
    texts = {field: text for field, text in texts.items() if not not_known(text)}
    if not is_of_person(kind):
        fields = {**told.others, **texts}
        return Identity(key, fields, person=False) if fields else None
    fields = dict(told.others)
    joined = " ".join(texts[part] for part in (GIVEN_NAME, FAMILY_NAME) if part in texts)
    if NAME in texts and joined:
        fields |= {told.place(part).field: texts[part] for part in (GIVEN_NAME, FAMILY_NAME) if part in texts}
    fields |= {field: text for field, text in texts.items() if field not in (*_BIRTH, *_NAMES)}
    if name := texts.get(NAME) or joined:
        fields[NAME] = name
    senders_id, _ = senders_id_of(told)
    if not senders_id:
        fields.pop(SENDERS_ID, None)
    return Identity(senders_id or key, {**fields, **birth})
