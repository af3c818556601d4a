"""Treaty reports of a workspace, and why a cell of one is what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opendisarm.core.journal import APPROVAL, Proposal
from opendisarm.core.persons import Sex
from opendisarm.core.records import AssistanceKind, AssistanceMeasure, Reached, Record, payload_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.reporting import article7, ccm7, why_cell, write
from opendisarm.desk.workspace import Workspace, create
from tests.desk.office import at
from tests.ledgers.people.cast import day, harmed, session

PLAN = AssistanceMeasure(on=day("2024-01-01"), state="XSA", provision=AssistanceKind.PLAN, title="Plan")


def office(folder: Path, *records: Record) -> Workspace:
    """A workspace in which these records count."""
    workspace = create(folder / "workspace", state="XSA")
    for hours, record in enumerate(records):
        head = workspace.store.head()
        said = Proposal(kind=record.kind, payload=payload_of(record), on=record.on, edition=head.seq)
        approval = Proposal(kind=APPROVAL, payload={"entries": [said.id], "after": head.seq})
        workspace.store.append([said, approval], batch=f"B-{hours}", by="Amal", moment=at(hours))
    return workspace


def test_a_state_with_people_and_no_land_has_both_reports(tmp_path: Path) -> None:
    workspace = office(tmp_path, harmed("P-1", sex=Sex.FEMALE), harmed("P-2", outcome="killed"), PLAN)
    for made, table in ((article7(workspace, "XSA", 2024, at(9)), "J1"), (ccm7(workspace, "XSA", 2024, at(9)), "H1")):
        assert made.table(table).number("total", "casualties") == 2
    assert [share.kind for share in ccm7(workspace, "XSA", 2024, at(9)).cell("H8/plan/set_up").because.shares()] == [  # type: ignore[union-attr]
        "norm.assistance"
    ]


def test_a_report_knows_only_what_was_known(tmp_path: Path) -> None:
    workspace = office(tmp_path, harmed("P-1"), harmed("P-2"))
    assert ccm7(workspace, "XSA", 2024, at(0)).table("H1").number("total", "injured") == 1
    assert ccm7(workspace, "XSA", 2024, at(9)).table("H1").number("total", "injured") == 2


def test_why_tells_the_entries_behind_a_cell_of_either_report(tmp_path: Path) -> None:
    workspace = office(tmp_path, harmed("P-1"), session(direct=(Reached("female", "child", 12),)))
    for ref in ("ccm7/XSA/2024/G1/total/direct", "article7/xsa/2024/I1/total/direct_girls"):
        told = why_cell(workspace, ref, None)
        assert (told.amount, told.unit) == (12, "persons")
        assert [(one.amount, one.cause) for one in told.lines] == [(12, "reached_direct")]
        assert [source.kind for source in told.sources] == ["education.session"]


def test_why_tells_the_record_behind_words_and_nothing_behind_the_unknown(tmp_path: Path) -> None:
    workspace = office(tmp_path, PLAN)
    told = why_cell(workspace, "ccm7/XSA/2024/H8/plan/set_up", None)
    assert (told.amount, [source.kind for source in told.sources]) == (None, ["norm.assistance"])
    unknown = why_cell(workspace, "ccm7/XSA/2024/H1/total/killed", None)
    assert (unknown.figure, unknown.amount) == ("ccm7/XSA/2024/H1/total/killed: Unknown", None)


@pytest.mark.parametrize("ref", ["ccm9/XSA/2024/H1/total/killed", "ccm7/XSA/H1", "ccm7/XSA/next/H1/total/killed"])
def test_what_is_no_cell_is_told_how_one_is_written(tmp_path: Path, ref: str) -> None:
    with pytest.raises(DeskError, match="is no cell") as refused:
        why_cell(office(tmp_path, PLAN), ref, None)
    assert refused.value.remedy == "Write it as article7/XSA/2024/C1/total/m2."


def test_a_cell_that_there_is_not_is_answered_with_the_tables(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="The report has no cell 'Z1/total/killed'") as refused:
        why_cell(office(tmp_path, PLAN), "ccm7/XSA/2024/Z1/total/killed", None)
    assert "cover, G1, H1" in refused.value.remedy


def test_a_state_without_any_record_is_told_which_states_have_some(tmp_path: Path) -> None:
    workspace = office(tmp_path, harmed("P-1"))
    for make in (article7, ccm7):
        with pytest.raises(DeskError, match="The journal holds no record of XSB") as refused:
            make(workspace, "XSB", 2024, at(9))
        assert refused.value.remedy == "States with records: XSA."


def test_the_report_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "new" / "ccm7.json"
    write(office(tmp_path, harmed("P-1")), "ccm7", "XSA", 2024, at(9), "json", "fr", out)
    assert json.loads(out.read_text(encoding="utf-8"))["title"][0] == "Convention sur les armes à sous-munitions"
