from __future__ import annotations

from opendisarm.sample.draws import Draws, Rota


def test_the_first_draws_are_these_on_every_machine():
    draws = Draws(7, 1)
    assert [draws.unit() for _ in range(3)] == FIRST


FIRST = [0.7701409510034741, 0.1119272443176843, 0.18909773329712753]


def test_streams_of_one_seed_differ():
    assert Draws(7, 1).unit() != Draws(7, 2).unit()


def test_whole_numbers_reach_both_ends_and_no_further():
    draws = Draws(1, 1)
    assert {draws.whole(2, 4) for _ in range(200)} == {2, 3, 4}


def test_a_rota_is_due_in_turn():
    rota = Rota()
    assert [rota.due("leap year", every=4, first=2) for _ in range(7)] == [
        False,
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_turns_are_counted_apart_for_each_thing():
    rota = Rota()
    assert rota.due("one", every=2, first=1)
    assert rota.due("other", every=2, first=1)
