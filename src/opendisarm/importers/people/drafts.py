"""From what is told to the records that it says, and to the identity beside each; an error leaves no record at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from opendisarm.core.catalogue import person
from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding, rejecting
from opendisarm.core.identity import Identity
from opendisarm.core.persons import OLDEST, Age, Outcome, YesNo
from opendisarm.core.records import Consent, Place, Precision, Record, class_of
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.importers.people import points, reached
from opendisarm.importers.people.ages import age_at
from opendisarm.importers.people.fields import (
    AGE_YEARS,
    CONSENT,
    CONSENTS,
    HARMED,
    LOCATION,
    OUTCOMES,
    PLACE,
    SESSION,
    fields_of,
    is_of_person,
    required,
)
from opendisarm.importers.people.identities import Birth, birth_of, identity, senders_id_of
from opendisarm.importers.people.told import Told
from opendisarm.importers.people.values import Read, choices_of, count
from opendisarm.importers.values.dates import Dated
from opendisarm.importers.values.placing import POINT_FIELDS
from opendisarm.importers.values.words import fold, plain

_BETWEEN: Final = re.compile(r"[/,;+&|]|\b(?:and|et|y|و)\b")
_NO_FIELDS: Final = (*PLACE, *CONSENTS, AGE_YEARS, LOCATION, *POINT_FIELDS)
"""What columns tell and a class holds in another way."""
_OF_CONSENT: Final = ("on", "place", "precision", "sex", "age", "organisation")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a row says: records, whom each is about, what is to be said."""

    records: tuple[Record, ...] = ()
    identities: tuple[Identity | None, ...] = ()
    findings: tuple[Finding, ...] = ()

    def row(self, source: Source, *notes: Finding) -> Row:
        """As a row; with an error nothing goes on but the findings."""
        findings = (*notes, *self.findings)
        if rejecting(findings):
            return Row(source, (), findings)
        whom = self.identities if any(self.identities) else ()
        return Row(source, self.records, findings, identities=whom)


def together(*parts: Drafted) -> Drafted:
    """Several parts of one row as one."""
    return Drafted(
        tuple(record for part in parts for record in part.records),
        tuple(one for part in parts for one in part.identities),
        tuple(finding for part in parts for finding in part.findings),
    )


def drafted(
    kind: str,
    told: Told,
    reads: Mapping[str, Read],
    constants: Mapping[str, Any],
    key: str,
    ref: str = "",
    crs: str = "",
) -> Drafted:
    """The record of a kind, and one more for each consent told with it.

    reads      field -> how it is read.     constants  field -> value where no cell says it.
    key        of the identity, where no id tells the person.
    ref        of the record, where it is known before; else a cell tells it.
    """
    found, failed, findings = _read(kind, told, reads, constants)
    if ref:
        found["ref"] = ref
    birth, kept, notes = birth_of(told, reads) if is_of_person(kind) else (Birth(), {}, [])
    _, more = senders_id_of(told)
    findings += notes + more
    missing = _missing(kind, found)
    findings += [
        codes.FIELD_MISSING.at(told.place(name), field=name, kind=kind) for name in missing if name not in failed
    ]
    if missing or rejecting(findings):
        return Drafted(findings=tuple(findings))
    values = _values(kind, found)
    if kind == HARMED and "accident" in values and not any(part in told.cells for part in PLACE):
        values["place"] = Place()  # that of the accident, not the state that is taken where nobody says one
    if is_of_person(kind):
        values["age"], notes = _age(told, found, birth)
        findings += notes
    if kind == HARMED:
        values["outcome"], notes = _outcome(told, found)
        findings += notes
    if "shape" in class_of(kind).__dataclass_fields__:
        values["shape"], noted = points.placed(found, crs, frozenset(failed))
        findings += [remark.at(told.place(name)) for name, remark in noted]
    if kind == SESSION:
        values |= _reached(told, findings)
    records: list[Record] = [] if _only_consents(kind, found) else [class_of(kind)(**values)]
    records += _consents(values, found)
    whom = identity(kind, told, key if is_of_person(kind) else values.get("ref") or key, kept)
    return Drafted(tuple(records), (whom,) * len(records), tuple(findings))


