"""Free text and columns of the sender's that may identify a person. The value itself is never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from opendisarm.core.catalogue import casualty, record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.duplicates import folded
from opendisarm.core.findings import Finding
from opendisarm.core.identity import IDENTIFYING, NAME, NOTE

_SIGNS: Final = (
    ("e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.\w")),
    ("telephone number", re.compile(r"(?:\+|(?<![\w.])00)\d(?:[ ().-]{0,2}\d){6,}")),
    ("telephone number", re.compile(r"(?i)\b(?:tel|phone|mobile|cell|whatsapp|celular)\w*\W{0,4}\d(?:\W?\d){5,}")),
    ("identity number", re.compile(r"(?i)\b(?:passport|identity card|id card|national id|c[ée]dula)\D{0,12}\d{4,}")),
    ("name", re.compile(r"\b(?:Mr|Mrs|Ms|Mme|Dr|Sr|Sra|Señor|Señora)\.? [A-ZÀ-Þ][\w'-]+")),
)  # fmt: skip

_NAME_WORDS: Final = frozenset({"name", "names", "nombre", "nombres", "nom", "prénom"})
_ALWAYS: Final = {
    "surname": "name", "firstname": "name", "lastname": "name", "fullname": "name", "forename": "name",
    "apellido": "name", "apellidos": "name",
    "phone": "telephone number", "telephone": "telephone number", "mobile": "telephone number",
    "tel": "telephone number", "teléfono": "telephone number", "telefono": "telephone number",
    "celular": "telephone number", "email": "e-mail address", "passport": "identity number",
    "cedula": "identity number", "cédula": "identity number",
}  # fmt: skip
_OF_A_PERSON: Final = frozenset({
    "first", "last", "full", "family", "given", "father", "mother", "victim", "survivor", "informant", "owner",
    "landowner", "person", "contact", "reporter", "surveyor", "supervisor", "leader", "witness", "patient",
    "beneficiary", "casualty", "deminer", "searcher", "respondent",
})  # fmt: skip
_OF_A_THING: Final = frozenset({
    "area", "hazard", "place", "village", "town", "city", "settlement", "district", "province", "municipality",
    "department", "governorate", "region", "country", "commune", "community", "county", "state", "site", "task",
    "team", "organisation", "organization", "org", "operator", "agency", "file", "layer", "model", "device",
    "item", "project", "donor", "admin", "location", "map", "sheet", "column", "field", "short", "local",
})  # fmt: skip


def personal_data(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """One finding for each column that may hold names, telephone numbers, addresses or identity numbers.

    Looks at the reason of a correction, and at the columns that have no field of ours.
    """
    found: dict[str, tuple[int, int, frozenset[str]]] = {}
    for index, item in enumerate(batch.items):
        texts = (("reason", getattr(item.record, "reason", "")), *item.record.extra)
        for column, text in texts:
            if not (signs := signs_in(column, text)):
                continue
            first, count, before = found.get(column, (index, 0, frozenset()))
            found[column] = (first, count + 1, before | signs)
    for column, (first, count, signs) in found.items():
        yield batch.note(first, record.POSSIBLE_PERSONAL_DATA, column, count=count, what=", ".join(sorted(signs)))


def personal_data_in_text(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """One finding for each column of free text, among those that go to the vault, that may name somebody.

    Besides what `personal_data` looks for: the names that the file itself gives.
    """
    identities = [
        (index, identity)
        for index, row in enumerate(batch.rows)
        for identity in row.identities
        if identity is not None and not row.skipped
    ]
    named = {folded(name) for _, identity in identities if len((name := identity.fields.get(NAME, "")).split()) > 1}
    found: dict[str, tuple[int, int, frozenset[str]]] = {}
    for index, identity in identities:
        for column, text in identity.fields.items():
            if column in IDENTIFYING and column != NOTE:
                continue
            signs = signs_of(text) | (frozenset({"name"}) if _names(folded(text), named) else frozenset())
            if signs:
                first, count, before = found.get(column, (index, 0, frozenset()))
                found[column] = (first, count + 1, before | signs)
    for column, (first, count, signs) in found.items():
        where = batch.rows[first].source.at(column)
        said = casualty.POSSIBLE_PERSONAL_DATA_IN_TEXT
        yield first, said.at(where, count=count, what=", ".join(sorted(signs)))


def _names(text: str, named: set[str]) -> bool:
    """Whether a text holds one of these names, each of several words: compared by runs of words, not all with all."""
    words = text.split()
    lengths = {name.count(" ") + 1 for name in named}
    return any(
        " ".join(words[start : start + length]).strip(".,;:()\"'") in named
        for length in lengths
        for start in range(len(words) - length + 1)
    )


def signs_in(column: str, text: str) -> frozenset[str]:
    """What in a column of the sender's may identify a person: by its header, or by what the cell holds."""
    return _header_sign(column) | signs_of(text) if text else frozenset()


def signs_of(text: str) -> frozenset[str]:
    """What in a text may identify a person: "name", "telephone number", "e-mail address", "identity number"."""
    if text.isascii() and text.replace(".", "").isalnum() and len(text) < 8:
        return frozenset()
    return frozenset(what for what, pattern in _SIGNS if pattern.search(text))


@lru_cache(maxsize=1024)
def _header_sign(column: str) -> frozenset[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    words = set(re.findall(r"[^\W\d_]+", spaced.casefold()))
    signs = {_ALWAYS[word] for word in words & set(_ALWAYS)}
    if words & _NAME_WORDS and (words & _OF_A_PERSON or not words & _OF_A_THING):
        signs.add("name")
    if {"id", "number"} <= words and words & (_OF_A_PERSON | {"national"}):
        signs.add("identity number")
    return frozenset(signs)
