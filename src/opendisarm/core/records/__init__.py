"""The record kinds: what a row of somebody's file says, as a frozen value.

field        land surveyed and released, devices, events, administrative units
claims       figures somebody published, statements somebody signed
norms        acts of states towards instruments, and the instruments' occasions
obligations  deadlines, reports, national measures, practice
incidents    use of weapons and harm
persons      accidents, persons harmed
assistance   needs, referrals, services, consent of persons
education    risk education sessions
sourced      what every record about states carries: source, grade
payload      a record as a journal payload and back
"""

from opendisarm.core.records.assistance import (
    Consent,
    NeedAssessed,
    PersonErased,
    Referral,
    SamePerson,
    ServiceReceived,
)
from opendisarm.core.records.claims import Declaration, PublishedFigure, Said
from opendisarm.core.records.education import EducationSession, Reached
from opendisarm.core.records.field import AdminUnit, DeviceFound, EventReported, LandRecord
from opendisarm.core.records.incidents import Harm, Incident, Populated, WeaponClass
from opendisarm.core.records.norms import (
    DEPOSITS,
    Act,
    Ballot,
    Endorsement,
    Endorsing,
    Milestone,
    Position,
    PublishedCount,
    StateAct,
    Vote,
)
from opendisarm.core.records.obligations import (
    AssistanceKind,
    AssistanceMeasure,
    Filing,
    MeasureKind,
    NationalMeasure,
    ObligationStep,
    Practice,
    Practised,
    ReportFiled,
    Step,
)
from opendisarm.core.records.parts import Place, Precision, Shape
from opendisarm.core.records.payload import (
    NORM_KINDS,
    PEOPLE_KINDS,
    RECORD_KINDS,
    Mapped,
    NormRecord,
    OfPerson,
    PeopleRecord,
    Record,
    class_of,
    payload_of,
    record_of,
)
from opendisarm.core.records.persons import Accident, PersonHarmed
from opendisarm.core.records.sourced import Grade, Sourced

__all__ = [
    "DEPOSITS", "NORM_KINDS", "PEOPLE_KINDS", "RECORD_KINDS", "Accident", "Act", "AdminUnit", "AssistanceKind",
    "AssistanceMeasure", "Ballot", "Consent", "Declaration", "DeviceFound", "EducationSession", "Endorsement",
    "Endorsing", "EventReported", "Filing", "Grade", "Harm", "Incident", "LandRecord", "Mapped", "MeasureKind",
    "Milestone", "NationalMeasure", "NeedAssessed", "NormRecord", "ObligationStep", "OfPerson", "PeopleRecord",
    "PersonErased", "PersonHarmed", "Place", "Populated", "Position", "Practice", "Practised", "Precision",
    "PublishedCount", "PublishedFigure", "Reached", "Record", "Referral", "ReportFiled", "Said", "SamePerson",
    "ServiceReceived", "Shape", "Sourced", "StateAct", "Step", "Vote", "WeaponClass", "class_of", "payload_of",
    "record_of",
]  # fmt: skip
