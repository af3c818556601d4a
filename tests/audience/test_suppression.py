from __future__ import annotations

import random

import numpy as np
import pytest

from opendisarm.audience import ALL, Counts, Edition, Published, TooFine, as_json, bounds, protected
from opendisarm.audience.complement import Complement
from tests.audience.tables import counts_of, random_table, values_of

NORTH_SOUTH = ("north", "south", "east")
SEX = ("female", "male", "unknown")


def by_place_and_sex(*rows: tuple[int, int, int]) -> Counts:
    cells = {(p, s): n for p, row in zip(NORTH_SOUTH, rows, strict=True) for s, n in zip(SEX, row, strict=True)}
    return Counts(("place", "sex"), cells, {"place": NORTH_SOUTH, "sex": SEX})


def total_of(persons: int) -> Counts:
    return Counts((), {(): persons}, {})


def share_shown(edition: Edition) -> float:
    return len(edition.shown) / (len(edition.shown) + len(edition.withheld))


def test_a_table_without_small_counts_is_shown_whole() -> None:
    counts = by_place_and_sex((5, 20, 7), (30, 9, 0), (12, 15, 6))
    edition = protected(counts)
    assert edition.shown == {key: counts.figure(key) for key in counts.every_key()}
    assert not edition.withheld


def test_a_table_of_nobody_is_shown() -> None:
    edition = protected(by_place_and_sex((0, 0, 0), (0, 0, 0), (0, 0, 0)))
    assert set(edition.shown.values()) == {0}
    assert len(edition.shown) == 16


def test_a_table_without_rows_shows_that_there_is_nobody() -> None:
    edition = protected(Counts(("place",), {}, {"place": ()}))
    assert edition.shown == {(ALL,): 0}


@pytest.mark.parametrize(("persons", "shown"), [(0, {(): 0}), (1, {}), (3, {}), (4, {}), (5, {(): 5})])
def test_a_single_total_is_withheld_from_one_to_four(persons: int, shown: dict[tuple[str, ...], int]) -> None:
    assert protected(total_of(persons)).shown == shown


def test_another_threshold_may_be_asked_for() -> None:
    assert protected(total_of(9), threshold=10).shown == {}
    assert protected(total_of(9), threshold=9).shown == {(): 9}


def test_one_small_cell_takes_three_others_with_it_and_no_margin() -> None:
    edition = protected(by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60)))
    assert len(edition.withheld) == 4
    assert ("north", "female") in edition.withheld
    assert all(ALL not in key for key in edition.withheld)


def test_the_smallest_cells_give_the_cover() -> None:
    edition = protected(by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60)))
    assert edition.withheld == {("north", "female"), ("north", "male"), ("east", "female"), ("east", "male")}


def test_unknown_is_a_category_like_others() -> None:
    edition = protected(by_place_and_sex((50, 20, 2), (30, 90, 10), (12, 15, 60)))
    assert ("north", "unknown") in edition.withheld


def test_a_small_margin_is_withheld_like_a_cell() -> None:
    edition = protected(by_place_and_sex((0, 3, 0), (30, 90, 10), (12, 15, 60)))
    assert {("north", "male"), ("north", ALL)} <= edition.withheld


def test_two_persons_in_the_whole_table_leave_next_to_nothing() -> None:
    edition = protected(by_place_and_sex((0, 1, 0), (0, 0, 0), (1, 0, 0)))
    assert set(edition.shown.values()) <= {0}
    assert (ALL, ALL) in edition.withheld


def test_a_late_record_takes_every_figure_that_it_moved_out_of_the_next_edition() -> None:
    counts = by_place_and_sex((50, 20, 40), (30, 90, 10), (12, 15, 60))
    later = by_place_and_sex((51, 20, 40), (30, 90, 10), (12, 15, 60))
    edition = protected(later, others=[Published(counts, (protected(counts),))])
    moved = {("north", "female"), ("north", ALL), (ALL, "female"), (ALL, ALL)}
    assert edition.withheld == moved


def test_a_difference_of_five_is_shown() -> None:
    first = total_of(100)
    public = [Published(first, (protected(first),))]
    shown = {n: protected(total_of(n), others=public).shown for n in (94, 95, 96, 99, 100, 101, 104, 105)}
    assert [n for n, figures in shown.items() if figures] == [94, 95, 100, 105]


def test_a_figure_that_the_earlier_edition_withheld_may_be_shown_when_it_has_grown() -> None:
    first = total_of(3)
    assert protected(total_of(6), others=[Published(first, (protected(first),))]).shown == {(): 6}


def test_a_difference_counts_when_the_earlier_figure_was_withheld_but_follows() -> None:
    before = Counts(("sex",), {("female",): 10, ("male",): 20}, {"sex": ("female", "male")})
    after = Counts(("sex",), {("female",): 12, ("male",): 40}, {"sex": ("female", "male")})
    careless = Edition(("sex",), before.values, {("male",): 20, (ALL,): 30}, frozenset({("female",)}))
    edition = protected(after, others=[Published(before, (careless,))])
    assert ("female",) in edition.withheld
    assert len(edition.withheld) >= 2


