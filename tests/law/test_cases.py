"""The law against its text: cited cases, their dates worked out by hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from opendisarm.core.records import (
    Act,
    AssistanceKind,
    AssistanceMeasure,
    Filing,
    Grade,
    MeasureKind,
    NationalMeasure,
    NormRecord,
    ObligationStep,
    Practice,
    Practised,
    ReportFiled,
    StateAct,
    Step,
)
from opendisarm.desk.norms import Known, known
from opendisarm.law.answers import Answer
from opendisarm.law.duties import all_duties
from opendisarm.law.entry_into_force import Difference, by_rule, complete_all, differences
from opendisarm.law.instrument import Rule, duties, instruments
from opendisarm.ledgers.norms.facts import Fact, Facts

CASES = Path(__file__).parent / "cases"
KNOWN = datetime(2026, 11, 24, tzinfo=UTC)
INVENTED = "XAA"
SAID = {"answer", "due", "unconfirmed", "missing", "note"}
ARTICLE = re.compile(r"\bart\. \d|\bpara\. \d|\bA/CONF\.\d")


class Strict(yaml.SafeLoader):
    """A key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key is given twice, line {node.start_mark.line + 1}"
        return super().construct_mapping(node, deep)


def cases(*names: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in names:
        found += yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=Strict)
    return found


DUTY_CASES = cases("apmbc", "ccm", "att", "ccw", "poa")
RULE_CASES = cases("entry_into_force")


def named(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", DUTY_CASES, ids=named)
def test_the_law_answers_as_its_text_says(case: dict[str, Any]) -> None:
    subject = {"state", "given"} & case.keys()
    assert len(subject) == 1, "a case asks about a real state or about an invented one"
    assert case.keys() - subject == {"name", "because", "ask", "answer"}
    assert case["ask"].keys() == {"duty", "day"}
    expected = case["answer"]
    assert expected.keys() <= SAID
    answer = answered(case)
    assert answer.verdict.value == expected["answer"], answer
    assert answer.due == expected.get("due"), answer
    assert answer.unconfirmed is expected.get("unconfirmed", False), answer
    assert expected.get("missing", "") in answer.missing, answer
    assert expected.get("note", "") in answer.note, answer
    assert answer.because
    assert all(why.cite for why in answer.because)


@pytest.mark.parametrize("case", RULE_CASES, ids=named)
def test_the_rule_of_entry_into_force_gives_the_day(case: dict[str, Any]) -> None:
    assert case.keys() == {"name", "because", "ask", "answer"}
    assert case["ask"].keys() == {"instrument", "deposited"}
    assert case["answer"].keys() in ({"in_force"}, {"in_force", "exception", "reason"})
    instrument = instruments()[case["ask"]["instrument"]]
    assert by_rule(instrument, case["ask"]["deposited"]) == case["answer"]["in_force"]
    if state := case["answer"].get("exception"):
        [gap] = [gap for gap in exceptions(instrument.id) if gap.state == state]
        assert gap.deposited == case["ask"]["deposited"]
        assert gap.computed == case["answer"]["in_force"]
        assert case["answer"]["reason"] in gap.reason


@pytest.mark.parametrize("instrument", ["apmbc", "ccm", "att", "ccw", "ccw-p4", "ccw-ap2", "ccw-p5"])
def test_the_exceptions_in_the_cases_are_all_there_are(instrument: str) -> None:
    told = {case["answer"].get("exception") for case in RULE_CASES if case["ask"]["instrument"] == instrument}
    assert {gap.state for gap in exceptions(instrument)} == told - {None}


def test_there_are_at_least_150_cases_and_each_cites_an_article_and_has_a_name_of_its_own() -> None:
    everything = [*DUTY_CASES, *RULE_CASES]
    assert len(everything) >= 150
    assert not [named(case) for case in everything if not ARTICLE.search(str(case["because"]))]
    assert not [name for name, times in Counter(map(named, everything)).items() if times > 1]


def test_every_duty_is_asked_for_each_answer_that_its_rule_can_give() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for case in DUTY_CASES:
        told[case["ask"]["duty"]].add(case["answer"]["answer"])
    wanted = {
        Rule.DEADLINE: {"due", "met", "missed", "unknown", "not_bound"},
        Rule.INITIAL_REPORT: {"due", "met", "missed", "unknown", "not_bound"},
        Rule.ANNUAL_REPORT: {"due", "met", "missed", "not_bound"},
        Rule.BIENNIAL_REPORT: {"due", "met", "unknown", "not_bound", "not_coded"},
        Rule.CONTINUING: {"due", "met", "missed", "not_bound"},
        Rule.NATIONAL_LAW: {"due", "met", "unknown", "not_bound"},
    }
    lacking = {name: wanted[duty.rule] - told[name] for name, (_, duty) in duties().items()}
    assert not {name: answers for name, answers in lacking.items() if answers}


def test_every_duty_with_a_date_is_asked_on_its_last_day_and_on_the_day_after() -> None:
    """On the last day it is still due; the day after, the same subject is answered otherwise."""
    said = {(subject(case), case["ask"]["day"]): case["answer"] for case in DUTY_CASES}
    both_sides = {
        case["ask"]["duty"]
        for case in DUTY_CASES
        if case["answer"]["answer"] == "due"
        and case["ask"]["day"] == case["answer"].get("due")
        and (after := said.get((subject(case), case["ask"]["day"] + timedelta(days=1)))) is not None
        and (after["answer"], after.get("due")) != ("due", case["answer"]["due"])
    }
    dated = {name for name, (_, duty) in duties().items() if duty.rule not in {Rule.CONTINUING, Rule.NATIONAL_LAW}}
    assert dated - both_sides == set()


def subject(case: dict[str, Any]) -> tuple[str, str]:
    return case["ask"]["duty"], str(case.get("state") or case["given"])


def answered(case: dict[str, Any]) -> Answer:
    state = case.get("state", INVENTED)
    facts = invented(case["given"]) if "given" in case else shipped().complete
    [answer] = [one for one in all_duties(state, facts, case["ask"]["day"]) if one.duty == case["ask"]["duty"]]
    return answer


def exceptions(instrument: str) -> list[Difference]:
    return differences(instruments()[instrument], shipped().stored.acts(instrument))


@cache
def shipped() -> Known:
    return known(None, None)


def invented(given: list[dict[str, Any]]) -> Facts:
    """The records of an invented state, beside the meetings of the real world."""
    own = [Fact(f"E-{number}", record(line), KNOWN) for number, line in enumerate(given, 1)]
    return Facts([*complete_all(own), *shipped().complete.milestones()])


RECORDS: Final[dict[str, Callable[..., NormRecord]]] = {
    "act": StateAct,
    "step": ObligationStep,
    "report": ReportFiled,
    "measure": NationalMeasure,
    "practised": partial(Practice, evidence="invented"),
    "provision": AssistanceMeasure,
}
WORDS: Final[dict[str, Callable[[str], object]]] = {
    "act": Act, "step": Step, "status": Filing, "measure": MeasureKind, "practised": Practised, "grade": Grade,
    "provision": AssistanceKind,
}  # fmt: skip


def record(line: dict[str, Any]) -> NormRecord:
    """A line of `given` as a record of the kind that its first key says.  Errors  TypeError for a key it lacks."""
    said = {key: WORDS[key](value) if key in WORDS else value for key, value in line.items()}
    return RECORDS[next(iter(line))](on=said.pop("day"), state=INVENTED, **said)
