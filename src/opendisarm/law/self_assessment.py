"""A state's own assessment from its data, in the structure that Mine Action Review uses for national programmes.

It is not Mine Action Review's score and does not stand in for it: reviewers judge political will, quality and much else
that no record holds.  Criteria, weights and bands follow theirs as far as known (each weight carries its mark);
questions, their limits and the scores are ours.  Source  self_assessment.yaml.

score     of a criterion: 10 * share of yes, a partly counts half; only when every question could be answered.
overall   weighted mean of the scores; only when at least half of the weight is assessed, and never without that share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import floor
from typing import Any, Final

import yaml

from opendisarm.law.assessment_facts import AssessmentFacts, Known
from opendisarm.law.assessment_rules import RULES, Answered, graded

__all__ = ["AssessmentFacts", "Criterion", "Edition", "Known", "Prompt", "Reply", "SelfAssessment", "assess", "band"]

NO_DATA: Final = "cannot be known from these records"
_COUNTS: Final = {Known.YES: Fraction(1), Known.PARTLY: Fraction(1, 2), Known.NO: Fraction(0)}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that data can answer.  yes_from, partly_from: percent, where its answer is a graded share."""

    id: str
    criterion: str
    question: str
    yes_from: int = 100
    partly_from: int = 100


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question, its figures in words and the entries behind them."""

    prompt: Prompt
    answer: Known
    evidence: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighted:
    """A criterion as an edition weighs it.  weight  percent;  mark  how sure the weight is."""

    id: str
    name: str
    weight: int
    mark: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One set of weights; they add up to 100."""

    id: str
    name: str
    convention: str
    cite: str
    criteria: tuple[Weighted, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with its replies.  score  0 to 10, None when not assessed, and then `note` says why."""

    id: str
    name: str
    weight: int
    mark: str
    replies: tuple[Reply, ...]
    score: Fraction | None
    note: str


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """All criteria of an edition.  overall  0 to 10 with one decimal; assessed  percent of the weight with a score."""

    edition: Edition
    on: date
    criteria: tuple[Criterion, ...]
    assessed: int
    overall: Fraction | None
    band: str
    says: str

    def as_json(self) -> dict[str, Any]:
        """The published shape: scores as numbers with one decimal, null where not assessed."""
        return {
            "edition": self.edition.id,
            "name": self.edition.name,
            "convention": self.edition.convention,
            "cite": self.edition.cite,
            "on": self.on.isoformat(),
            "overall": None if self.overall is None else float(self.overall),
            "band": self.band or None,
            "assessed_percent": self.assessed,
            "says": self.says,
            "criteria": [_criterion_json(one) for one in self.criteria],
        }


@cache
def editions() -> Mapping[str, Edition]:
    """The editions by id."""
    return {name: _edition(name, given) for name, given in _scale()["editions"].items()}


def assess(facts: AssessmentFacts, edition: str) -> SelfAssessment:
    """The self-assessment of a state on a day.  Errors  KeyError for an unknown edition (our mistake)."""
    found = editions()[edition]
    criteria = tuple(_assessed(one, facts) for one in found.criteria)
    scored = [(one.weight, one.score) for one in criteria if one.score is not None]
    weight = sum(part for part, _ in scored)
    share = f"{weight} % of the weight assessed"
    if weight < _scale()["assessed_at_least"]:
        least = _scale()["assessed_at_least"]
        says = f"No overall score: {share}, and at least {least} % are needed. {_OURS}"
        return SelfAssessment(found, facts.on, criteria, weight, None, "", says)
    overall = rounded(sum((part * score for part, score in scored), Fraction(0)) / weight)
    name = band(overall)
    says = f"{float(overall):.1f} of 10, {name}, with {share}. {_OURS}"
    return SelfAssessment(found, facts.on, criteria, weight, overall, name, says)


_OURS: Final = "A self-assessment from data, not the score of Mine Action Review."


def rounded(score: Fraction) -> Fraction:
    """One decimal, halves upwards: the figure that is shown is the figure that has a band."""
    return Fraction(floor(score * 10 + Fraction(1, 2)), 10)


def band(score: Fraction) -> str:
    """The band of a score of 0 to 10, as shown with one decimal.  Errors  ValueError outside that range."""
    if not 0 <= score <= 10:
        raise ValueError(f"A score lies between 0 and 10, not at {float(score)}.")
    shown = rounded(score)
    return next(str(one["name"]) for one in _scale()["bands"]["from"] if shown >= Fraction(one["at_least"]))


def _assessed(weighted: Weighted, facts: AssessmentFacts) -> Criterion:
    replies = tuple(_reply(prompt, facts) for prompt in weighted.prompts)
    unknown = sum(reply.answer is Known.UNKNOWN for reply in replies)
    score, note = None, ""
    if unknown == len(replies):
        note = f"{NO_DATA}; {weighted.weight} % of the weight not assessed"
    elif unknown:
        note = (
            f"{unknown} of {len(replies)} questions without an answer; {weighted.weight} % of the weight not assessed"
        )
    else:
        score = 10 * sum((_COUNTS[reply.answer] for reply in replies), Fraction(0)) / len(replies)
    return Criterion(weighted.id, weighted.name, weighted.weight, weighted.mark, replies, score, note)


def _reply(prompt: Prompt, facts: AssessmentFacts) -> Reply:
    found = RULES[prompt.id](facts)
    said = found if isinstance(found, Answered) else graded(found, prompt.yes_from, prompt.partly_from)
    return Reply(prompt, said.answer, said.evidence, facts.entries.get(prompt.id, ()))


@cache
def _scale() -> dict[str, Any]:
    text = (files("opendisarm") / "law" / "self_assessment.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _edition(name: str, given: dict[str, Any]) -> Edition:
    weights = tuple(_weighted(one, given) for one in given["weights"])
    if sum(one.weight for one in weights) != 100:
        raise ValueError(f"law/self_assessment.yaml: the weights of {name} do not add up to 100.")
    return Edition(name, given["name"], given["convention"], given["cite"], weights)


def _weighted(given: dict[str, Any], edition: dict[str, Any]) -> Weighted:
    criterion = _scale()["criteria"][given["criterion"]]
    prompts = tuple(
        Prompt(
            one["id"], given["criterion"], one["question"].format(weapon=edition["weapon"]),
            one.get("yes_from", 100), one.get("partly_from", 100),
        )
        for one in criterion["prompts"]
        if one.get("only", edition["convention"]) == edition["convention"]
    )  # fmt: skip
    return Weighted(given["criterion"], criterion["name"], given["weight"], given["mark"], prompts)


def _criterion_json(one: Criterion) -> dict[str, Any]:
    return {
        "criterion": one.id,
        "name": one.name,
        "weight_percent": one.weight,
        "mark": one.mark,
        "score": None if one.score is None else float(rounded(one.score)),
        "note": one.note,
        "replies": [
            {
                "id": reply.prompt.id,
                "question": reply.prompt.question,
                "answer": reply.answer.value,
                "evidence": reply.evidence,
                "entries": list(reply.entries),
            }
            for reply in one.replies
        ],
    }