def test_a_table_by_sex_does_not_undo_a_table_by_place_and_sex() -> None:
    fine = by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60))
    careful = Edition(
        ("place",), {"place": NORTH_SOUTH}, {(ALL,): 280, ("south",): 130, ("east",): 87, ("north",): 63}, frozenset()
    )
    edition = protected(fine, Published(fine, (careful,)))
    assert bounds(Published(fine, (careful, edition)), fine.dims, ("north", "female")) != (3, 3)
    assert all(key[1] != ALL or key == (ALL, ALL) for key in edition.withheld)


def test_districts_under_their_province_are_protected_together() -> None:
    places = {"province": ("p", "q"), "district": ("p1", "p2", "q1", "q2")}
    cells = {("p", "p1"): 3, ("p", "p2"): 20, ("q", "q1"): 30, ("q", "q2"): 40}
    fine = Counts(("province", "district"), cells, places)
    nested = frozenset((p, d) for p in places["province"] for d in places["district"] if d[0] != p)
    first = protected(fine.over(("province",)), Published(fine, impossible=nested))
    assert first.shown == {("p",): 23, ("q",): 70, (ALL,): 93}
    public = Published(fine, (first,), nested)
    second = protected(fine.over(("district",)), public)
    assert ("p1",) in second.withheld
    assert ("p2",) in second.withheld
    assert bounds(Published(fine, (first, second), nested), ("district",), ("p1",)) == (0, 23)


def test_a_value_that_the_table_leaves_out_gives_no_cover() -> None:
    fine = by_place_and_sex((3, 20, 0), (30, 90, 0), (12, 15, 0))
    asked = Counts(fine.dims, {k: n for k, n in fine.cells.items() if n}, {"place": NORTH_SOUTH, "sex": SEX[:2]})
    edition = protected(asked, Published(fine))
    assert bounds(Published(fine, (edition,)), fine.dims, ("north", "female")) != (3, 3)


def test_a_table_whose_cover_is_not_found_says_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    fine = by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60))
    by_sex = protected(fine.over(("sex",)))
    monkeypatch.setattr(Complement, "change", lambda *_: None)
    edition = protected(fine, Published(fine, (by_sex,)))
    assert edition.shown == {(ALL, *key): count for key, count in by_sex.shown.items()}


def test_what_the_public_could_compute_before_does_not_empty_the_next_table() -> None:
    fine = by_place_and_sex((7, 20, 40), (30, 90, 10), (12, 15, 60))
    older = protected(fine.over(("sex",)))
    asked = protected(fine.over(("place",)), Published(fine, (older,)), threshold=50)
    assert asked.shown[("south",)] == 130


def test_the_same_question_has_the_same_answer() -> None:
    counts = counts_of(random_table(3, (4, 4)), "ab", values_of((4, 4)))
    assert as_json(protected(counts)) == as_json(protected(counts))


def test_counts_that_are_not_those_of_the_same_persons_are_an_error() -> None:
    fine = by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60))
    with pytest.raises(ValueError, match=r"counts of the same persons differ\."):
        protected(Counts(("place",), {("north",): 64}, {"place": NORTH_SOUTH}), Published(fine))


def test_a_classification_too_fine_to_be_protected_is_refused() -> None:
    values = {dim: tuple(f"{dim}{i}" for i in range(60)) for dim in "ab"}
    with pytest.raises(TooFine, match="By a, b there are 3600 cells"):
        protected(Counts(("a", "b"), {}, values))


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    protected(by_place_and_sex((3, 20, 40), (30, 90, 10), (12, 15, 60)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("shape", "mean", "at_least"),
    [((10, 6), 30, 0.75), ((10, 6), 200, 0.85), ((12, 3, 3), 15, 0.6), ((12, 3, 3), 100, 0.8)],
)
def test_most_of_a_table_with_large_counts_is_shown(shape: tuple[int, ...], mean: float, at_least: float) -> None:
    shares = []
    for seed in range(3):
        luck = np.random.default_rng(seed)
        fallen = luck.poisson(luck.gamma(0.6, mean / 0.6, size=shape))
        values = values_of(shape)
        cells = {
            tuple(listed[i] for listed, i in zip(values, at, strict=True)): int(fallen[at]) for at in np.ndindex(*shape)
        }
        shares.append(share_shown(protected(counts_of(cells, "abc"[: len(shape)], values))))
    print(f"{shape}, {mean} persons a cell: {min(shares):.0%} of the figures shown")
    assert min(shares) >= at_least


@pytest.mark.parametrize("seed", range(20))
def test_no_withheld_figure_beyond_the_small_ones_could_be_shown_as_well(seed: int) -> None:
    """One by one; several together are not promised."""
    counts = counts_of(random_table(seed, (3, 3)), "ab", values_of((3, 3)))
    edition = protected(counts)
    small = [key for key in counts.every_key() if 1 <= counts.figure(key) <= 4]
    for key in random.Random(seed).sample(
        sorted(edition.withheld - set(small)), k=min(2, len(edition.withheld) - len(small))
    ):
        more = Edition(counts.dims, counts.values, {**edition.shown, key: counts.figure(key)}, edition.withheld - {key})
        spans = [bounds(Published(counts, (more,)), counts.dims, figure) for figure in small]
        assert any(least == greatest for least, greatest in spans), key
