"""Who was harmed: one casualty for one person in one accident, and those of whom only a number is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from opendisarm.core.persons import Age, DeviceClass, Disability, Doing, Outcome, Setting, Sex, Status
from opendisarm.core.records import Accident, PersonHarmed, Place
from opendisarm.ledgers.people.gathered import Gathered

_RANK: Final = {Outcome.UNKNOWN: 0, Outcome.INJURED: 1, Outcome.KILLED: 2}
_ATTRIBUTES: Final = ("sex", "age", "disability", "status", "device", "setting", "doing")
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Casualty:
    """One person harmed, or `count` persons of whom nothing but the outcome is known.

    by      the entry that says so.      person  root reference, "" where there is none.
    accident  its position in `Gathered.accidents`; None where no report of an accident is known.
    died    the day of death of a person who was injured first.
    """

    by: str
    on: date
    outcome: Outcome
    person: str = ""
    count: int = 1
    died: date | None = None
    place: Place = Place()
    organisation: str = ""
    sex: Sex = Sex.UNKNOWN
    age: Age = Age.UNKNOWN
    disability: Disability = Disability.UNKNOWN
    status: Status = Status.UNKNOWN
    device: DeviceClass = DeviceClass.UNKNOWN
    setting: Setting = Setting.UNKNOWN
    doing: Doing = Doing.UNKNOWN
    accident: int | None = None


_Harm = tuple[str, str, PersonHarmed]


def casualties(found: Gathered) -> list[Casualty]:
    """Every casualty of the facts.

    Several records of one person for one accident, or for one day, are one casualty: killed before injured before
    unknown, the later record before the earlier; what that one leaves unknown, the others may tell.
    Persons whom the report of an accident counts beyond those with records of their own are casualties of unknown sex,
    age and status.
    """
    result: list[Casualty] = []
    of_accident: dict[int, Counter[Outcome]] = {}
    for person, facts in found.of_person.items():
        harms = [(entry, org, record) for entry, org, record in facts if isinstance(record, PersonHarmed)]
        result += [_casualty(found, cluster, person, of_accident) for cluster in _one_accident_each(harms)]
    result += [_casualty(found, [harm], "", of_accident) for harm in found.unnamed]
    for position, (entry, _, accident) in enumerate(found.accidents):
        result.extend(_others(entry, position, accident, of_accident.get(position, Counter())))
    return sorted(result, key=lambda one: (one.on, one.by, one.outcome))


def _one_accident_each(harms: Sequence[_Harm]) -> Iterator[list[_Harm]]:
    """Records of one person, those about the same accident together."""
    clusters: list[list[_Harm]] = []
    for harm in harms:
        _, org, record = harm
        for cluster in clusters:
            if any(
                record.on == other.on or (record.accident and (org, record.accident) == (its, other.accident))
                for _, its, other in cluster
            ):
                cluster.append(harm)
                break
        else:
            clusters.append([harm])
    yield from clusters


def _casualty(found: Gathered, cluster: list[_Harm], person: str, of_accident: dict[int, Counter[Outcome]]) -> Casualty:
    ranked = sorted(cluster, key=lambda harm: (_RANK[harm[2].outcome], harm[2].on, harm[0]), reverse=True)
    entry, _, best = ranked[0]
    positions = (found.named.get((org, record.accident)) for _, org, record in ranked if record.accident)
    position = next((place for place in positions if place is not None), None)
    on = min(record.on for _, _, record in cluster)
    died = next((record.died for _, _, record in ranked if record.died is not None), None)
    if best.outcome is not Outcome.INJURED or (died is not None and died < on):
        died = None
    sources: list[PersonHarmed | Accident] = [record for _, _, record in ranked]
    if position is not None:
        of_accident.setdefault(position, Counter())[best.outcome] += 1
        sources.append(found.accidents[position][2])
    return Casualty(entry, on, best.outcome, person, died=died, accident=position, **_told(sources))


def _told(sources: Sequence[PersonHarmed | Accident]) -> dict[str, Any]:
    """What records tell of a casualty: of each attribute what the first of them says that knows it."""
    told: dict[str, Any] = {}
    for record in sources:
        for name in _ATTRIBUTES:
            if name not in told and getattr(record, name, _UNKNOWN) != _UNKNOWN:
                told[name] = getattr(record, name)
        if "place" not in told and record.place.state:
            told["place"] = record.place
        if isinstance(record, Accident) and record.organisation:
            told.setdefault("organisation", record.organisation)
    return told


def _others(entry: str, position: int, accident: Accident, recorded: Counter[Outcome]) -> Iterator[Casualty]:
    """Those whom the report counts and no record of a person tells of."""
    reported = {
        Outcome.KILLED: accident.killed or 0,
        Outcome.INJURED: accident.injured or 0,
        Outcome.UNKNOWN: accident.unknown_outcome or 0,
    }
    # An injured person who died since is a person of the report all the same: what is left is counted over outcomes.
    left = sum(reported.values()) - recorded.total()
    for outcome in (Outcome.KILLED, Outcome.INJURED, Outcome.UNKNOWN):
        count = min(left, max(0, reported[outcome] - recorded[outcome]))
        if count > 0:
            left -= count
            yield Casualty(entry, accident.on, outcome, count=count, accident=position, **_told((accident,)))
