"""The door for tables about states: what is read, what is refused, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisarm.core.findings import Finding
from opendisarm.core.records import Endorsement, Incident, Vote
from opendisarm.desk.duties import calendar
from opendisarm.desk.importing import ImportOutcome, ImportWish, import_files
from opendisarm.desk.norms import known
from opendisarm.desk.treaties import Voices, status
from opendisarm.importers.mapping import Wanted
from tests.desk.office import Office, at
from tests.house.tree import ROOT

VOTES = ROOT.parent / "shared" / "data" / "norms" / "aws_votes_tests_only.csv"


def enter(office: Office, kind: str, text: str, name: str = "norms.csv", **mapping: object) -> ImportOutcome:
    path = office.field / name
    path.write_text(text.strip() + "\n", encoding="utf-8")
    wish = ImportWish(by="Amal", moment=at(4_000), commit=True, wanted=Wanted(kind, mapping or None, "", ""))
    return import_files(office.workspace, [path], wish, lambda *_: None)


def findings(outcome: ImportOutcome) -> list[Finding]:
    return [finding for file in outcome.files for finding in file.findings]


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int]:
    [file] = outcome.files
    return file.rows_in, file.accepted, file.rejected, file.skipped


@pytest.mark.data
def test_the_roll_calls_that_a_user_brings_give_their_published_tallies(office: Office) -> None:
    if not VOTES.is_file():
        pytest.skip("The published data (../shared/data) is not beside this checkout.")
    outcome = enter(office, "norm.vote", VOTES.read_text(encoding="utf-8"))
    assert counts(outcome) == (595, 595, 0, 0)
    found = status(office.workspace, "aws", at(4_000).date(), None)
    assert isinstance(found, Voices)
    tallies = {
        name: tuple(tally.get(word, 0) for word in ("yes", "no", "abstained", "not_voting"))
        for name, tally in found.votes.items()
    }
    assert tallies["A/RES/78/241"] == (152, 4, 11, 26)
    assert tallies["A/RES/79/62"] == (166, 3, 15, 9)
    assert tallies["A/RES/80/57"] == (164, 6, 7, 16)


def test_reading_the_same_file_again_changes_nothing(office: Office) -> None:
    table = (
        "iso3,resolution,date,vote,source\nNOR,A/RES/1/1,2026-01-05,Y,roll call\nUSA,A/RES/1/1,2026-01-05,N,roll call"
    )
    assert enter(office, "norm.vote", table).new_entries == 2
    again = enter(office, "norm.vote", table)
    assert again.new_entries == 0
    assert counts(again) == (2, 0, 0, 2)


def test_a_bare_list_of_states_is_a_list_of_endorsements(office: Office) -> None:
    table = "Country\nFrance\nCôte d’Ivoire\nNetherlands (Kingdom of the)\nÉtats-Unis"
    outcome = enter(office, "norm.endorsement", table, constants={"date": "2022-11-18"})
    assert counts(outcome) == (4, 4, 0, 0)
    mine = {
        fact.record.state: fact.record
        for fact in known(office.workspace, None).complete.endorsements("ewipa")
        if fact.source.file == "norms.csv"
    }
    assert sorted(mine) == ["CIV", "FRA", "NLD", "USA"]
    assert all(isinstance(record, Endorsement) and str(record.on) == "2022-11-18" for record in mine.values())


@pytest.mark.parametrize(
    ("word", "ballot"),
    [("Y", "yes"), ("oui", "yes"), ("against", "no"), ("Abstain", "abstained"), ("X", "not_voting"), ("sí", "yes")],
)
def test_votes_are_read_in_the_words_people_use(office: Office, word: str, ballot: str) -> None:
    enter(office, "norm.vote", f"country,resolution,date,vote\nNorway,A/RES/1/1,2026-01-05,{word}")
    [record] = [fact.record for fact in known(office.workspace, None).complete.votes("aws", "NOR")]
    assert isinstance(record, Vote)
    assert record.ballot.value == ballot


WRONG = [
    (
        "norm.endorsement",
        "country,date\nAtlntis,2022-11-18",
        '"Atlntis" is not the name or the code of a state. Use its name or the three-letter code of ISO 3166-1; '
        "only a state can act here. [NORM_STATE_UNKNOWN]",
    ),
    (
        "norm.act",
        "iso3,instrument,act,date\nNOR,apbmc,signature,2000-01-01",
        '"apbmc" is no instrument that is known. Did you mean "apmbc"?',
    ),
    (
        "norm.act",
        "iso3,instrument,act,date\nUKR,ccm,accession,2001-05-05",
        "The act is dated 2001-05-05, before the Convention on Cluster Munitions was opened on 2008-12-03. "
        "Check the date and the instrument. [ACT_BEFORE_OPENING]",
    ),
    (
        "norm.act",
        "iso3,instrument,act,date\nNOR,ccm,accession,2020-05-05",
        "NOR already deposited an instrument on 2008-12-03 (E-",
    ),
    (
        "norm.act",
        "iso3,instrument,act,date\nUSA,ccm,withdrawal,2020-05-05",
        "USA withdraws, but no deposit of its instrument is known.",
    ),
    (
        "norm.obligation",
        "iso3,duty,step,date,deadline\nKHM,apmbc-5-clearance,extension,2026-06-12,2027-01-01",
        "The extension to 2027-01-01 would shorten the time: KHM already has until 2030-12-31 (E-",
    ),
    (
        "norm.obligation",
        "iso3,duty,step,date\nJOR,apmbc-5-clearance,completion,2014-06-12",
        "JOR is already recorded as having declared completion on 2012-12-05 (E-",
    ),
    (
        "norm.endorsement",
        "country,date\nNorway,2023-11-18",
        "NOR is already recorded as having endorsed on 2022-11-18 (E-",
    ),
    (
        "norm.report",
        "iso3,duty,report,status,date\nNOR,apmbc-8-annual,annual,submitted,2026-04-01",
        '"apmbc-8-annual" is no duty that is known. Did you mean "apmbc-7-annual"?',
    ),
    (
        "incident.use",
        "country,date,weapon,killed,killed female adult,killed male child\nUkraine,2026-03-01,cluster munitions,2,2,1",
        "Killed are 2 in all, but 3 by sex and age.",
    ),
    (
        "incident.use",
        "country,date,until,weapon\nUkraine,2026-03-01,2026-02-01,cluster munitions",
        "It ends on 2026-02-01, before it starts on 2026-03-01.",
    ),
    (
        "incident.use",
        "country,date,weapon,latitude\nUkraine,2026-03-01,cluster munitions,48.123",
        "The coordinates of incidents are not taken in (column latitude): no targeting detail is kept.",
    ),
    ("norm.vote", "country,date,vote\nNorway,2026-01-05,Y", "resolution"),
]


@pytest.mark.parametrize(("kind", "table", "says"), WRONG)
def test_what_is_wrong_is_said_in_words(office: Office, kind: str, table: str, says: str) -> None:
    told = [str(finding) for finding in findings(enter(office, kind, table))]
    assert [words for words in told if says in words], told


def test_two_deposits_in_one_file_are_a_contradiction_and_a_withdrawal_between_is_not(office: Office) -> None:
    header = "iso3,instrument,act,date,effective\n"
    first = "XAA,ccm,accession,2010-09-01,2011-03-01\n"
    again = "XAA,ccm,accession,2024-01-05,2024-07-01\n"
    left = "XAA,ccm,withdrawal,2015-02-01,2015-08-01\n"
    wrong = enter(office, "norm.act", header + first + again, "twice.csv")
    assert counts(wrong) == (2, 1, 1, 0)
    right = enter(office, "norm.act", header + first.replace("XAA", "XAB") + left.replace("XAA", "XAB")
                  + again.replace("XAA", "XAB"), "again.csv")  # fmt: skip
    assert counts(right) == (3, 3, 0, 0)


def test_harm_beyond_what_is_told_by_sex_and_age_is_unknown_not_lost(office: Office, tmp_path: Path) -> None:
    table = "country,date,weapon,killed,killed female adult,injured\nUkraine,2026-03-01,cluster munitions,5,2,3"
    enter(office, "incident.use", table)
    [mine] = [
        fact.record for fact in known(office.workspace, None).complete.incidents() if fact.source.file == "norms.csv"
    ]
    assert isinstance(mine, Incident)
    assert [tuple(harm) for harm in mine.harmed] == [
        ("killed", "female", "adult", 2), ("killed", "unknown", "unknown", 3), ("injured", "unknown", "unknown", 3),
    ]  # fmt: skip


def test_coordinates_of_an_incident_go_nowhere(office: Office) -> None:
    table = "country,date,weapon,latitude,longitude,remark of ours\nUkraine,2026-03-01,cluster munitions,48.123,35.5,x"
    enter(office, "incident.use", table)
    stored = [entry.payload for entry in office.store.load(kinds=("incident.use",))]
    assert stored[0]["extra"] == [["remark of ours", "x"]]
    assert "48.123" not in str(stored)


def test_a_meeting_may_lie_ahead_and_an_act_may_not(office: Office) -> None:
    ahead = "event,instrument,date,until,place\n23MSP,apmbc,2027-06-01,2027-06-05,Geneva"
    assert counts(enter(office, "norm.milestone", ahead, "meetings.csv")) == (1, 1, 0, 0)
    act = "iso3,instrument,act,date\nUSA,ccm,accession,2027-06-01"
    assert counts(enter(office, "norm.act", act, "acts.csv")) == (1, 0, 1, 0)


def test_a_meeting_that_an_office_enters_is_in_the_calendar(office: Office) -> None:
    enter(office, "norm.milestone", "event,instrument,date\nan invented meeting,apmbc,2027-06-01")
    found = calendar(office.workspace, "", at(4_000).date(), 400, None)
    assert "apmbc/an invented meeting" in {one.key for one in found}
