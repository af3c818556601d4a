"""python -m bench: every measurement in its own process, one line each."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import figures
from bench.alone import Measured, WorkFailed, alone
from bench.plan import PLAN, Measurement


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code  1 when a work failed; a missed target is printed, and no failure."""
    asked = _options().parse_args(arguments)
    plans = [plan for plan in PLAN if not asked.only or plan.work in asked.only]
    try:
        earlier = figures.earlier(asked.against) if asked.against else {}
    except (OSError, ValueError, KeyError) as why:
        print(f"bench: --against: {why}", file=sys.stderr)
        return 2
    shown = ", ".join(f"{name} {value}" for name, value in figures.machine().items())
    print(f"{datetime.now(UTC):%Y-%m-%d}; {shown}; median of {asked.repeat}\n\n{figures.heading()}", flush=True)
    everything: list[Measured] = []
    failed = False
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ready: set[tuple[str, int]] = set()
        for plan in plans:
            found: list[Measured] = []
            for size in _sizes(plan, asked):
                try:
                    found.append(_measured(plan, size, Path(folder), asked.repeat, ready))
                except WorkFailed as why:
                    print(f"{plan.what} at {size:,} failed: {why}", flush=True)
                    failed = True
                    continue
                print(figures.row(plan, found[-1], found[0], earlier), flush=True)
            everything += found
    if asked.save:
        figures.save(asked.save, everything)
    return int(failed)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    names = [plan.work for plan in PLAN]
    parser.add_argument("--only", action="append", choices=names, help="this measurement; may be repeated")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that everything runs")
    parser.add_argument("--big", action="store_true", help="also as many land records as the sample can give")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="measure N times, show the median")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with saved figures of this machine")
    return parser


def _sizes(plan: Measurement, asked: argparse.Namespace) -> tuple[int, ...]:
    if asked.quick:
        return plan.quick
    return plan.sizes + (plan.big if asked.big else ())


def _measured(plan: Measurement, size: int, folder: Path, repeat: int, ready: set[tuple[str, int]]) -> Measured:
    """The run with the median time; what the work needs is prepared first, once.  Errors  WorkFailed."""
    if plan.after and (plan.after, size) not in ready:
        alone(plan.after, size, folder)
        ready.add((plan.after, size))
    runs = sorted((alone(plan.work, size, folder) for _ in range(repeat)), key=lambda run: run.seconds)
    ready.add((plan.work, size))
    return runs[len(runs) // 2]


if __name__ == "__main__":
    sys.exit(main())
