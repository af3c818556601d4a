"""Sex and age: every combination has its row, once."""

from __future__ import annotations

from itertools import product

import numpy as np

from opendisarm.core.persons import Age, Sex
from opendisarm.ledgers.people.postings import SEXES
from opendisarm.reports.people.sadd import CLASSES, LINES, age_known, columns_of, lines_of, sex_known


def test_every_sex_and_age_class_has_one_line() -> None:
    assert sorted((line.sex, line.age) for line in LINES) == sorted(product(Sex, (Age.CHILD, Age.ADULT, Age.UNKNOWN)))
    assert len({line.row.key for line in LINES}) == len(LINES)


def test_codes_of_the_ledger_lead_to_their_line() -> None:
    for sex, age in product(range(len(SEXES)), range(len(CLASSES))):
        [line] = lines_of(np.array([sex]), np.array([age])).tolist()
        assert (LINES[line].sex, LINES[line].age) == (SEXES[sex], CLASSES[age])


def test_what_is_known_of_a_line() -> None:
    every = np.arange(len(LINES))
    unknown = {line.row.key for line, known in zip(LINES, sex_known(every), strict=True) if not known}
    assert unknown == {"adults_sex_unknown", "children_sex_unknown", "unknown"}
    assert int(age_known(every).sum()) == 8


def test_a_line_of_unknown_sex_or_age_counts_in_the_column_of_the_unknown() -> None:
    codes = columns_of(np.arange(len(LINES)))
    last = codes.max()
    assert {LINES[at].row.key for at in np.flatnonzero(codes == last)} == {
        "other_age_unknown", "female_age_unknown", "male_age_unknown", "adults_sex_unknown", "children_sex_unknown",
        "unknown",
    }  # fmt: skip
