"""The overview says what the desk's other answers say, as of both clocks, and to each reader only what is hers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.clocks import Span
from opendisarm.core.journal import APPROVAL, Proposal
from opendisarm.core.vocabulary import Account
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.duties import calendar, duties_of
from opendisarm.desk.overview import area_in_words, drawn, overview
from opendisarm.desk.overview.arrivals import Waiting
from opendisarm.desk.overview.obligations import duty_rows
from opendisarm.desk.review import worklist
from opendisarm.desk.voices import voice_of
from opendisarm.desk.why import why
from opendisarm.law.answers import Verdict
from opendisarm.law.instrument import Rule, duties
from opendisarm.reports.land_pictures.duty_line import Moment
from opendisarm.world.states import states
from tests.desk.office import Office, at, sample_office, square

DAY = date(2024, 12, 31)
SURVEY = f"suspected,S-1,H-1,2022-02-01,,ap_mine,North,HI,{square(20.0)}"
CLEARED = f"cleared,C-1,H-1,2024-05-01,,ap_mine,North,HI,{square(20.0, side=0.0005)}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return sample_office(tmp_path_factory.mktemp("office"), 5, 500)


def test_balances_are_those_of_the_ledger_and_each_is_explained_under_its_name(sample: Office) -> None:
    found = overview(sample.workspace, DAY, None)
    assert {stock.account: stock.m2 for stock in found.stocks} == land_balance(sample.workspace, DAY, None).total
    for stock in found.stocks:
        assert why(sample.workspace, stock.ref, DAY, None).amount == stock.m2


def test_the_bridge_is_that_of_the_year_so_far(sample: Office) -> None:
    found = overview(sample.workspace, date(2020, 6, 30), None)
    _, [bridge] = land_flows(sample.workspace, Span(date(2020, 1, 1), date(2020, 6, 30)), None)
    assert found.bridge == bridge
    assert bridge.ties


def test_levels_are_the_balances_at_each_year_end_and_on_the_day(sample: Office) -> None:
    on = date(2021, 6, 30)
    found = overview(sample.workspace, on, None)
    assert [level.on for level in found.levels[-2:]] == [date(2020, 12, 31), on]
    assert len(found.levels) > 5
    for level in found.levels:
        assert level.m2 == land_balance(sample.workspace, level.on, None).total
        _, [bridge] = land_flows(sample.workspace, Span(date(level.on.year, 1, 1), level.on), None)
        assert level.reopened == bridge.flows["reopened"]  # type: ignore[index]  # a text enumeration
    before = date(found.levels[0].on.year - 1, 12, 31)
    assert not any(land_balance(sample.workspace, before, None).total.values())
    assert overview(sample.workspace, before, None).levels == ()


def test_the_land_of_one_state_only(sample: Office) -> None:
    whole, own = overview(sample.workspace, DAY, None), overview(sample.workspace, DAY, None, "XSA")
    assert [stock.m2 for stock in own.stocks] == [stock.m2 for stock in whole.stocks]
    assert why(sample.workspace, own.stocks[0].ref, DAY, None).amount == own.stocks[0].m2 > 0
    assert not any(stock.m2 for stock in overview(sample.workspace, DAY, None, "KHM").stocks)


def test_it_is_as_known_at_a_moment(office: Office) -> None:
    office.enter(SURVEY, hours=0)
    office.enter(CLEARED, name="later.csv", hours=2)
    then, now = overview(office.workspace, DAY, at(1)), overview(office.workspace, DAY, None)
    assert (then.head.seq < now.head.seq, then.bridge.flows["cleared"]) == (True, 0)  # type: ignore[index]
    assert now.bridge.flows["cleared"] < 0  # type: ignore[index]
    assert [one.file for one in then.arrivals] == ["field.csv"]
    assert [one.file for one in now.arrivals] == ["later.csv", "field.csv"]


def test_what_comes_after_the_overview_was_asked_for_is_in_the_next_one(office: Office) -> None:
    office.enter(SURVEY)
    before = overview(office.workspace, DAY, None)
    office.enter(CLEARED, name="later.csv", hours=1)
    after = overview(office.workspace, DAY, None)
    held = [{stock.account: stock.m2 for stock in found.stocks}[Account.CLEARED] for found in (before, after)]
    assert held[0] == 0 < held[1]


def test_what_waits_is_what_the_worklist_lists(office: Office) -> None:
    office.enter(SURVEY, name="counts.csv")
    office.enter(CLEARED, "cleared,,,,,,,,", name="held.csv", hours=1, hold=True)
    [waiting] = worklist(office.workspace)
    found = overview(office.workspace, DAY, None)
    assert found.waiting == Waiting(1, waiting.records, waiting.findings or 0)
    assert waiting.findings
    [newest, older] = found.arrivals
    assert (newest.file, newest.waiting, newest.counted, newest.findings) == ("held.csv", 1, 0, waiting.findings)
    assert (older.file, older.waiting, older.counted) == ("counts.csv", 0, 1)
    office.store.append(
        [Proposal(kind=APPROVAL, payload={"batch": waiting.batch})], batch="B-2", by="Amal", moment=at(2)
    )  # fmt: skip
    assert overview(office.workspace, DAY, None).waiting == Waiting()


def test_a_reader_is_told_of_records_within_reach_only(office: Office) -> None:
    office.enter(SURVEY, name="hi.csv", org="HI", hold=True)
    office.enter(
        f"confirmed,S-2,H-2,2024-03-01,,ap_mine,South,NPA,{square(21.0)}", name="npa.csv", org="NPA", hours=1, hold=True
    )  # fmt: skip

    def asked(role: Role, scope: Scope = Scope()) -> tuple[int, list[str]]:  # noqa: B008 - frozen
        found = overview(office.workspace, DAY, None, reader=Reader("r", role, scope))
        return found.waiting.records, [one.file for one in found.arrivals]

    assert asked(Role.APPROVER) == (2, ["npa.csv", "hi.csv"])
    assert asked(Role.OPERATOR_OFFICER, Scope("HI")) == (1, ["hi.csv"])
    assert asked(Role.DATA_OFFICER, Scope(areas=frozenset({"South"}))) == (1, ["npa.csv"])
    assert asked(Role.DONOR) == (0, [])


def test_duties_and_what_falls_due_are_those_of_the_state(tmp_path: Path) -> None:
    workspace = Office(tmp_path, "KHM").workspace
    found = overview(workspace, date(2023, 6, 30), None)
    assert found.due == tuple(calendar(workspace, "KHM", date(2023, 6, 30), 365, None))
    assert [one for one in found.due if one.state == "KHM"]
    shown = {row.key: row for row in found.duties}
    _, lines = duties_of(workspace, "KHM", date(2023, 6, 30), None)
    binding = {line.duty.id for line in lines if line.answer.verdict not in (Verdict.NOT_BOUND, Verdict.NOT_CODED)}
    assert shown.keys() == binding
    clearance = shown["apmbc-5-clearance"]
    assert clearance.days(Moment.IN_FORCE) == [date(2000, 1, 1)]
    assert clearance.days(Moment.DEADLINE) == [date(2010, 1, 1)]
    assert clearance.days(Moment.EXTENDED) == [date(2020, 1, 1), date(2025, 12, 31)]


@pytest.mark.parametrize("on", [date(2012, 6, 30), date(2025, 12, 1)])
def test_of_every_state_the_last_deadline_drawn_is_that_of_the_law(on: date) -> None:
    seen = 0
    for state in states():
        _, lines = duties_of(None, state.iso3, on, None)
        answers = {line.duty.id: line.answer for line in lines}
        for row in duty_rows(None, state.iso3, lines, on, None):
            if duties()[row.key][1].rule is not Rule.DEADLINE:
                continue
            drawn_days = [day for what, day in row.events if what in (Moment.DEADLINE, Moment.EXTENDED)]
            assert answers[row.key].due in drawn_days, (state.iso3, row.key)
            assert (row.answer == "met") <= bool(row.days(Moment.COMPLETED)), (state.iso3, row.key)
            seen += len(row.days(Moment.EXTENDED)) + len(row.days(Moment.COMPLETED))
    assert seen > 50


def test_a_workspace_of_several_states_has_no_duties_of_its_own(tmp_path: Path) -> None:
    found = overview(Office(tmp_path, "").workspace, DAY, None)
    assert (found.state, found.duties, found.due, found.levels) == ("", (), (), ())
    assert drawn(found, voice_of("en"), (1000,)) == ()


@pytest.mark.parametrize("lang", ["en", "ar", "es", "fr"])
def test_its_pictures_say_the_same_figures_in_every_language(sample: Office, lang: str) -> None:
    found = overview(sample.workspace, DAY, None)
    pictures = {one.name: one for one in drawn(found, voice_of(lang), (1000, 358))}
    assert {"bridge", "strata"} <= pictures.keys()
    assert all(len(one.svgs) == 2 for one in pictures.values())
    strata = pictures["strata"].table
    assert strata.number(DAY.isoformat(), "cleared") == land_balance(sample.workspace, DAY, None).total[Account.CLEARED]
    assert pictures["bridge"].table.number("closing", "m2") == found.bridge.closing


def test_the_published_shape_says_everything(sample: Office) -> None:
    told = overview(sample.workspace, DAY, None).as_json()
    assert told["balances_m2"] == land_balance(sample.workspace, DAY, None).as_json()["balances_m2"]
    assert told["years"][-1]["on"] == "2024-12-31"
    assert told["waiting"] == {"submissions": 0, "records": 0, "findings": 0}


def test_an_area_is_said_with_its_unit() -> None:
    assert [area_in_words(voice_of("en"), m2) for m2 in (0, 999_999, 1_558_400)] == ["0 m²", "999,999 m²", "1.558 km²"]
