"""The line of duties: a row for each, a sign for each day, what is overdue as far as today."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.law.instrument import duties
from opendisarm.reports.figures import Phrase
from opendisarm.reports.land_pictures.duty_line import ANSWERS, DutyLines, DutyRow, Moment, in_words, png, rows, svg
from opendisarm.reports.land_pictures.duty_words import DUTY_WORDS
from opendisarm.reports.render.words import LANGUAGES, Voice
from tests.reports.land_pictures.drawn import SVG, parsed, texts, within

EN, AR = Voice("en"), Voice("ar")
TODAY = date(2022, 6, 30)
CLEARANCE = DutyRow(
    "apmbc-5-clearance", DUTY_WORDS["apmbc-5-clearance"], "APMBC art. 5(1)", "due", date(2025, 3, 1), True,
    ((Moment.IN_FORCE, date(2003, 3, 1)), (Moment.DEADLINE, date(2013, 3, 1)), (Moment.EXTENDED, date(2025, 3, 1))),
)  # fmt: skip
MISSED = DutyRow(
    "ccm-4-clearance", DUTY_WORDS["ccm-4-clearance"], "CCM art. 4(1)", "missed", date(2021, 8, 1), False,
    ((Moment.IN_FORCE, date(2011, 8, 1)), (Moment.DEADLINE, date(2021, 8, 1))),
)  # fmt: skip
DONE = DutyRow(
    "apmbc-4-stockpile", DUTY_WORDS["apmbc-4-stockpile"], "APMBC art. 4", "met", date(2007, 3, 1), False,
    ((Moment.IN_FORCE, date(2003, 3, 1)), (Moment.COMPLETED, date(2006, 5, 1)), (Moment.DEADLINE, date(2007, 3, 1))),
)  # fmt: skip
PICTURE = DutyLines(Phrase("Duty"), Phrase("Article"), TODAY, (CLEARANCE, MISSED, DONE))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_drawn_in_every_language_at_every_width(lang: str, width: int) -> None:
    assert within(parsed(svg(PICTURE, Voice(lang), width, "one")))


@pytest.mark.parametrize("width", [1280, 390])
def test_every_day_has_its_sign_and_says_what_it_is(width: int) -> None:
    root = parsed(svg(PICTURE, EN, width))
    signs = [(one.get("data-moment"), one.get("data-day")) for one in root.iter(f"{SVG}g") if one.get("data-moment")]
    assert sorted(signs) == sorted((what.value, on.isoformat()) for row in PICTURE.duties for what, on in row.events)
    assert {title.text for title in root.iter(f"{SVG}title")} >= {"Extended deadline 1 March 2025"}


def test_only_a_missed_duty_is_overdue_in_red() -> None:
    assert "Deadline passed, not met" in texts(parsed(svg(PICTURE, EN)))
    without = DutyLines(PICTURE.title, PICTURE.subtitle, TODAY, (CLEARANCE, DONE))
    assert "Deadline passed, not met" not in texts(parsed(svg(without, EN)))
    assert "url(#duties-gap)" not in svg(without, EN)


def test_signs_differ_in_shape() -> None:
    root = parsed(svg(PICTURE, EN))
    shapes = {
        str(one.get("data-moment")): [
            child.tag + str(len(str(child.get("d")))) for child in one if "title" not in child.tag
        ]
        for one in root.iter(f"{SVG}g")
    }
    assert len({tuple(shape) for shape in shapes.values()}) == len(shapes) == 4


def test_what_is_overdue_goes_from_the_deadline_to_today() -> None:
    root = parsed(svg(PICTURE, EN))
    bands = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == "url(#duties-gap)"]
    overdue = min(bands, key=lambda one: float(str(one.get("y"))))
    whole = next(one for one in root.iter(f"{SVG}rect") if one.get("fill-opacity") == "0.55")
    a_day = float(str(whole.get("width"))) / (date(2013, 3, 1) - date(2003, 3, 1)).days
    assert float(str(overdue.get("width"))) / a_day == pytest.approx((TODAY - date(2021, 8, 1)).days, abs=3)


def test_words_tell_the_answer_and_all_days() -> None:
    told = in_words(PICTURE, EN)
    assert "Mined areas cleared (APMBC art. 5(1)): due (to be confirmed), 1 March 2025; In force 1 March 2003" in told
    assert "missed, 1 August 2021" in told


def test_the_table_has_the_days_as_iso_text() -> None:
    cell = rows(PICTURE).cell("apmbc-4-stockpile", "completed")
    assert EN.cell(cell) == "2006-05-01"
    assert EN.cell(rows(PICTURE).cell("ccm-4-clearance", "extended")) == "–"


def test_a_state_without_duties_is_told_so() -> None:
    none = DutyLines(PICTURE.title, PICTURE.subtitle, TODAY, ())
    assert "No duty with an answer is coded for this day." in texts(parsed(svg(none, EN)))


def test_an_answer_without_a_word_is_refused() -> None:
    odd = DutyRow("x", "x", "x", "not_bound")
    with pytest.raises(ValueError, match="not_bound"):
        DutyLines(PICTURE.title, PICTURE.subtitle, TODAY, (odd,))


def test_every_duty_of_the_law_has_a_few_words_and_no_other_has() -> None:
    assert DUTY_WORDS.keys() == duties().keys()
    assert {"due", "met", "missed", "unknown"} == ANSWERS.keys()


def test_it_can_be_printed() -> None:
    assert png(PICTURE, AR, 390).startswith(b"\x89PNG")
