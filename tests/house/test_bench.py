"""The measurements run: at sizes that take no time, and without a word about how long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import figures
from bench.__main__ import main
from bench.alone import Measured, WorkFailed, alone
from bench.plan import PLAN, Measurement
from bench.works import WORKS

IN_THIS_PROCESS = [work for work in WORKS if work not in {"help", "balance"}]
"""Those that do not start a dozen others."""

FOLD = Measurement("fold", "fold", (10, 50), (5,), most_s=60, most_mib=4096)


def test_every_measurement_has_its_work_and_every_work_is_measured() -> None:
    assert {plan.work for plan in PLAN} | {plan.after for plan in PLAN} - {""} == WORKS.keys()


def test_works_run_in_their_order(tmp_path: Path) -> None:
    for work in IN_THIS_PROCESS:
        assert WORKS[work](150, tmp_path) > 0, work


def test_a_work_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    measured = alone("fold", 100, tmp_path)
    assert (measured.work, measured.size) == ("fold", 100)
    assert measured.seconds > 0
    assert measured.peak_mib > 0


def test_a_work_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(WorkFailed, match="not an OpenDisarm workspace"):
        alone("load", 100, tmp_path)


def test_a_line_shows_growth_target_and_what_was_before() -> None:
    small, large = Measured("fold", 10, 1.0, 80), Measured("fold", 50, 6.0, 5_000)
    line = figures.row(FOLD, large, small, {("fold", 50): 8.0}).split()
    assert line == ["fold", "50", "6.00", "8", "x1.20", "5,000", "60", "s,", "4,096", "MiB:", "MISSED", "-25%"]
    assert figures.row(FOLD, small, small, {}).split() == ["fold", "10", "1.00", "10", "80"]


def test_figures_of_another_machine_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    figures.save(file, [Measured("fold", 10, 1.5, 80)])
    assert figures.earlier(file) == {("fold", 10): 1.5}
    content = json.loads(file.read_text(encoding="utf-8"))
    content["machine"]["cores"] = 1_000
    file.write_text(json.dumps(content), encoding="utf-8")
    assert main(["--quick", "--against", str(file)]) == 2
    assert "results.json was measured on another machine" in capsys.readouterr().err
