"""Headers that stand one column beside their values."""

from __future__ import annotations

from pathlib import Path

from tests.importers.people.exports import export_csv, table, told_outside_the_vault

HARMED = "person.harmed"


def test_values_one_column_to_the_right_are_one_finding_that_says_which_way(tmp_path: Path) -> None:
    rows = "".join(f"{n},2021-01-02,Canary {n},f,31,killed\n" for n in range(40))
    result = table(tmp_path, HARMED, f"date,name,sex,age,outcome\n{rows}")
    assert result.rows == []
    assert result.words("HEADERS_SHIFTED") == [
        "table.csv: The values stand one column to the right of their headers (columns age, outcome); no row was read. "
        "Move the headers or the values by one column, and look for a separator inside a text without quotes. "
        "[HEADERS_SHIFTED]"
    ]
    assert "Canary" not in told_outside_the_vault(result)


def test_values_one_column_to_the_left_are_one_finding(tmp_path: Path) -> None:
    rows = "".join(f"2021-01-{n:02},f,31,killed,civilian\n" for n in range(1, 29))
    result = table(tmp_path, HARMED, f"name,date,sex,age,outcome,civil status\n{rows}")
    assert [finding.code for finding in result.findings if finding.severity.value == "error"] == ["HEADERS_SHIFTED"]
    assert "one column to the left" in result.words("HEADERS_SHIFTED")[0]


def test_a_few_shifted_rows_shift_no_table(tmp_path: Path) -> None:
    good = "".join(f"2021-01-{n:02},Person,f,31,killed\n" for n in range(1, 20))
    result = table(tmp_path, HARMED, f"date,name,sex,age,outcome\n{good}x,2021-01-02,Canary,f,31\n")
    assert "HEADERS_SHIFTED" not in result.codes
    assert sum(row.accepted for row in result.rows) == 19


def test_one_wrong_column_shifts_no_table(tmp_path: Path) -> None:
    rows = "".join(f"2021-01-{n:02},killed,killed\n" for n in range(1, 20))
    assert "HEADERS_SHIFTED" not in table(tmp_path, HARMED, f"date,outcome,sex\n{rows}").codes


def test_columns_that_share_a_list_are_not_taken_for_shifted(tmp_path: Path) -> None:
    rows = "".join(f"2021-01-{n:02},1,2,3,4,1,2\n" for n in range(1, 20))
    result = table(tmp_path, "person.need", f"date,seeing,hearing,walking,remembering,self_care,communicating\n{rows}")
    assert len(result.records) == 19


def test_an_export_of_a_server_with_shifted_headers_is_one_finding(tmp_path: Path) -> None:
    headers = ["on", "accident", "outcome", "sex", "age", "status", "_id", "_uuid", "_submission_time", "_index"]
    rows = [["A-1", "killed", "female", "child", "civilian", "7", f"u-{n}", "2021-05-01", str(n)] for n in range(30)]
    result = export_csv(tmp_path, [headers, *(["2021-01-02", "x1", *row] for row in rows)])
    assert [finding.code for finding in result.findings] == ["HEADERS_SHIFTED"]
    assert "one column to the right" in result.words("HEADERS_SHIFTED")[0]
