"""Entry into force by the treaty's own rule: it completes protocols that store no day, and checks those that do.

A stored day stands. Where the rule gives another one, the difference is listed with its reason; nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from opendisarm.core.clocks import add_months, first_of_month_after
from opendisarm.core.records import DEPOSITS, Act, Incident, NormRecord, StateAct
from opendisarm.law.instrument import After, Instrument, instruments
from opendisarm.ledgers.norms.facts import Fact

SUCCESSION = (
    "The state succeeded to the convention: a successor is bound from the day on which it became responsible for its "
    "territory, not by the rule for deposits."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A state whose stored entry into force needs a word.  computed == stored where only the reason matters."""

    instrument: str
    state: str
    deposited: date
    stored: date
    computed: date
    reason: str
    cite: str
    entry: str


def after(rule: After, day: date) -> date:
    """The day so long after another."""
    if rule.first_of_month:
        return first_of_month_after(day, rule.months)
    return add_months(day, rule.months) if rule.months else day + timedelta(days=rule.days)


def by_rule(instrument: Instrument, deposited: date) -> date | None:
    """Entry into force for a state by the rule alone; never before the instrument's own.  None without a rule."""
    if instrument.entry_into_force is None or instrument.in_force is None:
        return None
    return max(after(instrument.entry_into_force.later, deposited), instrument.in_force.on)


def in_force_by_threshold(instrument: Instrument, deposits: Iterable[date]) -> date | None:
    """The instrument's own entry into force, from the deposit that reached its threshold; None when none did."""
    rule = instrument.entry_into_force
    ordered = sorted(deposits)
    if rule is None or len(ordered) < rule.threshold:
        return None
    return after(rule.first, ordered[rule.threshold - 1])


def completed(acts: Iterable[Fact[StateAct]], known: Mapping[str, Instrument] | None = None) -> list[Fact[StateAct]]:
    """The same acts; where no day of effect is stored, the one by the rule, with the article as its basis."""
    known = instruments() if known is None else known
    return [_complete(fact, known.get(fact.record.instrument)) for fact in acts]


def complete_all(facts: Iterable[Fact[NormRecord | Incident]]) -> list[Fact[NormRecord | Incident]]:
    """`completed` for a mixed list of facts."""
    return [
        _complete(fact, instruments().get(fact.record.instrument)) if isinstance(fact.record, StateAct) else fact  # type: ignore[arg-type]
        for fact in facts
    ]


def _complete(fact: Fact[StateAct], instrument: Instrument | None) -> Fact[StateAct]:
    act = fact.record
    if act.effective is not None or instrument is None:
        return fact
    if act.act in DEPOSITS and (day := by_rule(instrument, act.on)) is not None:
        assert instrument.entry_into_force is not None
        basis = f"computed: {instrument.entry_into_force.later.cite}"
        return replace(fact, record=replace(act, effective=day, basis=basis))
    if act.act is Act.WITHDRAWAL and instrument.withdrawal is not None:
        day = after(instrument.withdrawal, act.on)
        return replace(fact, record=replace(act, effective=day, basis=f"computed: {instrument.withdrawal.cite}"))
    return fact


def differences(instrument: Instrument, acts: Sequence[Fact[StateAct]]) -> list[Difference]:
    """States whose stored day differs from the rule, or follows another rule, each with the reason, by state.

    Shape  acts of one instrument as stored (not completed).
    """
    rule = instrument.entry_into_force
    if rule is None or instrument.in_force is None:
        return []
    deposits = [fact for fact in acts if fact.record.act in DEPOSITS and fact.record.effective is not None]
    reached = sorted(fact.record.on for fact in deposits)
    threshold = reached[rule.threshold - 1] if len(reached) >= rule.threshold else None
    found: list[Difference] = []
    for fact in deposits:
        act, computed = fact.record, by_rule(instrument, fact.record.on)
        assert act.effective is not None
        assert computed is not None
        if act.act is Act.SUCCESSION:
            reason = SUCCESSION
        elif act.effective == computed:
            continue
        elif rule.between and threshold is not None and threshold < act.on < instrument.in_force.on:
            reason = f"{rule.between[0].upper()}{rule.between[1:]}."
        else:
            reason = "The rule gives another day, and no reason is recorded: check the depositary's notification."
        succeeded = act.act is Act.SUCCESSION
        noted = f"{reason} Note of the source: {act.note}." if act.note and succeeded else reason
        found.append(
            Difference(instrument.id, act.state, act.on, act.effective, computed, noted, rule.later.cite, fact.entry)
        )
    return sorted(found, key=lambda one: one.state)