def _read(
    kind: str, told: Told, reads: Mapping[str, Read], constants: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str], list[Finding]]:
    """Field -> value; the fields whose cell said something that cannot be read; what is to be said."""
    found = dict(constants)
    failed: set[str] = set()
    findings: list[Finding] = []
    for field in fields_of(kind):
        if field not in told.cells or (field == "outcome" and _both(told.cells[field])):
            continue
        value, remarks = reads[field](told.cells[field])
        findings += [remark.at(told.place(field)) for remark in remarks]
        if value is not None:
            found[field] = value
        elif remarks:
            failed.add(field)
    return found, failed, findings


def _missing(kind: str, found: Mapping[str, Any]) -> list[str]:
    needed = ("on",) if _only_consents(kind, found) else required(kind)
    return [name for name in needed if name not in found]


def _only_consents(kind: str, found: Mapping[str, Any]) -> bool:
    """A row of consents with a column for each purpose."""
    return kind == CONSENT and not {"purpose", "decision"} & found.keys() and any(name in found for name in CONSENTS)


def _values(kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the record: dates as days, the parts of a place together."""
    left_out = (*_NO_FIELDS, *(OUTCOMES if kind == HARMED else ()))
    values = {name: found[name] for name in fields_of(kind) if name in found and name not in left_out}
    values["place"] = Place(**{part: found[part] for part in PLACE if part in found})
    on: Dated = found["on"]
    values["precision"] = found.get("precision", on.precision)
    values["on"] = _first_day(on) if kind == SESSION and "until" in found else on.on
    return {name: value.on if isinstance(value, Dated) else value for name, value in values.items()}


def _first_day(of: Dated) -> date:
    """A run of sessions counts from the first day that its beginning can mean."""
    if of.precision is Precision.YEAR:
        return of.on.replace(month=1, day=1)
    return of.on.replace(day=1) if of.precision is Precision.MONTH else of.on


def _age(told: Told, found: Mapping[str, Any], birth: Birth) -> tuple[Age, list[Finding]]:
    """As told; where nobody tells it, by the birth."""
    stated = [found[name] for name in (AGE_YEARS, "age") if found.get(name, Age.UNKNOWN) is not Age.UNKNOWN]
    if stated or birth.on is None or AGE_YEARS in told.cells or "age" in told.cells:
        return next(iter(stated), Age.UNKNOWN), []
    age = age_at(found["on"], birth.on)
    if age is None and birth.on.on < found["on"].on:
        return Age.UNKNOWN, [person.AGE_IMPOSSIBLE.at(told.place(birth.at), oldest=OLDEST)]
    return age or Age.UNKNOWN, []


def _outcome(told: Told, found: Mapping[str, Any]) -> tuple[Outcome, list[Finding]]:
    """By its column, or by columns that say killed or injured with yes or no."""
    said = {found.get("outcome", Outcome.UNKNOWN)} - {Outcome.UNKNOWN}
    said |= {Outcome(name) for name in OUTCOMES if found.get(name) is YesNo.YES}
    if len(said) > 1 or _both(told.cells.get("outcome")):
        at = next(name for name in ("outcome", *OUTCOMES) if name in told.cells)
        return Outcome.UNKNOWN, [person.OUTCOME_TWICE.at(told.place(at))]
    return next(iter(said), Outcome.UNKNOWN), []


def _both(given: object) -> bool:
    """Whether a cell says killed and injured at once ("killed/injured")."""
    known = choices_of("outcome").by_word
    words = [known.get(fold(part)) for part in _BETWEEN.split(plain(given).casefold())]
    return {Outcome.KILLED.value, Outcome.INJURED.value} <= set(words)


def _reached(told: Told, findings: list[Finding]) -> dict[str, Any]:
    """Those reached, direct and indirect apart; adds to the findings."""
    counts: list[tuple[reached.Counted, int]] = []
    places: dict[str, Source] = {}
    for whom, place, given in told.counts:
        number, remarks = count(given)
        findings += [remark.at(place) for remark in remarks]
        if number is not None:
            counts.append((whom, number))
            places.setdefault(whom.reach, place)
    values: dict[str, Any] = {}
    for reach in (reached.DIRECT, reached.INDIRECT):
        values[reach], remarks = reached.cells(counts, reach)
        findings += [remark.at(places[reach]) for remark in remarks]
    return values


def _consents(values: Mapping[str, Any], found: Mapping[str, Any]) -> list[Record]:
    shared = {
        name: values[name] for name in ("on", "place", "precision", "sex", "age", "organisation") if name in values
    }
    ref = values.get("ref", "")
    return [
        Consent(purpose=purpose, decision=found[name], ref=f"{ref}/consent/{purpose.value}" if ref else "", **shared)
        for name, purpose in CONSENTS.items()
        if name in found
    ]
