"""Accidents and the persons harmed in them.  Who a person is never stands here: only a random reference to the vault.

A record of these kinds holds closed lists, numbers, days and places; names, numbers of documents, exact birth dates,
addresses and free text go to the vault (docs/privacy.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opendisarm.core.persons import Age, DeviceClass, Disability, Doing, Outcome, Setting, Sex, Status, YesNo
from opendisarm.core.records.parts import Place, Precision, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """Mines or explosive ordnance went off.

    killed, injured, unknown_outcome   persons, as the report of the accident says; None when it does not. Persons
             of it that have records of their own are among them: the ledger counts the rest as persons of whom
             nothing else is known.
    organisation   who employed those harmed, for an accident at a demining workplace.
    shape    a point; only for those who may see exact places.
    """

    on: date
    kind: str = "accident"
    ref: str = ""
    place: Place = Place()
    precision: Precision = Precision.DAY
    setting: Setting = Setting.UNKNOWN
    device: DeviceClass = DeviceClass.UNKNOWN
    doing: Doing = Doing.UNKNOWN
    killed: int | None = None
    injured: int | None = None
    unknown_outcome: int | None = None
    marked: YesNo = YesNo.UNKNOWN
    hazard: str = ""
    organisation: str = ""
    shape: Shape | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHarmed:
    """A person killed or injured.

    person    reference to the vault, "P-..." at random; "" until the record is entered.
    on        the day of harm; died: the day of death of a person who was injured first.
    accident  the sender's id of the accident, "" when none is told; its place, setting and device count where this
              record tells none.
    age       on the day of harm.      disability  as the report says; an assessment of needs tells better.
    """

    on: date
    outcome: Outcome
    kind: str = "person.harmed"
    ref: str = ""
    person: str = ""
    accident: str = ""
    place: Place = Place()
    precision: Precision = Precision.DAY
    died: date | None = None
    sex: Sex = Sex.UNKNOWN
    age: Age = Age.UNKNOWN
    disability: Disability = Disability.UNKNOWN
    status: Status = Status.UNKNOWN
    device: DeviceClass = DeviceClass.UNKNOWN
    doing: Doing = Doing.UNKNOWN
    educated: YesNo = YesNo.UNKNOWN
    extra: tuple[tuple[str, str], ...] = ()
