"""The people of the invented country as files: they import, faults are found, and counts are those of the stream.

The counts of the test are its own: they use nothing of the ledger.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from opendisarm.core.canonical import canonical_json
from opendisarm.core.identity import NAME
from opendisarm.core.persons import Outcome
from opendisarm.core.records import Accident, EducationSession, PersonHarmed, Record, ServiceReceived, payload_of
from opendisarm.desk.importing import FileImport, ImportWish, import_files
from opendisarm.desk.people.balance import people_balance
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.people.persons import duplicates
from opendisarm.desk.people.registering import lookup
from opendisarm.desk.people.vault import vault_of
from opendisarm.desk.sampling import sender_of, write_sample
from opendisarm.desk.workspace import Workspace, create
from opendisarm.importers.mapping import Wanted
from opendisarm.sample.people.files import SENT_BY, write_people_files
from opendisarm.sample.people.stream import Sent, people
from opendisarm.sample.people.words import OFFICE, PARTNER

PERSONS, SESSIONS, SEED, FAULTS = 400, 300, 6, 0.05
END = date(2024, 12, 31)

FOUND_BY = {
    "child_with_identity_number": "CHILD_WITH_IDENTITY_NUMBER",
    "death_before_accident": "DIED_BEFORE_ACCIDENT",
    "killed_and_injured": "OUTCOME_TWICE",
    "impossible_age": "AGE_IMPOSSIBLE",
    "thousands_separator": "SEPARATOR_IN_COUNT",
}
"""Fault -> the code of its finding, one in each faulty row."""
OF_THE_WHOLE = {"KEPT_IN_VAULT", "POSSIBLE_PERSONAL_DATA_IN_TEXT"}
FOLLOWING = {"IDENTITY_NUMBER_SHARED"}
"""A child with a parent's number also shares it with the parent."""


@dataclass(frozen=True)
class Brought:
    """Files that were imported into a workspace."""

    folder: Path
    workspace: Workspace
    files: dict[str, FileImport]

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stream() -> list[Sent]:
    return list(people(PERSONS, SESSIONS, SEED, FAULTS))


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    folder = tmp_path_factory.mktemp("people")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OPENDISARM_KEYS", str(folder / "keys"))  # those of a test are gone with the test
        written = write_people_files(PERSONS, SESSIONS, SEED, folder / "field", FAULTS)
        workspace = create(folder / "workspace", "Samplia", "XSA")
        files = {path.name: imported(workspace, path) for path in written if sender_of(path)}
        yield Brought(folder / "field", workspace, files)
        workspace.store.close()


def imported(workspace: Workspace, path: Path) -> FileImport:
    moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    wish = ImportWish(by="Amal", moment=moment, commit=True, wanted=Wanted(org=sender_of(path)))
    [file] = import_files(workspace, [path], wish, lambda *_: None).files
    return file


def said(record: Record) -> str:
    """What a record says but for whom it is about, and for where exactly."""
    payload = payload_of(replace(record, shape=None) if getattr(record, "shape", None) else record)
    without = (
        {"person", "ref"} if isinstance(record, PersonHarmed) or str(record.kind) == "person.consent" else {"person"}
    )
    return f"{record.kind} {canonical_json({name: value for name, value in payload.items() if name not in without})}"


def balance(brought: Brought) -> dict[str, int]:
    told = people_balance(brought.workspace, END, None)
    return {account.value: count for account, count in told.total.items()}


def test_two_organisations_send_these_files(brought):
    assert sorted(path.name for path in brought.folder.iterdir()) == [
        "accidents.csv", "consents.csv", "harmed.xlsx", "manifest.json", "needs.csv", "referrals.csv", "services.csv",
        "sessions.csv", "submissions.json",
    ]  # fmt: skip
    assert set(SENT_BY.values()) == {OFFICE, PARTNER}
    assert brought.manifest["sent_by"] == dict(SENT_BY)


def test_the_manifest_counts_the_rows_of_each_file(brought):
    assert brought.manifest["rows"] == {name: file.rows_in for name, file in brought.files.items()}
    assert brought.manifest["rows"]["harmed.xlsx"] == PERSONS
    assert brought.manifest["rows"]["sessions.csv"] == SESSIONS


def test_every_row_is_accepted_whatever_is_wrong_in_it(brought):
    refused = {name: (file.rejected, file.skipped) for name, file in brought.files.items()}
    assert set(refused.values()) == {(0, 0)}
    assert not [str(f) for file in brought.files.values() for f in file.findings if f.severity.value == "error"]


def test_every_fault_is_found_in_its_row_and_nothing_else_is(brought):
    planted = {
        (f["file"], f["row"], FOUND_BY[f["fault"]]) for f in brought.manifest["faults"] if f["fault"] in FOUND_BY
    }
    found = {
        (finding.source.file, finding.source.row, finding.code)
        for file in brought.files.values()
        for finding in file.findings
        if finding.code not in OF_THE_WHOLE | FOLLOWING
    }
    assert {code for _, _, code in planted} == set(FOUND_BY.values())
    assert found == planted


