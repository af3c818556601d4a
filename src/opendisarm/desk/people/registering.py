"""On the way from a file to the journal: identities become random references, and their text goes to the vault.

Nothing that tells who somebody is may pass. What a record would carry into the journal is compared with the identities
of its file, and a row in which one of them stands outside its place is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from opendisarm.core.catalogue import vault as codes
from opendisarm.core.checks.privacy import signs_in
from opendisarm.core.findings import Finding
from opendisarm.core.identity import ADDRESS, FATHER, NAME, NATIONAL_ID, NOTE, PHONE, SENDERS_ID, Identity
from opendisarm.core.records import OfPerson, PersonHarmed, Place, Record, Referral, ServiceReceived
from opendisarm.core.rows import Row
from opendisarm.desk.people.vault import Vault

_WITHIN: Final = "\x1f"
_TELLING: Final = (NAME, FATHER, NATIONAL_ID, PHONE, ADDRESS, NOTE, SENDERS_ID)
_LEAST: Final = 5
"""Shorter texts tell nobody apart, and stand in many words."""
_IDS: Final = ("ref", "accident", "hazard", "referral")
_TEXTS: Final = ("organisation", "provider", "reason")


@dataclass(slots=True)
class Registered:
    """Rows whose records name persons by reference, and what the vault is to keep.  new: persons it did not know."""

    rows: list[Row]
    parts: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    new: int = 0


def lookup(org: str, key: str, person: bool = True) -> str:
    """The text under which the vault knows a person, or the notes of a record: as the organisation calls them."""
    return _WITHIN.join((org, "person" if person else "notes", key))


def set_apart(rows: Iterable[Row]) -> list[Row]:
    """Columns of the sender's that may identify a person leave the records of any kind, for the vault.

    A surveyor's name beside a polygon is a name as well; the row keeps its other columns.
    """
    return [_set_apart(row) if row.accepted else row for row in rows]


def _set_apart(row: Row) -> Row:
    records, identities = list(row.records), list(row.identities) or [None] * len(row.records)
    for position, record in enumerate(records):
        telling = {column: text for column, text in record.extra if signs_in(column, text)}
        if not telling:
            continue
        before = identities[position]
        key = record.ref or f"{row.source.digest}/{row.source.sheet}/{row.source.row}"
        identities[position] = (
            replace(before, fields={**telling, **before.fields}) if before else Identity(key, telling, person=False)
        )
        rest = tuple(pair for pair in record.extra if pair[0] not in telling)
        records[position] = replace(record, extra=rest)
    return replace(row, records=tuple(records), identities=tuple(identities) if any(identities) else ())


def any_persons(rows: Sequence[Row]) -> bool:
    """Whether anybody is to be registered at all."""
    return any(identity is not None for row in rows for identity in row.identities)


def registered(vault: Vault | None, rows: Sequence[Row], org: str, *, commit: bool) -> Registered:
    """Give each identity its reference.

    commit  False: new persons get references that stand for nothing, and the vault stays as it is.
    vault   None: nobody was ever registered.
    """
    wanted = _lookups(rows, org)
    known = vault.subjects(list(wanted)) if vault is not None else {}
    new = [text for text in wanted if text not in known]
    if commit and vault is not None:
        for prefix, is_person in (("P", True), ("N", False)):
            known |= vault.register([text for text in new if wanted[text] is is_person], prefix)
    else:
        known |= {text: f"P-new-{number}" for number, text in enumerate(new)}
    erased = vault.is_erased(list(known.values())) if vault is not None else set()
    telling = _telling(rows)
    result = Registered([], new=sum(wanted[text] for text in new))
    for row in rows:
        if row.skipped or not row.identities:
            result.rows.append(row)
            continue
        told, parts = _row(row, org, known, erased)
        told = told.noting(*_leaks(told, telling))
        result.rows.append(told)
        if told.accepted:
            result.parts += parts
    return result


def _lookups(rows: Sequence[Row], org: str) -> dict[str, bool]:
    """Lookup text -> whether it is of a person, for the rows that go on."""
    return {
        lookup(org, identity.key, identity.person): identity.person
        for row in rows
        if row.accepted
        for identity in row.identities
        if identity is not None
    }


def _row(
    row: Row, org: str, known: Mapping[str, str], erased: set[str]
) -> tuple[Row, list[tuple[str, Mapping[str, str]]]]:
    records: list[Record] = []
    parts: dict[str, Mapping[str, str]] = {}
    notes: list[Finding] = []
    for position, record in enumerate(row.records):
        identity = row.identities[position] if position < len(row.identities) else None
        reference = known.get(lookup(org, identity.key, identity.person), "") if identity is not None else ""
        if identity is None or not reference:
            records.append(record)
            continue
        records.append(_referring(record, reference) if identity.person else record)
        if reference in erased:
            notes.append(codes.PERSON_ERASED_BEFORE.at(row.source))
        elif identity.fields:
            parts[reference] = {**parts.get(reference, {}), **identity.fields}
    once = list({finding.code: finding for finding in notes}.values())
    return replace(row, records=tuple(records)).noting(*once), list(parts.items())


def _referring(record: Record, reference: str) -> Record:
    """The record about a reference; one without an id of its own is known by whom, when and what it is about, so that
    the same said again with a correction replaces it."""
    if not isinstance(record, OfPerson):
        return record
    ref = record.ref
    if not ref:
        match record:
            case PersonHarmed(accident=accident, on=on):
                about = accident or on.isoformat()
            case Referral(pillar=pillar, on=on) | ServiceReceived(pillar=pillar, on=on):
                about = f"{pillar.value}/{on.isoformat()}"
            case _:
                about = "/".join(filter(None, (getattr(record, "purpose", ""), record.on.isoformat())))
        ref = f"{reference}/{about}"
    return replace(record, person=reference, ref=ref)


def _telling(rows: Sequence[Row]) -> dict[str, str]:
    """Texts that tell who somebody is, folded -> the field that they are in."""
    found: dict[str, str] = {}
    for row in rows:
        for identity in row.identities:
            for name, text in _texts(identity):
                found.setdefault(text, name)
    return found


def _texts(identity: Identity | None) -> Iterator[tuple[str, str]]:
    for name in _TELLING if identity is not None else ():
        text = _folded(identity.fields.get(name, "")) if identity is not None else ""
        if len(text) >= _LEAST:
            yield name, text


def _leaks(row: Row, telling: Mapping[str, str]) -> Iterator[Finding]:
    """Where an identity of the file stands in what the journal would keep of a row.

    Looks at the fields that hold whatever was typed. Texts of several words, or with digits, are found as a whole value
    wherever in the file they come from, and those of this row within a value, too. A name of one word is also the name
    of many places and organisations: it is looked for in ids only.
    """
    own = {text: name for identity in row.identities for name, text in _texts(identity)}
    for record in row.records:
        for where, value in _typed(record):
            found = telling.get(value, "")
            if found and not _tells_alone(value) and (where not in _IDS or found not in (NAME, FATHER)):
                found = ""
            if found == ADDRESS and where == "place":
                found = ""
            found = found or next(
                (name for text, name in own.items() if name != ADDRESS and _tells_alone(text) and _within(text, value)),
                "",
            )
            if found:
                yield codes.IDENTITY_IN_RECORD.at(row.source.at(where), field=found, where=where)
                return
    file = _folded(row.source.file)
    if found := next((name for text, name in own.items() if " " in text and text in file), ""):
        yield codes.IDENTITY_IN_RECORD.at(row.source, field=found, where="the name of the file")


def _within(text: str, value: str) -> bool:
    """Whether a text stands in a value as words of its own: V-1 is not in SV-10."""
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", value) is not None


def _tells_alone(text: str) -> bool:
    return " " in text or any(map(str.isdigit, text))


def _typed(record: Record) -> Iterator[tuple[str, str]]:
    """(field, folded text) of the fields of a record that hold whatever somebody typed."""
    for name in (*_IDS, *_TEXTS):
        if name == "ref" and isinstance(record, OfPerson) and record.ref.startswith(f"{record.person}/"):
            continue  # made by us
        if isinstance(text := getattr(record, name, ""), str) and text:
            yield name, _folded(text)
    place: Place | None = getattr(record, "place", None)
    for part in Place.__slots__ if place is not None else ():
        if text := getattr(place, part):
            yield "place", _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
