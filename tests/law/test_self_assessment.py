"""The self-assessment: what is known is scored, what is not known is said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from opendisarm.law.assessment_facts import AssessmentFacts, Known
from opendisarm.law.assessment_rules import RULES, Share, graded
from opendisarm.law.pace import Verdict
from opendisarm.law.self_assessment import Criterion, Reply, SelfAssessment, assess, band, editions

NOTHING = AssessmentFacts(on=date(2022, 12, 31))
GOOD = AssessmentFacts(
    on=date(2022, 12, 31),
    remaining_m2=10_000,
    suspected_m2=4_000,
    confirmed_m2=6_000,
    contamination_unknown_m2=0,
    improvised_said_m2=10_000,
    areas_open=10,
    areas_fresh=9,
    released_m2={
        2021: {"cancelled": 500, "reduced": 0, "cleared": 1_000},
        2022: {"cancelled": 1_000, "reduced": 0, "cleared": 1_000},
    },
    cleared_confirmed_m2={2022: 1_000},
    cleared_without_devices_m2={2022: 100},
    national_law=True,
    national_funds=True,
    report_due=date(2022, 4, 30),
    report_submitted=True,
    report_submitted_on=date(2022, 4, 30),
    year_ends=3,
    year_ends_closing=3,
    plan_known=True,
    planned_m2={2023: 1, 2024: 1},
    deadline=date(2024, 6, 1),
    track=Verdict.YES,
    persons=100,
    persons_by_sex_and_age=95,
    staff_by_sex=True,
)


def criterion(found: SelfAssessment, name: str) -> Criterion:
    [one] = [one for one in found.criteria if one.id == name]
    return one


def reply(facts: AssessmentFacts, prompt: str, edition: str = "apmbc") -> Reply:
    [one] = [one for each in assess(facts, edition).criteria for one in each.replies if one.prompt.id == prompt]
    return one


@pytest.mark.parametrize("edition", ["apmbc", "apmbc-before-environment", "ccm"])
def test_weights_add_up_to_a_hundred(edition: str) -> None:
    assert sum(one.weight for one in editions()[edition].criteria) == 100


def test_the_land_release_system_weighs_twenty_before_the_environment_criterion() -> None:
    weights = {name: {one.id: one.weight for one in edition.criteria} for name, edition in editions().items()}
    assert (weights["apmbc"]["release"], weights["apmbc"]["environment"]) == (10, 10)
    assert weights["apmbc-before-environment"]["release"] == 20
    assert "environment" not in weights["apmbc-before-environment"]


def test_cluster_munitions_have_seven_criteria_three_of_them_with_more_weight() -> None:
    weights = sorted(one.weight for one in editions()["ccm"].criteria)
    assert weights == [10, 10, 10, 10, 20, 20, 20]


def test_each_weight_carries_its_mark() -> None:
    marks = {one.id: one.mark for one in editions()["apmbc"].criteria}
    assert (marks["understanding"], marks["outputs"], marks["environment"]) == ("S", "K", "K?")


def test_every_question_has_a_rule_and_every_rule_a_question() -> None:
    asked = {prompt.id for edition in editions().values() for one in edition.criteria for prompt in one.prompts}
    assert asked == set(RULES)


def test_questions_name_the_weapon_of_the_edition() -> None:
    assert reply(GOOD, "baseline").prompt.question.endswith("contaminated with antipersonnel mines known?")
    assert reply(GOOD, "baseline", "ccm").prompt.question.endswith("with cluster munition remnants known?")


def test_improvised_mines_are_not_asked_about_under_the_cluster_convention() -> None:
    assert "improvised" not in {one.prompt.id for each in assess(GOOD, "ccm").criteria for one in each.replies}


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("10", "very good"),
        ("8.0", "very good"),
        ("7.9", "good"),
        ("7.0", "good"),
        ("6.9", "average"),
        ("5.0", "average"),
        ("4.9", "poor"),
        ("4.0", "poor"),
        ("3.9", "very poor"),
        ("0", "very poor"),
    ],
)
def test_bands_on_both_sides_of_each_limit(score: str, name: str) -> None:
    assert band(Fraction(score)) == name


def test_a_score_has_the_band_of_the_figure_that_is_shown() -> None:
    assert (band(Fraction("7.95")), band(Fraction("7.949"))) == ("very good", "good")


def test_a_score_out_of_range_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="between 0 and 10"):
        band(Fraction(11))


def test_a_good_programme_scores_all_but_what_no_record_holds() -> None:
    found = assess(GOOD, "apmbc")
    assert (found.overall, found.band, found.assessed) == (Fraction(10), "very good", 90)
    assert found.says == (
        "10.0 of 10, very good, with 90 % of the weight assessed. "
        "A self-assessment from data, not the score of Mine Action Review."
    )
    environment = criterion(found, "environment")
    assert environment.score is None
    assert environment.note == "cannot be known from these records; 10 % of the weight not assessed"


def test_nothing_known_has_no_score_and_no_band() -> None:
    found = assess(NOTHING, "ccm")
    assert (found.overall, found.band, found.assessed) == (None, "", 0)
    assert {one.score for one in found.criteria} == {None}
    assert {one.answer for each in found.criteria for one in each.replies} == {Known.UNKNOWN}
    assert found.says.startswith("No overall score: 0 % of the weight assessed, and at least 50 % are needed.")


def test_one_question_without_an_answer_leaves_its_criterion_without_a_score() -> None:
    found = criterion(assess(replace(GOOD, areas_fresh=None), "apmbc"), "understanding")
    assert (found.score, found.note) == (None, "1 of 6 questions without an answer; 20 % of the weight not assessed")


def test_half_of_the_weight_is_enough_and_less_is_not() -> None:
    half = replace(GOOD, areas_fresh=None, track=None)
    assert (assess(half, "apmbc").assessed, assess(half, "apmbc").overall) == (50, Fraction(10))
    less = replace(half, staff_by_sex=None)
    assert (assess(less, "apmbc").assessed, assess(less, "apmbc").overall) == (40, None)


def test_partly_counts_half() -> None:
    found = assess(replace(GOOD, report_submitted_on=date(2022, 5, 1)), "apmbc")
    assert criterion(found, "information").score == Fraction(15, 2)


def test_overall_weighs_the_scores_by_their_weight() -> None:
    outputs_at_two_thirds = assess(replace(GOOD, track=Verdict.NO), "ccm")
    assert outputs_at_two_thirds.overall == Fraction("9.3")


@pytest.mark.parametrize(
    ("change", "prompt", "answer", "evidence"),
    [
        ({"remaining_m2": 0}, "baseline", Known.YES, "0 m2 remain on 2022-12-31."),
        (
            {"contamination_unknown_m2": 5_000},
            "apart",
            Known.PARTLY,
            "Land with the kind of contamination recorded: 5 000 m2; remaining land: 10 000 m2 (50.0 %).",
        ),
        (
            {"contamination_unknown_m2": 5_001},
            "apart",
            Known.NO,
            "Land with the kind of contamination recorded: 4 999 m2; remaining land: 10 000 m2 (49.9 %).",
        ),
        (
            {"suspected_m2": 3_000},
            "split",
            Known.PARTLY,
            "3 000 m2 suspected + 6 000 m2 confirmed differ from 10 000 m2 remaining by 1 000 m2.",
        ),
        (
            {"confirmed_m2": 2_499},
            "confirmed",
            Known.NO,
            "Confirmed land: 2 499 m2; remaining land: 10 000 m2 (24.9 %).",
        ),
        (
            {"areas_fresh": 11},
            "fresh",
            Known.UNKNOWN,
            "The figures contradict each other: areas with evidence younger than three years 11, open areas 10.",
        ),
        (
            {"national_law": False},
            "law",
            Known.NO,
            "Recorded by 2022-12-31 that there is none: a national law or measure.",
        ),
        ({"national_law": None}, "law", Known.UNKNOWN, "Unknown: a national law or measure."),
        ({"persons": None}, "persons", Known.UNKNOWN, "Unknown: persons counted."),
        (
            {"report_submitted": False},
            "report",
            Known.NO,
            "The annual report due on 2022-04-30 was not submitted by 2022-12-31.",
        ),
        (
            {"report_submitted_on": None},
            "report",
            Known.PARTLY,
            "The annual report due on 2022-04-30 was submitted; on which day is unknown.",
        ),
        (
            {"planned_m2": {2024: 1}},
            "targets",
            Known.PARTLY,
            "Years with a target: 1; years up to the deadline: 2 (50.0 %).",
        ),
        ({"planned_m2": {}}, "targets", Known.UNKNOWN, "Unknown: years with a target."),
        (
            {"planned_m2": {}, "plan_known": False},
            "targets",
            Known.NO,
            "Years with a target: 0; years up to the deadline: 2 (0.0 %).",
        ),
        (
            {"cleared_confirmed_m2": {2022: 799}},
            "focus",
            Known.PARTLY,
            "Land confirmed before it was cleared: 799 m2; land cleared in 2022: 1 000 m2 (79.9 %).",
        ),
        (
            {"cleared_without_devices_m2": {2022: 600}},
            "finds",
            Known.NO,
            "Cleared land where a device was found: 400 m2; land cleared in 2022: 1 000 m2 (40.0 %).",
        ),
        (
            {"released_m2": {2022: {"cancelled": 0, "reduced": 0, "cleared": 800}}},
            "survey",
            Known.NO,
            "Land cancelled or reduced: 0 m2; land released in 2022: 800 m2 (0.0 %).",
        ),
        (
            {"released_m2": {2022: {"cleared": 800}}},
            "methods",
            Known.PARTLY,
            "In 2022: 800 m2 cleared; unknown: cancelled, reduced.",
        ),
        ({"released_m2": {2022: {"cleared": 800}}}, "steady", Known.UNKNOWN, "Unknown: land released in 2021."),
        ({"track": Verdict.NO}, "track", Known.NO, "Not on track by the on-track test."),
        (
            {"track": Verdict.UNCLEAR},
            "track",
            Known.UNKNOWN,
            "The on-track test has no verdict: a fact is missing.",
        ),
        ({"track": Verdict.NOT_APPLICABLE}, "track", Known.YES, "Nothing remains in these figures."),
    ],
)
def test_a_question_is_answered_with_its_figures(
    change: dict[str, Any], prompt: str, answer: Known, evidence: str
) -> None:
    found = reply(replace(GOOD, **change), prompt)
    assert (found.answer, found.evidence) == (answer, evidence)


@pytest.mark.parametrize(
    ("released", "answer"), [(1_500, Known.YES), (2_000, Known.YES), (1_200, Known.PARTLY), (1_199, Known.NO)]
)
def test_output_is_steady_from_what_the_year_before_released(released: int, answer: Known) -> None:
    yearly = {**GOOD.released_m2, 2022: {"cancelled": released, "reduced": 0, "cleared": 0}}
    assert reply(replace(GOOD, released_m2=yearly), "steady").answer is answer


@pytest.mark.parametrize(
    ("amount", "answer"), [(80, Known.YES), (79, Known.PARTLY), (50, Known.PARTLY), (49, Known.NO)]
)
def test_a_share_is_graded_on_both_sides_of_each_limit(amount: int, answer: Known) -> None:
    assert graded(Share(amount, 100, "part", "whole"), 80, 50).answer is answer


def test_a_share_of_nothing_is_unknown() -> None:
    found = graded(Share(0, 0, "confirmed land", "remaining land", "m2"), 80, 50)
    assert (found.answer, found.evidence) == (Known.UNKNOWN, "Nothing to compare with: remaining land: 0 m2.")


def test_a_reply_names_the_entries_behind_it() -> None:
    assert reply(replace(GOOD, entries={"law": ("L-1",)}), "law").entries == ("L-1",)


def test_json_holds_plain_values() -> None:
    shown = json.loads(json.dumps(assess(GOOD, "apmbc").as_json()))
    assert (shown["overall"], shown["band"], shown["assessed_percent"]) == (10.0, "very good", 90)
    environment = shown["criteria"][3]
    assert (environment["criterion"], environment["score"], environment["replies"]) == ("environment", None, [])
    assert shown["criteria"][0]["replies"][0]["answer"] == "yes"
    assert json.loads(json.dumps(assess(NOTHING, "ccm").as_json()))["overall"] is None
