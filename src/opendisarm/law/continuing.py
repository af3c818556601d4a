"""Duties without a date: continuing ones, and the duty to make national law."""

from __future__ import annotations

from opendisarm.core.records import AssistanceKind, MeasureKind, NationalMeasure, Practised
from opendisarm.law.answers import Answer, Because, Seen, Verdict
from opendisarm.law.freshness import confirmed, fresh
from opendisarm.law.instrument import Duty
from opendisarm.law.party import Party
from opendisarm.law.reports import kept_until
from opendisarm.ledgers.norms.facts import Fact

_OF_ITS_OWN = {MeasureKind.LAW, MeasureKind.REGULATION, MeasureKind.DECREE, MeasureKind.PENAL_SANCTIONS}
_IN_PART = {MeasureKind.APPROVAL, MeasureKind.EXISTING_LAW}
_PRACTISED = {
    Practised.FOLLOWS: Seen.YES, Practised.PARTLY: Seen.PARTLY, Practised.DOES_NOT_FOLLOW: Seen.NO,
}  # fmt: skip


def continuing(party: Party, duty: Duty) -> Answer:
    """Binding at all times; fresh evidence of practice decides, and without it the duty simply stands.

    Source  APMBC art. 3(1), 5(2), 6(3); CCM art. 5, 6; ATT art. 5, 12.
    """
    because = [party.binding(), Because(duty.cite, says="continuing; the text sets no date")]
    because += [Because(cite) for cite in duty.also]
    notes = [f"Ends when {duty.unless}."] if duty.unless else []
    if duty.keep_years:
        years, article = party.number(duty.keep_years)
        because.append(Because(article.cite, says=f"at least {years} years"))
        notes.append(f"A record made on {party.on} is kept until {kept_until(party.on)} at least.")
    if duty.sets_up:
        set_up = _set_up(party, duty)
        because += [why for _, why in set_up]
        lacking = [kind.value for kind in duty.sets_up if kind not in dict(set_up)]
        notes += [f"Not recorded: {', '.join(lacking).replace('_', ' ')}."] if lacking else []
    evidence = [fact for fact in party.facts.practice(duty.id, party.state) if fact.record.on <= party.on]
    if not evidence:
        return Answer(duty.id, Verdict.DUE, tuple(because), note=" ".join(notes))
    last = evidence[-1]
    record = last.record
    because.append(Because(duty.cite, last.entry, f"{record.practised.value.replace('_', ' ')}: {record.evidence}"))
    verdict, unconfirmed = Verdict.DUE, False
    if not fresh(record.on, party.on) or not confirmed(record.grade):
        unconfirmed = True
    elif record.practised is Practised.FOLLOWS:
        verdict = Verdict.MET
    elif record.practised is Practised.DOES_NOT_FOLLOW:
        verdict = Verdict.MISSED
    return Answer(duty.id, verdict, tuple(because), unconfirmed=unconfirmed, note=" ".join(notes))


def national_law(party: Party, duty: Duty) -> Answer:
    """Whether the state has made the duty into law.  The text sets no date, so it is never missed.

    Source  APMBC art. 9, CCM art. 9.
    """
    because = [party.binding(), Because(duty.cite, says="the text sets no date")]
    measures = [fact for fact in party.facts.measures(duty.id, party.state) if fact.record.on <= party.on]
    own = [fact for fact in measures if fact.record.measure in _OF_ITS_OWN]
    because += [_because(duty, fact) for fact in measures]
    if own:
        unsure = not any(confirmed(fact.record.grade) for fact in own)
        return Answer(duty.id, Verdict.MET, tuple(because), unconfirmed=unsure, note=_named(own[-1]))
    missing = "a national law with penal sanctions, or the state's statement that existing law suffices"
    if part := [fact for fact in measures if fact.record.measure in _IN_PART]:
        note = f"{_named(part[-1])} Whether it prohibits and punishes what the article names is not recorded."
        return Answer(duty.id, Verdict.UNKNOWN, tuple(because), missing=missing, note=note)
    if measures and fresh(measures[-1].record.on, party.on) and confirmed(measures[-1].record.grade):
        return Answer(duty.id, Verdict.DUE, tuple(because), note="No law of its own when last seen.")
    old = bool(measures)
    note = f"No law of its own when last seen ({measures[-1].record.on.year}); not checked since." if old else ""
    return Answer(duty.id, Verdict.UNKNOWN, tuple(because), unconfirmed=old, missing=missing, note=note)


def enacted(party: Party, duty: Duty) -> Seen:
    """What is known of national law behind any duty on the day."""
    kinds = {fact.record.measure for fact in party.facts.measures(duty.id, party.state) if fact.record.on <= party.on}
    if kinds & _OF_ITS_OWN:
        return Seen.YES
    return Seen.PARTLY if kinds & _IN_PART else Seen.UNKNOWN


def practised(party: Party, duty: Duty) -> Seen:
    """What the last evidence says of practice; nothing is inferred from the law."""
    evidence = [fact for fact in party.facts.practice(duty.id, party.state) if fact.record.on <= party.on]
    return _PRACTISED[evidence[-1].record.practised] if evidence else Seen.UNKNOWN


def _set_up(party: Party, duty: Duty) -> list[tuple[AssistanceKind, Because]]:
    """What the state is recorded to have set up for victims on the day; it says nothing of how well it works."""
    found = []
    for fact in party.facts.assistance(party.state):
        record = fact.record
        stands = record.on <= party.on and (record.until is None or record.until >= party.on)
        if stands and record.provision in duty.sets_up:
            words = f"{record.provision.value.replace('_', ' ')}: {record.title or 'recorded'} ({record.on.year})"
            found.append((record.provision, Because(duty.sets_up[record.provision], fact.entry, words)))
    return found


def _because(duty: Duty, fact: Fact[NationalMeasure]) -> Because:
    record = fact.record
    words = f"{record.measure.value.replace('_', ' ')} {record.title}".strip()
    return Because(
        duty.cite,
        fact.entry,
        f"{words} ({record.on.isoformat() if record.precision.value == 'day' else record.on.year})",
    )


def _named(fact: Fact[NationalMeasure]) -> str:
    record = fact.record
    return f"{record.title or record.measure.value.replace('_', ' ').capitalize()} ({record.on.year})."
