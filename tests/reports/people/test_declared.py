"""What a state may sign about people where no figure stands; the letters of two treaties are not mixed up."""

from __future__ import annotations

import pytest

from opendisarm.core.records import Said
from opendisarm.reports.ccm7 import DoesNotTie
from opendisarm.reports.figures import NoneDeclared, Number, Unknown, Withheld
from tests.ledgers.people.cast import harmed
from tests.reports.office import declaration, report
from tests.reports.people.crowd import CROWD, article7_report, ccm_report


def test_none_declared_answers_what_is_unknown_in_form_j_of_the_mine_ban_convention() -> None:
    made = report(declarations=[declaration("J", Said.NONE_DECLARED, "killed")])
    assert made.cell("J1/total/killed") == NoneDeclared("P-1")
    assert made.cell("J1/total/injured") == Unknown()
    assert made.cell("I1/total/direct") == Unknown()


def test_one_table_of_a_form_can_be_declared_by_its_id() -> None:
    made = report(declarations=[declaration("J7", Said.NONE_DECLARED, "plan")])
    assert made.cell("J7/plan/set_up") == NoneDeclared("P-1")
    assert made.cell("J7/budget/set_up") == Unknown()


def test_none_declared_beside_a_casualty_does_not_tie() -> None:
    with pytest.raises(DoesNotTie, match="but the records count 1"):
        ccm_report(harmed("P-1"), declarations=[declaration("CCM H", Said.NONE_DECLARED, "injured")])


def test_a_form_of_victim_assistance_is_withheld_as_a_whole() -> None:
    made = article7_report(*CROWD, declarations=[declaration("Form J", Said.WITHHELD, reason="the Ministry")])
    for address in ("J1/total/killed", "J4/North/injured", "J6/women/registered", "J7/plan/set_up"):
        assert made.cell(address) == Withheld("the Ministry", "P-1"), address
    assert made.table("I1").number("total", "direct") == 72


def test_forms_of_the_convention_on_cluster_munitions_are_named_with_it() -> None:
    signed = [declaration("CCM H", Said.WITHHELD, reason="the Ministry")]
    assert ccm_report(*CROWD, declarations=signed).cell("H1/total/killed") == Withheld("the Ministry", "P-1")
    assert report(declarations=signed).table("C1").number("total", "m2") == 19_550


def test_a_letter_alone_is_of_the_mine_ban_convention() -> None:
    signed = [declaration("G", Said.WITHHELD, reason="the Authority")]
    assert report(declarations=signed).cell("G2/total/period") == Withheld("the Authority", "P-1")
    made = ccm_report(*CROWD, declarations=signed)
    assert isinstance(made.cell("G1/total/direct"), Number)
