"""Columns that count persons: whom a header counts, and totals that do not count anybody twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.records import Reached
from opendisarm.importers.people.reached import Counted, cells, counted


@pytest.mark.parametrize(
    ("header", "reach", "sex", "age"),
    [
        ("women", "direct", "female", "adult"), ("Girls", "direct", "female", "child"),
        ("female 5-12", "direct", "female", "child"), ("male 13-17", "direct", "male", "12-17"),
        ("Male 18+", "direct", "male", "adult"), ("direct_female_child", "direct", "female", "child"),
        ("indirect_unknown_unknown", "indirect", "unknown", "unknown"),
        ("boys reached indirectly", "indirect", "male", "child"),
        ("direct_female_unknown", "direct", "female", "unknown"),
        ("direct_unknown_child", "direct", "unknown", "child"),
        ("Total beneficiaries", "direct", "", ""), ("Indirect beneficiaries", "indirect", "", ""),
        ("Garçons (moins de 18 ans)", "direct", "male", "child"),
        ("Mujeres indirectas", "indirect", "female", "adult"),
        ("عدد النساء", "direct", "female", "adult"), ("المستفيدون غير المباشرين إناث", "indirect", "female", ""),
    ],
)  # fmt: skip
def test_a_header_counts_persons_by_sex_and_age(header: str, reach: str, sex: str, age: str) -> None:
    whom = counted(header)
    assert whom is not None
    assert whom[:3] == (reach, sex, age)


@pytest.mark.parametrize("header", ["Name", "Age", "number", "Persons with disabilities", "women's group", "", "2021"])
def test_a_header_that_counts_nobody_is_none(header: str) -> None:
    assert counted(header) is None


def told(**counts: int) -> list[tuple[Counted, int]]:
    found = [(counted(header.replace("_", " ")), number) for header, number in counts.items()]
    return [(whom, number) for whom, number in found if whom is not None]


def test_a_total_leaves_what_its_parts_do_not_tell_unknown() -> None:
    found, odd = cells(told(women=15, girls=10, females=30, total=60), "direct")
    assert found == (
        Reached("female", "adult", 15), Reached("female", "child", 10), Reached("female", "unknown", 5),
        Reached("unknown", "unknown", 30),
    )  # fmt: skip
    assert odd == ()


def test_a_total_below_its_parts_is_said_and_the_parts_are_used() -> None:
    found, [odd] = cells(told(women=15, girls=10, total=20), "direct")
    assert sum(cell.number for cell in found) == 25
    assert odd.code.name == "TOTAL_BELOW_PARTS"


def test_girls_sum_the_ranges_of_girls() -> None:
    counts = [(whom, number) for header, number in (("female 5-12", 3), ("female 13-17", 4), ("girls", 9))
              if (whom := counted(header))]  # fmt: skip
    assert cells(counts, "direct")[0] == (Reached("female", "12-17", 4), Reached("female", "child", 5))


def test_persons_counted_by_sex_and_again_by_age_are_counted_once() -> None:
    found, [odd] = cells(told(females=30, males=10, children=15, adults=25), "direct")
    assert sum(cell.number for cell in found) == 40
    assert odd.code.name == "COUNTED_TWICE"


def test_children_of_unknown_sex_are_the_rest_of_the_children() -> None:
    assert cells(told(girls=4, boys=5, children=12), "direct")[0] == (
        Reached("female", "child", 4), Reached("male", "child", 5), Reached("unknown", "child", 3),
    )  # fmt: skip


HEADERS = ["women", "girls", "men", "boys", "females", "males", "children", "adults", "total"]


@given(st.dictionaries(st.sampled_from(HEADERS), st.integers(0, 1000)))
def test_nobody_is_counted_that_no_column_counts(counts: dict[str, int]) -> None:
    found, _ = cells(told(**counts), "direct")
    assert all(cell.number >= 0 for cell in found)
    assert len({(cell.sex, cell.age) for cell in found}) == len(found)
    assert sum(cell.number for cell in found) <= sum(counts.values())
    assert sum(cell.number for cell in found) >= max(counts.values(), default=0)
