"""What is held in memory is made once for all who ask, and never given for something else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from opendisarm.desk.last_ones import LastOnes


def test_twenty_who_ask_at_once_have_it_made_once() -> None:
    last, made, ready = LastOnes[str, object](2), [], Barrier(20)

    def make() -> object:
        sleep(0.02)
        made.append(1)
        return object()

    def ask(_: int) -> object:
        ready.wait()
        return last.of("head", make)

    with ThreadPoolExecutor(20) as pool:
        got = list(pool.map(ask, range(20)))
    assert len(made) == 1
    assert len(set(map(id, got))) == 1


def test_what_nobody_asked_for_the_longest_goes_first() -> None:
    last, made = LastOnes[str, str](2), []

    def ask(key: str) -> str:
        return last.of(key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for key in ("old", "new", "old", "newest", "old", "new"):
        assert ask(key) == key
    assert made == ["old", "new", "newest", "new"]


def test_what_no_longer_holds_is_made_anew() -> None:
    last = LastOnes[str, int](2)
    assert last.of("file", lambda: 1) == 1
    assert last.of("file", lambda: 2, lambda held: held == 1) == 1
    assert last.of("file", lambda: 2, lambda held: held != 1) == 2


def test_a_failure_is_not_held_and_the_next_one_may_try() -> None:
    last = LastOnes[str, int](2)

    def fail() -> int:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        last.of("ledger", fail)
    assert last.of("ledger", lambda: 3) == 3
