"""Figures of a run: as a table, as a file, and beside those of an earlier run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.alone import Measured
from bench.plan import Measurement

Earlier = Mapping[tuple[str, int], float]
"""(work, size) -> seconds."""

_ROW = "{what:46} {size:>9} {seconds:>8} {rate:>9} {per:>8} {peak:>7}  {target:22} {before:>8}"


def machine() -> dict[str, Any]:
    """What figures depend on, and nothing that tells whose machine it is."""
    return {"cores": os.cpu_count(), "kind": platform.machine(), "python": platform.python_version()}


def heading() -> str:
    cells = {
        "what": "what", "size": "records", "seconds": "s", "rate": "records/s", "per": "a record", "peak": "MiB",
        "target": "target", "before": "before",
    }  # fmt: skip
    return _ROW.format(**cells)


def row(plan: Measurement, measured: Measured, first: Measured, earlier: Earlier) -> str:
    """One line.  "a record": seconds a record against those at the first size; 1.00 all the way down is linear."""
    many = measured.size > 1
    of_records = plan.work != "balance" and not plan.work.startswith("site ")
    growth = (measured.seconds / measured.size) / (first.seconds / first.size)
    before = earlier.get((measured.work, measured.size))
    return _ROW.format(
        what=plan.what,
        size=f"{measured.size:,}" if many else "",
        seconds=f"{measured.seconds:.2f}",
        rate=f"{measured.size / measured.seconds:,.0f}" if many and of_records else "",
        per=f"x{growth:.2f}" if measured.size != first.size and of_records else "",
        peak=f"{measured.peak_mib:,}",
        target=_target(plan, measured),
        before=f"{measured.seconds / before - 1:+.0%}" if before else "",
    ).rstrip()


def _target(plan: Measurement, measured: Measured) -> str:
    if measured.size != max(plan.sizes):
        return ""
    met: list[bool] = []
    words: list[str] = []
    if plan.most_s is not None:
        words.append(f"{plan.most_s:g} s")
        met.append(measured.seconds <= plan.most_s)
    if plan.most_mib is not None:
        words.append(f"{plan.most_mib:,} MiB")
        met.append(measured.peak_mib <= plan.most_mib)
    return f"{', '.join(words)}: {'met' if all(met) else 'MISSED'}" if words else ""


def save(path: Path, measured: Sequence[Measured]) -> None:
    content = {"machine": machine(), "figures": [asdict(figure) for figure in measured]}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def earlier(path: Path) -> Earlier:
    """Errors  ValueError when the file is of another machine: such seconds cannot be compared."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["machine"] != machine():
        raise ValueError(f"{path.name} was measured on another machine: {content['machine']}, here {machine()}.")
    return {(figure["work"], figure["size"]): figure["seconds"] for figure in content["figures"]}
