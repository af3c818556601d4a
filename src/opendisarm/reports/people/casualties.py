"""Casualties of the period: by sex and age, by status, by device, by province; all devices, or one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from opendisarm.core.persons import DeviceClass, Status
from opendisarm.ledgers.people.postings import DEVICES, STATUSES
from opendisarm.ledgers.words import Flags
from opendisarm.reports.figures import UNKNOWN, Cell, Phrase, Row, Table, row_key
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.harmed import OUTCOME_COLUMNS, Harmed
from opendisarm.reports.people.sadd import STUB, TOTAL, age_known, sex_known, shown_lines
from opendisarm.reports.people.words import DEVICE_WORDS, STATUS_WORDS

PROVINCE_NOT_TOLD: Final = Phrase("Province not told")

MINIMUM: Final = Phrase(
    "Persons harmed in the period, with what had become of them on its last day. Recorded casualties are a minimum."
)
SEX_KNOWN: Final = Phrase("Sex known for {known} of {all} casualties.")
AGE_KNOWN: Final = Phrase("Age known for {known} of {all} casualties.")
DISABILITY_KNOWN: Final = Phrase("Disability known for {known} of {all} casualties.")
STATUS_KNOWN: Final = Phrase("Status known for {known} of {all} casualties.")
DEVICE_KNOWN: Final = Phrase("Device known for {known} of {all} casualties.")
PROVINCE_KNOWN: Final = Phrase("Province known for {known} of {all} casualties.")
CLASSES: Final = Phrase("Classes of the Landmine Monitor. Devices set off by command belong to none of them.")

_DEVICE_UNKNOWN, _SUBMUNITION = DEVICES.index(DeviceClass.UNKNOWN), DEVICES.index(DeviceClass.SUBMUNITION)
_STATUS_UNKNOWN = STATUSES.index(Status.UNKNOWN)


def casualties(facts: PeopleFacts, harmed: Harmed, key: str, form: Phrase) -> Table:
    """All casualties by sex and age."""
    title = Phrase("Casualties in the period, by sex and age")
    known = facts.casualties_known
    return _by_sex_and_age(harmed, _all(harmed), key, form, title, Phrase("Casualties"), known=known)


def of_submunitions(facts: PeopleFacts, harmed: Harmed, key: str, form: Phrase) -> Table:
    """Casualties of cluster submunitions by sex and age; unknown when the device of no casualty is known."""
    title = Phrase("Casualties of cluster munition remnants in the period, by sex and age")
    some = harmed.device == _SUBMUNITION
    told = harmed.device != _DEVICE_UNKNOWN
    known = facts.casualties_known and bool(told.any())
    part = Phrase("Submunitions")
    return _by_sex_and_age(harmed, some, key, form, title, part, known=known, before=[(DEVICE_KNOWN, told)])


def by_status(facts: PeopleFacts, harmed: Harmed, key: str, form: Phrase) -> Table:
    """Civilians, deminers, security forces."""
    rows = [(Row(status.value, STATUS_WORDS[status]), harmed.status == code) for code, status in enumerate(STATUSES)]
    notes = _known(harmed, _all(harmed), [(STATUS_KNOWN, harmed.status != _STATUS_UNKNOWN)])
    title, part = Phrase("Casualties in the period, by status"), Phrase("Status")
    return _table(harmed, rows, (key, form, title, Phrase("Status"), part), notes, known=facts.casualties_known)


def by_device(facts: PeopleFacts, harmed: Harmed, key: str, form: Phrase) -> Table:
    """What exploded."""
    rows = [(Row(device.value, DEVICE_WORDS[device]), harmed.device == code) for code, device in enumerate(DEVICES)]
    notes = _known(harmed, _all(harmed), [(DEVICE_KNOWN, harmed.device != _DEVICE_UNKNOWN)])
    title, part = Phrase("Casualties in the period, by device"), Phrase("Device")
    return _table(
        harmed, rows, (key, form, title, Phrase("Device"), part), (*notes, CLASSES), known=facts.casualties_known
    )


def by_province(facts: PeopleFacts, harmed: Harmed, key: str, form: Phrase) -> Table:
    """Every province in which somebody was harmed; "not told" last."""
    names = facts.people.profiles.admin1.names
    there = sorted(np.unique(harmed.province).tolist(), key=lambda code: (not names[code], names[code]))
    rows = [(Row(row_key(names[code]), names[code] or PROVINCE_NOT_TOLD), harmed.province == code) for code in there]
    told = np.array([bool(name) for name in names], bool)[harmed.province]
    notes = _known(harmed, _all(harmed), [(PROVINCE_KNOWN, told)])
    title, part = Phrase("Casualties in the period, by province"), Phrase("Provinces")
    return _table(harmed, rows, (key, form, title, Phrase("Province"), part), notes, known=facts.casualties_known)


Named = tuple[str, Phrase, Phrase, Phrase, Phrase]
"""Id, form, title, stub and part of a table."""
Asked = list[tuple[Phrase, Flags]]
"""A sentence about how many are known, and who they are."""


def _by_sex_and_age(
    harmed: Harmed, whole: Flags, key: str, form: Phrase, title: Phrase, part: Phrase, *, known: bool,
    before: Asked | None = None,
) -> Table:  # fmt: skip
    rows = [(row, whole & (harmed.line == position)) for position, row in shown_lines(harmed.line[whole])]
    asked: Asked = [
        (SEX_KNOWN, sex_known(harmed.line)), (AGE_KNOWN, age_known(harmed.line)),
        (DISABILITY_KNOWN, harmed.disability_known),
    ]  # fmt: skip
    notes = (MINIMUM, *_known(harmed, _all(harmed), before or []), *_known(harmed, whole, asked))
    return _table(harmed, rows, (key, form, title, STUB, part), notes, known=known, whole=whole)


def _table(
    harmed: Harmed, rows: Iterable[tuple[Row, Flags]], named: Named, notes: Iterable[Phrase], *, known: bool,
    whole: Flags | None = None,
) -> Table:  # fmt: skip
    key, form, title, stub, part = named
    whole = _all(harmed) if whole is None else whole
    asked = bool((harmed.disability_known & whole).any()) or not whole.any()
    lines = [*rows, (TOTAL, whole)]
    cells: dict[tuple[str, str], Cell] = {}
    for row, which in lines:
        for column, cell in harmed.cells(which).items():
            told = known and (asked or column != "with_disability")
            cells[row.key, column] = cell if told else UNKNOWN
    return Table(key, form, title, stub, OUTCOME_COLUMNS, tuple(row for row, _ in lines), cells, tuple(notes), part)


def _known(harmed: Harmed, whole: Flags, asked: Asked) -> tuple[Phrase, ...]:
    """Sentences with their denominators; none about nobody."""
    everybody = harmed.counted.part(whole).total()
    return tuple(
        sentence.of(known=harmed.counted.part(whole & which).total(), all=everybody)
        for sentence, which in asked
        if everybody
    )


def _all(harmed: Harmed) -> Flags:
    return np.ones(len(harmed.counted), bool)
