"""Tables about states and duties: headers, words, what is taken, kept, left out and refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from opendisarm.core.records import (
    NORM_KINDS,
    Act,
    Ballot,
    Endorsing,
    Filing,
    Grade,
    MeasureKind,
    Milestone,
    NationalMeasure,
    ObligationStep,
    Position,
    Practice,
    Practised,
    Precision,
    PublishedCount,
    ReportFiled,
    StateAct,
    Step,
)
from opendisarm.core.vocabulary import DutyId, InstrumentId
from opendisarm.importers import pick
from opendisarm.importers.mapping import Wanted, load, norm_synonyms, save
from opendisarm.importers.norms import tables as norms
from opendisarm.importers.norms.fields import KINDS, fields_of
from opendisarm.importers.norms.values import other_words, words_of
from opendisarm.importers.values.words import fold
from opendisarm.law.instrument import instruments
from tests.importers.tables_on_disk import Result, field_file, read, read_text, workbook

VOTES = Path(__file__).parents[3] / "shared/data/norms/aws_votes_tests_only.csv"


def told(kind: str, **mapping: object) -> Wanted:
    return Wanted(kind, mapping or None)


def given(folder: Path, kind: str, text: str, **mapping: object) -> Result:
    return read_text(folder, text, told(kind, **mapping))


# --- votes, endorsements ----------------------------------------------------------------------------------------------


@pytest.mark.data
def test_the_roll_calls_are_read_whole() -> None:
    if not VOTES.exists():
        pytest.skip("the roll calls are not beside this checkout (../shared/data/norms/aws_votes_tests_only.csv)")
    result = read(VOTES, told("norm.vote"))
    assert len(result.records) == result.reading.total == 595
    assert all(not row.findings for row in result.rows)
    tally = Counter((vote.resolution, vote.ballot) for vote in result.records)
    order = (Ballot.YES, Ballot.NO, Ballot.ABSTAINED, Ballot.NOT_VOTING)
    expected = {
        "A/RES/78/241": (152, 4, 11, 26), "A/RES/79/62": (166, 3, 15, 9), "A/RES/80/57": (164, 6, 7, 16),
    }  # fmt: skip
    assert {name: tuple(tally[name, ballot] for ballot in order) for name in expected} == expected
    assert {vote.instrument for vote in result.records} == {"aws"}
    assert result.records[0].extra == (("state", "Afghanistan"),)


@pytest.mark.parametrize(
    ("word", "ballot"),
    [
        ("Y", "yes"), ("Yes", "yes"), ("Oui", "yes"), ("pour", "yes"), ("Sí", "yes"), ("a favor", "yes"),
        ("N", "no"), ("non", "no"), ("Contre", "no"), ("en contra", "no"), ("AGAINST", "no"),
        ("A", "abstained"), ("abstention", "abstained"), ("Abstención", "abstained"), ("abstain", "abstained"),
        ("X", "not_voting"), ("non-voting", "not_voting"), ("n'a pas voté", "not_voting"), ("No votó", "not_voting"),
    ],
)  # fmt: skip
def test_a_ballot_is_read_in_three_languages(tmp_path: Path, word: str, ballot: str) -> None:
    [vote] = given(tmp_path, "norm.vote", f'iso3,resolution,date,vote\nXAA,R/1,2024-01-02,"{word}"\n').records
    assert vote.ballot is Ballot(ballot)


def test_a_word_that_is_no_ballot_is_an_error_at_its_cell(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.vote", "iso3,resolution,date,vote\nXAA,R/1,2024-01-02,abstaned\n")
    assert result.words("NORM_WORD_UNKNOWN") == [
        'table.csv, row 2, vote (D2): "abstaned" is no ballot that is known. Did you mean "abstained"? Use one of: '
        "yes, no, abstained, not_voting. [NORM_WORD_UNKNOWN]"
    ]
    assert result.records == []


def test_an_empty_cell_that_is_needed_is_an_error_at_that_cell(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.vote", "iso3,resolution,date,vote\nXAA,R/1,2024-01-02,\n")
    assert result.words("FIELD_MISSING") == [
        "table.csv, row 2, vote (D2): ballot is missing; a norm.vote record needs it. Fill it in, or send the record "
        "when it is known. [FIELD_MISSING]"
    ]
    assert result.records == []


def test_what_no_column_says_is_taken_aloud(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.vote", "iso3,resolution,date,vote\nXAA,R/1,2024-01-02,Y\n")
    assert result.words("FIELD_TAKEN") == [
        'table.csv: No column says instrument; "aws" is taken for every row. If it is another, add a column, or say it '
        "in the mapping under constants. [FIELD_TAKEN]"
    ]


def test_a_column_or_a_constant_goes_before_what_is_taken(tmp_path: Path) -> None:
    header = "iso3,resolution,date,vote"
    by_column = given(tmp_path, "norm.vote", f"{header},treaty\nXAA,R/1,2024-01-02,Y,Arms Trade Treaty\n")
    by_constant = given(tmp_path, "norm.vote", f"{header}\nXAA,R/1,2024-01-02,Y\n", constants={"instrument": "att"})
    assert [vote.instrument for vote in by_column.records + by_constant.records] == ["att", "att"]
    assert "FIELD_TAKEN" not in by_column.codes + by_constant.codes


def test_a_list_of_states_with_a_date_is_a_list_of_endorsements(tmp_path: Path) -> None:
    listed = "Endorsing States\nIreland\nRepublic of Korea\n\nXAA\n"
    result = given(tmp_path, "norm.endorsement", listed, constants={"on": "2022-11-18"})
    assert [(one.state, str(one.on), one.instrument, one.status) for one in result.records] == [
        ("IRL", "2022-11-18", "ewipa", Endorsing.ENDORSED), ("KOR", "2022-11-18", "ewipa", Endorsing.ENDORSED),
        ("XAA", "2022-11-18", "ewipa", Endorsing.ENDORSED),
    ]  # fmt: skip
    assert [row.skipped for row in result.rows] == ["", "", "blank", ""]


def test_a_list_of_states_needs_no_header(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "Ireland\nAustria\n", constants={"on": "2022-11-18"})
    assert [(row.source.row, one.state) for row in result.rows for one in row.records] == [(1, "IRL"), (2, "AUT")]


def test_a_list_without_a_date_says_so_for_each_state(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "Country\nIreland\n")
    assert result.words("FIELD_MISSING")[0].startswith(
        "table.csv, row 2, on: on is missing; a norm.endorsement record needs it."
    )


def test_a_state_that_does_not_exist_cannot_act(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date\nIRE,2022-11-18\nXZZ,2022-11-18\nAustira,2022-11-18\n")
    assert [record.state for record in result.records] == ["XZZ"]
    assert result.words("NORM_STATE_UNKNOWN")[1] == (
        'table.csv, row 4, iso3 (A4): "Austira" is not the name or the code of a state. Did you mean "Austria" (AUT)? '
        "Use its name or the three-letter code of ISO 3166-1; only a state can act here. [NORM_STATE_UNKNOWN]"
    )


def test_an_unknown_instrument_names_the_nearest(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date,instrument\nXAA,2022-11-18,ewpia\n")
    assert result.words("NORM_WORD_UNKNOWN")[0].startswith(
        'table.csv, row 2, instrument (C2): "ewpia" is no instrument that is known. Did you mean "ewipa"? Use one of:'
    )


def test_an_unknown_duty_names_the_nearest(tmp_path: Path) -> None:
    result = given(
        tmp_path, "norm.practice", "iso3,date,duty,practised,evidence\nXAA,2024,apmbc-5-clearence,follows,seen\n"
    )
    assert result.words("NORM_WORD_UNKNOWN")[0].startswith(
        'table.csv, row 2, duty (C2): "apmbc-5-clearence" is no duty that is known. Did you mean "apmbc-5-clearance"?'
    )


# --- every kind -------------------------------------------------------------------------------------------------------


ROWS = {
    "norm.act": (
        "country,treaty,action,date of deposit,entry into force,source,grade\nIreland,Mine Ban Convention,ratified,"
        "1997-12-03,1999-03-01,depositary,P\n",
        ("instrument", InstrumentId.APMBC), ("act", Act.RATIFICATION), ("grade", Grade.PARTLY),
        ("citation", "depositary"),
    ),
    "norm.position": (
        "iso3,instrument,position,as_of\nXAA,aws,called_for_ban,2020-08\n",
        ("position", "called_for_ban"), ("precision", Precision.MONTH),
    ),
    "norm.milestone": (
        "instrument,event,start,end,place\nccm,14MSP,2026-11-16,2026-11-19,Geneva\n",
        ("event", "14MSP"), ("venue", "Geneva"),
    ),
    "norm.count": (
        "instrument,what,number,date\natt,states parties,,2024\n",
        ("number", ""), ("what", "states parties"),
    ),
    "norm.obligation": (
        "iso3,duty,step,on,new deadline,granted by\nXAA,apmbc-5-clearance,extended,2024-11-29,2029-03-01,5RC\n",
        ("step", Step.EXTENSION), ("duty", DutyId.APMBC_5_CLEARANCE), ("meeting", "5RC"),
    ),
    "norm.report": (
        "iso3,duty,report,period_year,submitted_on,status\nXAA,ccm-7-annual,annual report,2023,2024-04-30,submitted\n",
        ("report", "annual"), ("year", 2023), ("status", Filing.SUBMITTED),
    ),
    "norm.measure": (
        "iso3,duty,status,law,date\nXAA,apmbc-9-law,law enacted,Mine Act,2001\n",
        ("measure", MeasureKind.LAW), ("title", "Mine Act"), ("precision", Precision.YEAR),
    ),
    "norm.practice": (
        "iso3,duty,practice,evidence,date\nXAA,att-5-control,in part,audit,2024-05-01\n",
        ("practised", Practised.PARTLY), ("evidence", "audit"),
    ),
}  # fmt: skip
CLASSES = {
    "norm.act": StateAct, "norm.position": Position, "norm.milestone": Milestone, "norm.count": PublishedCount,
    "norm.obligation": ObligationStep, "norm.report": ReportFiled, "norm.measure": NationalMeasure,
    "norm.practice": Practice,
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_a_kind_is_read_by_the_headers_of_its_sources(tmp_path: Path, kind: str) -> None:
    text, *expected = ROWS[kind]
    [record] = given(tmp_path, kind, str(text)).records
    assert type(record) is CLASSES[kind]
    for field, value in expected:
        assert getattr(record, field) == value


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_class_is_read_under_its_own_name(kind: str) -> None:
    assert set(fields_of(kind)) <= set(norm_synonyms()), "norms/columns.yaml lacks a field"
    for field in fields_of(kind):
        assert norms.placed(kind, [field], {}) == {field: [0]}


def test_the_words_of_a_closed_list_are_words_of_that_list() -> None:
    lists = {"endorsing": Endorsing, "filing": Filing}
    for name, words in other_words().items():
        known = {word.value for word in lists[name]} if name in lists else set(words_of("", name))
        assert set(words) <= known, name
        meanings = [word for others in words.values() for word in {fold(word) for word in others}]
        assert len(set(meanings)) == len(meanings), f"{name}: a word means two things"


def test_instruments_and_duties_are_those_of_the_law() -> None:
    assert {one.value for one in InstrumentId} == set(instruments())
    assert {one.value for one in DutyId} == {duty.id for one in instruments().values() for duty in one.duties}


def test_a_grade_that_is_not_told_is_seen_and_a_wrong_one_is_an_error(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date,grade\nXAA,2023,\nXAB,2023,k\nXAC,2023,Q\n")
    assert [record.grade for record in result.records] == [Grade.SEEN, Grade.MEMORY]
    assert result.words("NORM_WORD_UNKNOWN")[0].startswith(
        'table.csv, row 4, grade (C4): "Q" is no grade that is known.'
    )


def test_a_month_or_a_year_is_dated_to_its_last_day(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date\nXAA,2023-02\nXAB,2023\n")
    assert [(str(one.on), one.precision) for one in result.records] == [
        ("2023-02-28", Precision.MONTH), ("2023-12-31", Precision.YEAR),
    ]  # fmt: skip


def test_the_order_of_day_and_month_is_learnt_from_the_file(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date\nXAA,03/04/2023\nXAB,25/04/2023\n")
    assert [str(one.on) for one in result.records] == ["2023-04-03", "2023-04-25"]
    assert "DATE_ORDER_SEEN" in result.codes
    assert "DATE_AMBIGUOUS" not in result.codes


# --- the kind, the mapping, the workbook ------------------------------------------------------------------------------


def test_a_column_may_say_the_kind_of_each_row(tmp_path: Path) -> None:
    text = "kind,iso3,date,vote,resolution,instrument,status\nnorm.vote,XAA,2024-01-02,Y,R/1,aws,\n"
    text += "norm.endorsement,XAB,2023-01-02,,,ewipa,endorsed\nnorm.votes,XAC,2024-01-02,Y,R/1,aws,\n"
    result = read_text(tmp_path, text)
    assert [(record.kind, record.state) for record in result.records] == [
        ("norm.vote", "XAA"), ("norm.endorsement", "XAB"),
    ]  # fmt: skip
    assert result.words("KIND_UNKNOWN")[0].startswith(
        'table.csv, row 4, kind: "norm.votes" is not a kind of record that a table can hold. Did you mean "norm.vote"?'
    )


def test_a_kind_that_is_said_wrong_names_the_nearest(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsements", "iso3,date\nXAA,2023\n")
    assert result.words("KIND_UNKNOWN")[0].startswith(
        'table.csv: "norm.endorsements" is not a kind of record that a table can hold. Did you mean "norm.endorsement"?'
    )


def test_other_tables_are_left_to_their_readers(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    path.write_text("kind,ref,date,area_m2\nland.cleared,C-1,2021-01-01,400\n", encoding="utf-8")
    reader = pick(field_file(path), Wanted())
    assert getattr(reader, "NAME", "") == "tables"


def test_a_mapping_names_columns_and_words(tmp_path: Path) -> None:
    text = "Staat,Stimme,Datum,Entwurf\nXAA,dafür,02.01.2024,R/1\n"
    mapping = {
        "date_order": "dmy",
        "columns": {"state": "Staat", "ballot": "Stimme", "date": "Datum", "resolution": "Entwurf"},
        "values": {"ballot": {"dafür": "yes"}},
    }
    save(mapping, tmp_path / "office.yaml")
    loaded = load(tmp_path / "office.yaml")
    assert isinstance(loaded, dict)
    [vote] = read_text(tmp_path, text, Wanted("norm.vote", loaded)).records
    assert (vote.state, vote.ballot, str(vote.on), vote.resolution) == ("XAA", Ballot.YES, "2024-01-02", "R/1")


def test_how_a_file_was_read_can_be_saved_and_replayed(tmp_path: Path) -> None:
    first = given(tmp_path, "norm.vote", "Country name,Resolution,Voted,Date of vote\nIreland,R/1,Y,2024-01-02\n")
    assert first.reading.mapping is not None
    save(first.reading.mapping, tmp_path / "again.yaml")
    loaded = load(tmp_path / "again.yaml")
    assert isinstance(loaded, dict)
    again = read_text(
        tmp_path, "Country name,Resolution,Voted,Date of vote\nIreland,R/1,Y,2024-01-02\n", Wanted("", loaded)
    )
    assert again.records == first.records


def test_a_mapping_that_names_no_column_of_the_table_says_so(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.vote", "iso3,resolution,date,vote\nXAA,R,2024,Y\n", columns={"ballot": "votes"})
    assert result.words("COLUMN_ABSENT") == [
        'table.csv: The mapping reads ballot from column "votes", which the table does not have. Did you mean "vote"? '
        "Correct the mapping. The table has: iso3, resolution, date, vote. [COLUMN_ABSENT]"
    ]
    assert result.rows == []


def test_a_field_that_the_kind_does_not_have_is_no_field(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.vote", "iso3,resolution,date,vote\nXAA,R,2024,Y\n", constants={"ballots": "yes"})
    assert result.words("MAPPING_WORD")[0].startswith(
        'table.csv: The mapping says "ballots", which is not a field. Did you mean "ballot"?'
    )


def test_columns_without_a_field_are_kept_and_named(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date,Region,Country\nIRL,2023,Europe,Ireland\n")
    assert result.records[0].extra == (("Region", "Europe"), ("Country", "Ireland"))
    assert result.words("COLUMNS_UNKNOWN")[0].startswith(
        "table.csv: Columns without a field of ours, kept with each record as they are: Region, Country."
    )


def test_a_sheet_of_a_workbook_is_read_under_its_title(tmp_path: Path) -> None:
    rows = [["List of endorsing States"], [], ["Country", "Date of endorsement"], ["Ireland", "2022-11-18"]]
    path = workbook(tmp_path / "list.xlsx", rows)
    result = read(path, told("norm.endorsement"))
    assert [(one.state, str(one.on)) for one in result.records] == [("IRL", "2022-11-18")]
    assert result.rows[0].source.row == 4


def test_a_table_in_which_nothing_is_known_is_no_table(tmp_path: Path) -> None:
    assert given(tmp_path, "norm.vote", "a,b\n1,2\n").codes == ["NO_TABLE"]


def test_a_row_that_is_too_long_is_rejected(tmp_path: Path) -> None:
    result = given(tmp_path, "norm.endorsement", "iso3,date\nXAA,2023,late\n")
    assert result.words("ROW_TOO_LONG")[0].startswith("table.csv, row 2: The row has 1 cells beyond the last header")


def test_the_kinds_are_all_there() -> None:
    assert set(KINDS) == {*NORM_KINDS, "incident.use"}
