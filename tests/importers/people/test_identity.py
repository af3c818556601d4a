"""Every door by which a name could leave the vault: canaries in all columns that identify, or that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisarm.core.identity import IDENTIFYING
from opendisarm.importers.people.fields import KINDS, is_of_person
from tests.importers.people.exports import people, table, told_outside_the_vault
from tests.importers.tables_on_disk import Result

CANARIES = {
    "Full name": "Canary Zubaida", "First name": "Canary Given", "Surname": "Canary Family",
    "Father's name": "Canary Father", "National ID": "CANARY-0099", "Phone": "+93 700 CANARY",
    "Address": "House of the Canary", "Village": "Canary Village", "Remarks": "canary: told by her uncle",
    "Narrative": "the canary walked home", "Clan": "Canary Clan", "gps of home": "34.528123, 69.172331 canary",
    "الاسم": "كناري زبيدة",
}  # fmt: skip
NEEDED = {
    "accident": "date", "person.harmed": "date,outcome", "person.need": "date", "person.referral": "date,pillar",
    "person.service": "date,pillar", "person.consent": "date,purpose,decision", "education.session": "date,women",
}  # fmt: skip
CELLS = {
    "date": "2021-04-25", "outcome": "killed", "pillar": "physical_rehabilitation", "purpose": "research",
    "decision": "given", "women": "4",
}  # fmt: skip


def assert_nothing_left(result: Result) -> None:
    outside = told_outside_the_vault(result).casefold()
    assert "canary" not in outside
    assert "كناري" not in outside
    assert "34.528" not in outside


@pytest.mark.parametrize("kind", KINDS)
def test_what_identifies_or_is_not_known_goes_to_the_vault_and_nowhere_else(tmp_path: Path, kind: str) -> None:
    headers = [*NEEDED[kind].split(","), *CANARIES]
    cells = [CELLS.get(header) or f'"{CANARIES[header]}"' for header in headers]
    result = table(tmp_path, kind, ",".join(f'"{header}"' for header in headers) + "\n" + ",".join(cells) + "\n")
    assert len(result.records) == 1
    assert_nothing_left(result)
    [who] = people(result)
    assert who.person is is_of_person(kind)
    kept = " / ".join(who.fields.values())
    for canary in CANARIES.values():
        assert canary in kept
    assert set(who.fields) - set(IDENTIFYING) - set(CANARIES) == set()


@pytest.mark.parametrize("field", ["sex", "age", "outcome", "status", "on", "died", "precision", "educated", "state"])
def test_a_name_in_a_column_of_ours_is_not_repeated_and_keeps_the_row_out(tmp_path: Path, field: str) -> None:
    columns = {"on": "2021-04-25", "outcome": "killed", field: "Canary Zubaida"}
    result = table(tmp_path, "person.harmed", ",".join(columns) + "\n" + ",".join(columns.values()) + "\n")
    assert result.records == []
    assert result.findings
    assert_nothing_left(result)


@pytest.mark.parametrize("field", ["killed", "injured", "lat", "lon", "device", "marked"])
def test_a_name_among_the_figures_of_an_accident_is_not_repeated(tmp_path: Path, field: str) -> None:
    result = table(tmp_path, "accident", f"date,lat,lon,{field}\n2021-04-25,9.5,8.5,Canary Zubaida\n")
    assert any("row 2" in str(finding) for finding in result.findings) or field in {"lat", "lon"}
    assert_nothing_left(result)


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        ("admin1", "call canary +93 700 123 456", "what looks like a telephone number"),
        ("admin2", "0700123456 canary", "what looks like a telephone number"),
        ("admin1", "canary@example.org", "an e-mail address"),
        ("accident id", "Canary Zubaida", "words without a number"),
        ("admin1", '"canary\nnext line"', "several lines"),
        ("admin2", "canary " * 20, "a long text"),
    ],
)
def test_a_field_of_a_record_does_not_take_what_may_tell_who_somebody_is(
    tmp_path: Path, field: str, text: str, what: str
) -> None:
    result = table(tmp_path, "person.harmed", f"date,outcome,{field}\n2021-04-25,killed,{text}\n")
    assert result.records == []
    assert what in result.words("TEXT_IN_FIELD")[0]
    assert_nothing_left(result)


def test_a_text_in_a_field_says_where_it_belongs(tmp_path: Path) -> None:
    result = table(tmp_path, "person.harmed", "date,outcome,admin1\n2021-04-25,killed,canary@example.org\n")
    assert result.words("TEXT_IN_FIELD") == [
        "table.csv, row 2, admin1 (C2): The cell of admin1 holds an e-mail address, which may tell who a person is; "
        "what is in this field is kept for ever. Move it to a column named note, which only the vault keeps, or "
        "correct the shifted row. [TEXT_IN_FIELD]"
    ]


def test_a_row_shifted_by_one_cell_is_refused_and_says_no_name(tmp_path: Path) -> None:
    rows = "".join(f"V-{n},Person {n},F,34,2021-04-25,killed,North\n" for n in range(5))
    result = table(
        tmp_path, "person.harmed",
        f"victim id,name,sex,age,date,outcome,province\n{rows}V-9,Zubaida,Canary Khalil,F,34,2021-04-25,killed,North\n",
    )  # fmt: skip
    assert [row.accepted for row in result.rows] == [True] * 5 + [False]
    assert_nothing_left(result)


def test_headers_are_named_unless_they_look_like_data(tmp_path: Path) -> None:
    result = table(
        tmp_path, "person.harmed",
        "date,outcome,name,Blood group,0700123456,canary@example.org\n2021-04-25,killed,Canary,A,x,y\n",
    )  # fmt: skip
    assert result.words("KEPT_IN_VAULT") == [
        "table.csv: Kept in the vault and nowhere else: name and 3 columns without a field of ours (Blood group, 2 "
        "without a name that may be repeated). If a column should be counted, name its field in the mapping. "
        "[KEPT_IN_VAULT]"
    ]
    assert_nothing_left(result)
    assert people(result)[0].fields["0700123456"] == "x"


def test_the_mapping_that_is_kept_names_columns_of_ours_only(tmp_path: Path) -> None:
    result = table(tmp_path, "person.harmed", "date,outcome,Full name,Zubaidas uncle\n2021-04-25,killed,Canary,x\n")
    assert result.reading.mapping == {
        "kind": "person.harmed", "header_row": 1,
        "columns": {"on": "date", "outcome": "outcome", "name": "Full name"},
    }  # fmt: skip


# --- which person -----------------------------------------------------------------------------------------------------


def test_the_same_file_again_gives_the_same_keys_without_any_name(tmp_path: Path) -> None:
    text = "date,outcome\n2021-04-25,killed\n2021-04-25,killed\n"
    keys = [[who.key for who in people(table(tmp_path, "person.harmed", text))] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2


def test_the_id_of_a_person_is_the_key_in_every_kind_of_table(tmp_path: Path) -> None:
    harmed = table(tmp_path, "person.harmed", "survivor number,date,outcome\n٤٢,2021-04-25,injured\n")
    served = table(tmp_path, "person.service", "survivor number,date,pillar\n42,2021-05-25,inclusion\n")
    assert [who.key for who in people(harmed) + people(served)] == ["42", "42"]


@pytest.mark.parametrize("nothing", ["n/a", "-", "0", "000", "unknown", ""])
def test_a_word_for_nothing_is_no_id_and_joins_no_strangers(tmp_path: Path, nothing: str) -> None:
    text = f"victim id,date,outcome\n{nothing},2021-04-25,killed\n{nothing},2021-04-26,killed\n"
    first, second = people(table(tmp_path, "person.harmed", text))
    assert first.key != second.key
    assert "senders_id" not in first.fields


def test_a_record_id_that_stands_once_tells_its_row_apart_in_later_files(tmp_path: Path) -> None:
    first = table(tmp_path, "person.harmed", "record id,date,outcome\nR-1,2021-04-25,killed\nR-2,2021-04-25,killed\n")
    later = table(tmp_path, "person.harmed", "record id,date,outcome\nR-2,2021-04-25,injured\n")
    assert people(first)[1].key == people(later)[0].key
    twice = table(tmp_path, "person.harmed", "record id,date,outcome\nR-2,2021-04-25,killed\nR-2,2021-04-25,killed\n")
    assert len({who.key for who in people(twice)}) == 2


@pytest.mark.parametrize("column", ["victim id", "case number", "beneficiary id", "id", "national id"])
def test_an_id_of_a_person_is_never_the_id_of_a_record(tmp_path: Path, column: str) -> None:
    result = table(tmp_path, "person.harmed", f"{column},date,outcome\nCANARY-1,2021-04-25,killed\n")
    assert result.records[0].ref == ""
    assert_nothing_left(result)


def test_nothing_of_an_identity_shows_in_its_repr(tmp_path: Path) -> None:
    [who] = people(table(tmp_path, "person.harmed", "victim id,name,date,outcome\nCANARY-1,Canary,2021-04-25,killed\n"))
    assert repr(who) == "Identity(2 fields)"
