"""The law against its text: cited cases, their dates worked out by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from opendisarm.core.records import (
    Act,
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
from opendisarm.desk.norms import known
from opendisarm.law.answers import Answer
from opendisarm.law.duties import all_duties
from opendisarm.law.entry_into_force import by_rule, complete_all, differences
from opendisarm.law.instrument import Rule, duties, instruments
from opendisarm.ledgers.norms.facts import Fact, Facts

CASES = Path(__file__).parent / "cases"
KNOWN = datetime(2026, 11, 24, tzinfo=UTC)
INVENTED = "XAA"
SAID = {"answer", "due", "unconfirmed", "missing", "note"}


class Strict(yaml.SafeLoader):
    """A key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key is given twice, line {node.start_mark.line + 1}"
        return super().construct_mapping(node, deep)


def cases(*names: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted(CASES.glob("*.yaml")):
        if not names or file.stem in names:
            found += yaml.load(file.read_text(encoding="utf-8"), Loader=Strict)
    return found


DUTY_CASES = cases("apmbc", "ccm", "att", "ccw", "poa")
RULE_CASES = cases("entry_into_force")


def named(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", DUTY_CASES, ids=named)
def test_the_law_answers_as_its_text_says(case: dict[str, Any]) -> None:
    assert case.keys() <= {"name", "because", "state", "given", "ask", "answer"}
    expected = case["answer"]
    assert expected.keys() <= SAID
    answer = answered(case)
    assert answer.verdict.value == expected["answer"], answer
    assert answer.due == expected.get("due"), answer
    if "unconfirmed" in expected:
        assert answer.unconfirmed is expected["unconfirmed"], answer
    assert expected.get("missing", "") in answer.missing, answer
    assert expected.get("note", "") in answer.note, answer
    assert answer.because
    assert all(why.cite for why in answer.because)


@pytest.mark.parametrize("case", RULE_CASES, ids=named)
def test_the_rule_of_entry_into_force_gives_the_day(case: dict[str, Any]) -> None:
    instrument = instruments()[case["ask"]["instrument"]]
    assert by_rule(instrument, case["ask"]["deposited"]) == case["answer"]["in_force"]
    if state := case["answer"].get("exception"):
        own = differences(instrument, known(None, None).stored.acts(instrument.id))
        [gap] = [gap for gap in own if gap.state == state]
        assert gap.deposited == case["ask"]["deposited"]
        assert gap.computed == case["answer"]["in_force"]
        assert case["answer"]["reason"] in gap.reason


def test_there_are_at_least_150_cases_and_each_is_cited_and_has_a_name_of_its_own() -> None:
    everything = [*DUTY_CASES, *RULE_CASES]
    assert len(everything) >= 150
    assert not [case["name"] for case in everything if len(str(case["because"])) < 5]
    by_file = Counter((named(case), str(case["ask"])) for case in everything)
    assert max(by_file.values()) == 1


def test_every_duty_is_asked_for_each_answer_that_its_rule_can_give() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for case in DUTY_CASES:
        told[case["ask"]["duty"]].add(case["answer"]["answer"])
    wanted = {
        Rule.DEADLINE: {"due", "met", "missed", "unknown", "not_bound"},
        Rule.INITIAL_REPORT: {"due", "met", "missed", "unknown", "not_bound"},
        Rule.ANNUAL_REPORT: {"due", "met", "missed", "not_bound"},
        Rule.BIENNIAL_REPORT: {"due", "met", "unknown", "not_bound", "not_coded"},
        Rule.CONTINUING: {"due", "met", "not_bound"},
        Rule.NATIONAL_LAW: {"due", "met", "unknown", "not_bound"},
    }
    lacking = {name: wanted[duty.rule] - told[name] for name, (_, duty) in duties().items()}
    assert not {name: answers for name, answers in lacking.items() if answers}


def answered(case: dict[str, Any]) -> Answer:
    state = case.get("state", INVENTED)
    facts = invented(case["given"]) if "given" in case else known(None, None).complete
    [answer] = [one for one in all_duties(state, facts, case["ask"]["day"]) if one.duty == case["ask"]["duty"]]
    return answer


def invented(given: list[dict[str, Any]]) -> Facts:
    """The records of an invented state, beside the meetings of the real world."""
    own = [Fact(f"E-{number}", record(line), KNOWN) for number, line in enumerate(given, 1)]
    return Facts([*complete_all(own), *meetings()])


@cache
def meetings() -> tuple[Fact[Any], ...]:
    return tuple(known(None, None).complete.milestones())


def record(line: dict[str, Any]) -> NormRecord:
    day: date = line["day"]
    grade = Grade(line.get("grade", "S"))
    match line:
        case {"act": act, "instrument": instrument}:
            return StateAct(on=day, instrument=instrument, state=INVENTED, act=Act(act), grade=grade)
        case {"step": step, "duty": duty}:
            return ObligationStep(
                on=day, state=INVENTED, duty=duty, step=Step(step), deadline=line.get("deadline"), grade=grade
            )
        case {"report": report, "duty": duty}:
            return ReportFiled(
                on=day, state=INVENTED, duty=duty, report=report, status=Filing(line["status"]), year=line.get("year"),
                grade=grade,
            )  # fmt: skip
        case {"measure": measure, "duty": duty}:
            return NationalMeasure(on=day, state=INVENTED, duty=duty, measure=MeasureKind(measure), grade=grade)
        case {"practised": practised, "duty": duty}:
            return Practice(
                on=day, state=INVENTED, duty=duty, practised=Practised(practised), evidence="invented", grade=grade
            )
    raise ValueError(f"no record is made of {line}")