def test_names_in_remarks_are_counted_and_stay_out_of_the_journal(brought, stream):
    planted = [sent for sent in stream if sent.fault == "name_in_remarks"]
    [finding] = [f for f in brought.files["harmed.xlsx"].findings if f.code == "POSSIBLE_PERSONAL_DATA_IN_TEXT"]
    assert f"may identify a person: {len(planted)} (name)" in str(finding)
    kept = " ".join(canonical_json(entry.payload) + str(entry.source) for entry in brought.workspace.store.load())
    names = {sent.identity.fields[NAME] for sent in stream if sent.identity and NAME in sent.identity.fields}
    assert len(names) > PERSONS / 2
    assert not [name for name in names if name in kept]


def test_the_journal_says_what_the_stream_says(brought, stream):
    workspace = brought.workspace
    journal = Counter(said(fact.record) for fact in people_facts(workspace, workspace.store.head()))
    assert journal == Counter(said(sent.record) for sent in stream)


def test_points_of_accidents_survive_the_file(brought, stream):
    shapes = {entry.ref: entry.shape for entry in brought.workspace.store.load(kinds=("accident",))}
    told = {sent.record.ref: sent.record.shape for sent in stream if isinstance(sent.record, Accident)}
    assert {ref: bytes(shape) for ref, shape in shapes.items() if shape} == {
        ref: shape.wkb for ref, shape in told.items() if shape
    }


def test_casualties_are_those_of_the_stream(brought, stream):
    expected, recorded = Counter(), {}
    for sent in stream:
        if isinstance(sent.record, PersonHarmed):
            harm = sent.record
            killed = harm.outcome is Outcome.KILLED or (harm.died is not None and harm.died >= harm.on)
            expected["killed" if killed else "unknown_outcome" if harm.outcome is Outcome.UNKNOWN else "injured"] += 1
            recorded.setdefault(harm.accident, Counter())[harm.outcome] += 1
    for sent in stream:
        if isinstance(sent.record, Accident):
            seen = recorded.get(sent.record.ref, Counter())
            expected["killed"] += max(0, (sent.record.killed or 0) - seen[Outcome.KILLED])
            expected["injured"] += max(0, (sent.record.injured or 0) - seen[Outcome.INJURED])
    told = balance(brought)
    assert {name: told[name] for name in expected} == dict(expected)


def test_survivors_are_those_of_the_stream(brought, stream):
    alive, assisted = set(), set()
    for sent in stream:
        if isinstance(sent.record, PersonHarmed):
            harm = sent.record
            if harm.outcome is Outcome.INJURED and (harm.died is None or harm.died < harm.on):
                alive.add((sent.org, sent.identity.key))
        elif sent.org == PARTNER:
            alive.add((sent.org, sent.identity.key))
        if isinstance(sent.record, ServiceReceived):
            assisted.add((sent.org, sent.identity.key))
    told = balance(brought)
    assert sum(told[step] for step in ("registered", "need_assessed", "referred", "assisted")) == len(alive)
    assert told["assisted"] == len(assisted & alive) > 0


def test_persons_reached_are_those_of_the_stream(brought, stream):
    sessions = [sent.record for sent in stream if isinstance(sent.record, EducationSession)]
    told = balance(brought)
    assert told["reached_direct"] == sum(cell.number for one in sessions for cell in one.direct)
    assert told["reached_indirect"] == sum(cell.number for one in sessions for cell in one.indirect)


def test_who_is_known_twice_is_found_without_reading_a_name(brought, monkeypatch):
    monkeypatch.setenv("OPENDISARM_KEYS", str(brought.folder.parent / "keys"))
    pairs = {frozenset((pair.first, pair.second)) for pair in duplicates(brought.workspace)}
    vault = vault_of(brought.workspace)
    twice = brought.manifest["known_twice"]
    assert len(twice) > 3
    for at_office, at_partner in twice:
        keys = [lookup(OFFICE, at_office), lookup(PARTNER, at_partner)]
        assert frozenset(vault.subjects(keys).values()) in pairs


def test_the_workbook_and_the_tables_are_what_an_office_would_write(brought):
    sheet = openpyxl.load_workbook(brought.folder / "harmed.xlsx", read_only=True)["harmed"]
    header = [cell.value for cell in next(sheet.iter_rows())]
    assert header[:4] == ["kind", "Victim ID", "Full name", "Father's name"]
    with (brought.folder / "sessions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any("," in row["Total indirect"] for row in rows)
    assert any(row["Women"] and row["Women indirect"] for row in rows)


def test_text_files_are_the_same_each_time(brought, tmp_path):
    write_people_files(PERSONS, SESSIONS, SEED, tmp_path, FAULTS)
    for name in ("accidents.csv", "sessions.csv", "submissions.json", "manifest.json"):
        assert (tmp_path / name).read_bytes() == (brought.folder / name).read_bytes()


def test_a_sample_has_land_and_people(tmp_path):
    written = write_sample(100, 1, tmp_path, 0.0)
    below = {path.relative_to(tmp_path).as_posix() for path in written}
    assert {"survey.gpkg", "manifest.json", "people/harmed.xlsx", "people/manifest.json"} <= below
    assert all(path.is_file() for path in written)
    assert sender_of(tmp_path / "people" / "manifest.json") == ""
