"""The way of a survivor: need, referral, service, and what the person agreed to; not everybody goes all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from opendisarm.core.clocks import add_years
from opendisarm.core.persons import Basis, Decision, Pillar, Sex
from opendisarm.core.records import Consent, NeedAssessed, Place, Referral, ServiceReceived
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.names import Somebody
from opendisarm.sample.people.words import ANSWERS, ASKED, DECISIONS, PROVIDERS, RESULTS, WALKING
from opendisarm.sample.sites import Pen

OfSurvivor = NeedAssessed | Referral | ServiceReceived | Consent

_DOMAINS: Final = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
_KEPT_YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Way:
    """What one organisation did for one person, from `first` (the day of harm) to `last`.

    instance  of the submission that says it; "" where tables do.
    """

    somebody: Somebody
    first: date
    last: date
    place: Place
    sex: Sex
    organisation: str
    instance: str = ""


def way(of: Way, pen: Pen) -> Iterator[OfSurvivor]:
    """The records of a way: the assessment, what was agreed to, referrals, services; none of them after the last day.

    Some waits are longer than 90 days, and some never end.
    """
    draws = pen.draws
    assessed = _after(of.first, 4, 150 if draws.chance(0.85) else 900, of.last, draws)
    if assessed is None:
        return
    needs = frozenset(pillar for pillar in Pillar if draws.chance(0.42))
    ref = of.instance or pen.next_id("NA")
    about = {"sex": of.sex, "age": of.somebody.age_on(assessed)}
    yield NeedAssessed(ref=ref, needs=needs, **_shared(of, assessed, about), **_answers(draws))
    # Tables tell sex and age with the assessment only; a submission asks them once, for all that it says.
    about = about if of.instance else {}
    yield from _consents(of, assessed, about, draws)
    referrals, services = _steps(of, needs, assessed, about, pen)
    yield from referrals
    yield from services


def _steps(
    of: Way, needs: frozenset[Pillar], assessed: date, about: Mapping[str, Any], pen: Pen
) -> tuple[list[Referral], list[ServiceReceived]]:
    draws = pen.draws
    referrals: list[Referral] = []
    services: list[ServiceReceived] = []
    for pillar in Pillar:
        referred = _after(assessed, 0, 30, of.last, draws)
        if pillar not in needs or referred is None or not draws.chance(0.78):
            continue
        provider = f"{of.place.admin1} {draws.pick(PROVIDERS[pillar])}"
        ref = f"{of.instance}/referrals/{len(referrals) + 1}" if of.instance else pen.next_id("RF")
        said: dict[str, Any] = {"pillar": pillar, "provider": provider}
        referrals.append(Referral(ref=ref, **said, **_shared(of, referred, about)))
        least, most = (95, 420) if draws.chance(0.3) else (2, 85)
        served = _after(referred, least, most, of.last, draws)
        if served is None or not draws.chance(0.78):
            continue
        its = f"{of.instance}/services/{len(services) + 1}" if of.instance else pen.next_id("SV")
        service = ServiceReceived(ref=its, **said, result=draws.pick(RESULTS), **_shared(of, served, about))
        services.append(service if of.instance else replace(service, referral=ref))
    return referrals, services


def _consents(of: Way, on: date, about: Mapping[str, Any], draws: Draws) -> Iterator[Consent]:
    """A form asks for each purpose by a question of its own, and for nothing else about it."""
    for purpose, share in ASKED:
        if not draws.chance(share):
            continue
        decision, until, basis = draws.pick(DECISIONS[purpose]), None, Basis.CONSENT
        if of.instance:
            ref = f"{of.instance}/consent/{purpose.value}"
        else:
            ref = ""
            until = add_years(on, _KEPT_YEARS) if draws.chance(0.3) else None
            basis = Basis.VITAL_INTEREST if draws.chance(0.03) else basis
        said = _shared(of, on, about)
        yield Consent(ref=ref, purpose=purpose, decision=decision, basis=basis, until=until, **said)
        withdrawn = _after(on, 30, 700, of.last, draws)
        if not of.instance and decision is Decision.GIVEN and withdrawn is not None and draws.chance(0.02):
            yield Consent(purpose=purpose, decision=Decision.WITHDRAWN, **_shared(of, withdrawn, about))


def _shared(of: Way, on: date, about: Mapping[str, Any]) -> dict[str, Any]:
    return {"on": on, "place": of.place, "organisation": of.organisation, **about}


def _answers(draws: Draws) -> dict[str, Any]:
    """The Washington Group short set; one in ten was not asked."""
    if draws.chance(0.1):
        return {}
    return {domain: draws.pick(WALKING if domain == "walking" else ANSWERS) for domain in _DOMAINS}


def _after(day: date, least: int, most: int, last: date, draws: Draws) -> date | None:
    """A day so much later; None when that would be after the last."""
    later = day.toordinal() + draws.whole(least, most)
    return date.fromordinal(later) if later <= last.toordinal() else None
