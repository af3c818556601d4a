"""The import as the desk sees it: counts, batches, what is told on the way, and what the ledger would become."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisarm.core.journal import APPROVAL, IMPORT
from opendisarm.desk.importing import FileImport, ImportWish, import_files
from tests.desk.office import MONDAY, Office, findings, words

SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
CLEARED = "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,"


def test_a_file_enters_as_one_batch_with_how_it_was_read_and_its_approval(office: Office) -> None:
    outcome = office.enter(SURVEY, CLEARED, ",,,,,,,,", "CHA,S-2,,never,1,AP mine,,,")
    [file] = outcome.files
    assert (file.rows_in, file.accepted, file.rejected, file.skipped) == (4, 2, 1, 1)
    entries = list(office.store.load())
    assert len({entry.batch for entry in entries}) == 1
    assert [entry.kind for entry in entries] == ["land.confirmed", "land.cleared", IMPORT, APPROVAL]
    read = entries[2].payload
    assert {name: read[name] for name in ("rows_in", "accepted", "rejected", "skipped", "importer", "repaired")} == {
        "rows_in": 4, "accepted": 2, "rejected": 1, "skipped": 1, "importer": "tables", "repaired": False,
    }  # fmt: skip
    assert read["mapping"]["columns"]["ref"] == "ref"
    assert entries[2].source.file == "field.csv"


def test_a_file_with_nothing_to_accept_leaves_no_trace(office: Office) -> None:
    outcome = office.enter("CHA,S-2,,never,1,AP mine,,,")
    assert outcome.new_entries == 0
    assert office.store.head().seq == 0


def test_held_records_come_without_approval(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    assert [entry.kind for entry in office.store.load()] == ["land.confirmed", IMPORT]


def test_each_file_is_told_of_once_it_is_in_the_journal(office: Office, tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "none.csv", tmp_path / "b.csv"]
    for path in (paths[0], paths[2]):
        path.write_text(f"kind,ref,date,area_m2,contamination\nCHA,{path.stem},2020-01-01,5,AP mine\n")
    seen: list[tuple[str, int, int]] = []

    def told(file: FileImport, new: int) -> None:
        seen.append((file.name, new, office.store.head().seq))

    wish = ImportWish(by="Amal", moment=MONDAY, commit=True)
    import_files(office.workspace, paths, wish, lambda *_: None, told)
    assert seen == [("a.csv", 1, 3), ("b.csv", 1, 6)]
    seen.clear()
    import_files(office.workspace, paths, ImportWish(by="Amal", moment=MONDAY), lambda *_: None, told)
    assert seen == [], "a dry run puts nothing anywhere"


def test_a_file_that_cannot_be_entered_leaves_those_before_it(office: Office, tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(f"kind,ref,date,area_m2,contamination\nCHA,{path.stem},2020-01-01,5,AP mine\n")

    def interrupted(what: str, _done: int, _total: int | None) -> None:
        if what == "entering b.csv":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(office.workspace, paths, ImportWish(by="Amal", moment=MONDAY, commit=True), interrupted)
    assert [entry.source.file for entry in office.store.load()] == ["a.csv"] * 3
    assert office.m2() == {"confirmed": 5}


def test_progress_goes_from_reading_to_the_ledger(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("kind,ref,date,area_m2,contamination\nCHA,S-1,2020-01-01,5,AP mine\n")
    seen: list[str] = []
    wish = ImportWish(by="Amal", moment=MONDAY, commit=True)
    import_files(office.workspace, [path], wish, lambda what, *_: seen.append(what))
    assert seen == ["checking a.csv", "entering a.csv", "working out the ledger"]


def test_a_dry_run_tells_what_the_commit_then_does(office: Office) -> None:
    office.enter(SURVEY)
    dry = office.enter(CLEARED, name="june.csv", commit=False)
    assert (dry.committed, dry.new_entries) == (False, 1)
    assert office.m2() == {"confirmed": 1000}
    done = office.enter(CLEARED, name="june.csv")
    assert dry.ahead == done.ahead
    assert done.ahead.postings_m2 == {"cleared": 400}
    assert {account: m2 for account, m2 in done.ahead.balances_m2.items() if m2} == {"confirmed": 600, "cleared": 400}


def test_a_dry_run_of_a_correction_takes_the_old_version_out(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    dry = office.enter(CLEARED.replace("400", "450"), name="june.csv", commit=False)
    assert dry.ahead.balances_m2["cleared"] == 450
    assert dry.ahead.postings_m2 == {"cleared": 450}


def test_findings_stand_at_the_cell_of_the_sender(office: Office) -> None:
    header = "kind,report number,hazard id,Date,Area (m2),Threat"
    outcome = office.enter("CHA,S-1,,2090-01-01,1000,AP mine", header=header)
    assert words(outcome, "DATE_IN_FUTURE") == [
        "field.csv, row 2, Date (D2): The date 2090-01-01 lies in the future. "
        "Check the year, and the order of day and month. [DATE_IN_FUTURE]"
    ]


def test_what_the_ledger_says_comes_with_the_rows_that_caused_it(office: Office) -> None:
    outcome = office.enter(SURVEY, CLEARED.replace("400", "1400"))
    assert [found.code for found in findings(outcome) if found.source.row == 3][-1] == "OVER_RELEASE"
    assert [found.code for found in outcome.ahead.findings] == ["OVER_RELEASE"]
