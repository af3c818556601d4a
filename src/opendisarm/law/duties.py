"""Every duty of a state on a day, in the order of the instruments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from opendisarm.law.answers import Answer, Because, Verdict
from opendisarm.law.continuing import continuing, enacted, national_law, practised
from opendisarm.law.dated import NotCodedError
from opendisarm.law.deadline import deadline
from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.instrument import Duty, Instrument, Rule, duties
from opendisarm.law.party import Party
from opendisarm.law.reports import annual_report, biennial_report, initial_report
from opendisarm.ledgers.norms.facts import Facts

RULES: Final[Mapping[Rule, Callable[[Party, Duty], Answer]]] = {
    Rule.DEADLINE: deadline,
    Rule.INITIAL_REPORT: initial_report,
    Rule.ANNUAL_REPORT: annual_report,
    Rule.BIENNIAL_REPORT: biennial_report,
    Rule.CONTINUING: continuing,
    Rule.NATIONAL_LAW: national_law,
}


def all_duties(state: str, facts: Facts, on: date, ground: Mapping[str, ClearanceFacts] | None = None) -> list[Answer]:
    """One answer for each duty that is coded.

    state   ISO 3166-1 alpha-3.       facts  as known at one moment, acts completed by rule.
    ground  treaty scope -> what is known of its land; {} without a land ledger.
    """
    parties: dict[str, Party] = {}
    answers: list[Answer] = []
    for instrument, duty in duties().values():
        party = parties.setdefault(instrument.id, Party(state, instrument, facts, on, ground or {}))
        answer = answered(party, duty)
        if duty.until_met:
            other = next(earlier for earlier in answers if earlier.duty == duty.until_met)
            answer = _ended(answer, other)
        answers.append(answer)
    return answers


def answered(party: Party, duty: Duty) -> Answer:
    """The answer to one duty."""
    if party.bound_from is None:
        because, note = party.not_bound()
        return Answer(duty.id, Verdict.NOT_BOUND, (because, Because(duty.cite)), note=note)
    try:
        if duty.coded_from is not None and party.on < duty.coded_from:
            raise NotCodedError(duty.coded_from, duty.cite)
        answer = RULES[duty.rule](party, duty)
    except NotCodedError as why:
        note = f"What the instrument asked for on {party.on} is not written down here; coded from {why.coded_from}."
        return Answer(duty.id, Verdict.NOT_CODED, (party.binding(), Because(why.cite)), note=note)
    return replace(answer, enacted=enacted(party, duty), practised=practised(party, duty))


def _ended(answer: Answer, other: Answer) -> Answer:
    """A continuing duty that ends with another: met when that one is."""
    if other.verdict is not Verdict.MET or answer.verdict is Verdict.NOT_BOUND:
        return answer
    because = (*answer.because, *(why for why in other.because if why.entry))
    return replace(
        answer, verdict=Verdict.MET, because=because, unconfirmed=other.unconfirmed,
        note=f"Ended: {other.note}",
    )  # fmt: skip


def instrument_of(duty: str) -> Instrument:
    """The instrument that sets a duty.  Errors  KeyError."""
    return duties()[duty][0]
