"""Risk education: direct and indirect beneficiaries stand apart."""

from __future__ import annotations

from opendisarm.core.persons import Method
from opendisarm.core.records import Reached
from opendisarm.reports.figures import Phrase, Table, Unknown
from opendisarm.reports.people.education import education
from opendisarm.reports.render.words import Voice
from tests.ledgers.people.cast import session
from tests.reports.office import behind, line
from tests.reports.people.crowd import people_facts, whole_report

MEDIA = (Reached("unknown", "unknown", 5_000),)
GIRLS = (Reached("female", "child", 3),)


def made(*records: object) -> Table:
    return education(people_facts(*records), "G1", Phrase("Form G"), Phrase("Asked"))  # type: ignore[arg-type]


def test_beneficiaries_by_method_sex_and_age() -> None:
    assert line(whole_report(), "G1", "school") == "1 | 0 | 0 | 30 | 25 | 5 | 60 | 0 | 0 | 0 | 0 | 200 | 200"
    assert line(whole_report(), "G1", "community_liaison") == "1 | 8 | 4 | 0 | 0 | 0 | 12 | 0 | 0 | 0 | 0 | 0 | 0"
    assert line(whole_report(), "G1", "total") == "3 | 8 | 4 | 30 | 25 | 5 | 72 | 0 | 0 | 0 | 0 | 9,200 | 9,200"


def test_no_figure_is_the_sum_of_direct_and_indirect() -> None:
    figures = {cell.value for cell in whole_report().table("G1").cells.values()}  # type: ignore[union-attr]
    assert {72, 9_200} <= figures
    assert 72 + 9_200 not in figures
    groups = {column.key: column.group for column in whole_report().table("G1").columns}
    assert groups["direct"] != groups["indirect"]


def test_a_session_is_one_entry_however_many_kinds_of_persons_it_reached() -> None:
    assert behind(whole_report(), "G1/school/direct") == behind(whole_report(), "G1/school/sessions") == ["E-17"]
    [share] = whole_report().cell("G1/school/direct").because.shares()  # type: ignore[union-attr]
    assert (share.amount, share.kind) == (60, "reached_direct")


def test_a_session_of_which_nobody_counted_anybody_is_not_counted_and_the_table_says_so() -> None:
    assert whole_report().table("G1").number("face_to_face", "sessions") == 0
    said = [Voice("en").say(note) for note in whole_report().table("G1").notes]
    assert "Sessions of which no number of persons is recorded are not counted." in said
    assert "Sex and age known for 67 of 72 persons reached directly." in said


def test_what_nobody_counted_at_all_is_unknown() -> None:
    only_media = made(session(method=Method.MASS_MEDIA, indirect=MEDIA))
    assert only_media.cell("total", "direct") == Unknown()
    assert only_media.number("total", "indirect") == 5_000
    only_school = made(session(method=Method.SCHOOL, direct=GIRLS))
    assert only_school.cell("total", "indirect") == Unknown()
    assert only_school.number("mass_media", "direct") == 0


def test_without_a_session_in_the_year_everything_is_unknown() -> None:
    table = made(session("2023-05-01", direct=GIRLS))
    assert {type(cell) for cell in table.cells.values()} == {Unknown}
    assert [row.key for row in table.rows] == [*Method, "total"]


def test_another_sex_has_a_column_in_the_group_that_needs_it() -> None:
    table = made(session(direct=(Reached("other", "adult", 2),), indirect=MEDIA))
    assert table.number("total", "direct_other") == 2
    assert "indirect_other" not in {column.key for column in table.columns}
