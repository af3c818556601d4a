"""Declarations: what a state signs instead of a figure."""

from __future__ import annotations

import pytest

from opendisarm.core.records import Said
from opendisarm.reports.article7 import DoesNotTie
from opendisarm.reports.figures import NoneDeclared, NotApplicable, Number, Unknown, Withheld
from tests.reports.office import LAND, declaration, line, report


def test_none_declared_answers_what_is_unknown() -> None:
    made = report("", "", [declaration("C", Said.NONE_DECLARED)])
    assert made.cell("C1/total/m2") == NoneDeclared("P-1")
    assert made.cell("C/quantity/answer") == NoneDeclared("P-1")
    assert isinstance(made.cell("F2/total/cleared"), Unknown)


def test_not_applicable_answers_one_column_and_says_why() -> None:
    made = report("", "", [declaration("F", Said.NOT_APPLICABLE, "av_mines", "never used")])
    assert made.cell("F2/total/av_mines") == NotApplicable("never used", "P-1")
    assert isinstance(made.cell("F2/total/ap_mines"), Unknown)


def test_a_declaration_names_forms_as_people_write_them() -> None:
    for form in ("G", "G2", "Form G2", "g2"):
        assert report(LAND, "", [declaration(form, Said.NONE_DECLARED)]).cell("G2/total/period") == NoneDeclared("P-1")
    made = report("", "", [declaration("Table 3", Said.NONE_DECLARED)])
    assert made.cell("T3/total/total") == NoneDeclared("P-1")


def test_a_declaration_of_another_year_says_nothing() -> None:
    made = report("", "", [declaration("C", Said.NONE_DECLARED, year=2023)])
    assert isinstance(made.cell("C1/total/m2"), Unknown)


def test_a_counted_0_stays_a_counted_0_beside_a_declaration_of_none() -> None:
    made = report(LAND, "2024-05-06  D-4  destroyed  5  uxo  in North", [declaration("G2", Said.NONE_DECLARED)])
    assert made.cell("G2/total/period") == Number(0)


def test_none_declared_beside_a_figure_does_not_tie_and_names_both() -> None:
    with pytest.raises(DoesNotTie) as refused:
        report(declarations=[declaration("G2", Said.NONE_DECLARED, "period")])
    said = str(refused.value)
    assert "Declaration P-1, signed by Director of the Authority says 'none declared' for form G2" in said
    assert "but the records count 15." in said
    assert "G2/total/period = 15" in said
    assert "records: P-1, D-1, D-2" in said


def test_a_form_withheld_is_withheld_in_every_table_that_shows_the_same() -> None:
    made = report(declarations=[declaration("C", Said.WITHHELD, reason="States Parties only")])
    for address in ("C1/North/m2", "T1/total/total_m2", "T4/total/closing", "U/total/total_m2"):
        assert made.cell(address) == Withheld("States Parties only", "P-1")
    assert line(made, "T2", "total") == "4,000 | 2,000 | 4,500 | 10,500 | 5"


def test_withheld_mines_are_withheld_in_form_f2_too() -> None:
    made = report(declarations=[declaration("G2", Said.WITHHELD, reason="the Authority")])
    assert made.cell("F2/North/ap_mines") == Withheld("the Authority", "P-1")
    assert made.table("F2").number("North", "av_mines") == 2
