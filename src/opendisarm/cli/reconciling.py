"""reconcile: do published figures add up?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from decimal import Decimal

    from opendisarm.desk.reconciling import Check, Disagreement, SumCheck


def add_to(app: typer.Typer) -> None:
    """Put the command of this room on the command line."""
    app.command()(reconcile)


def reconcile(
    file: Annotated[
        Path | None, typer.Argument(help="A table with panel.csv's columns; default: the one that ships with us.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="Check the workspace's published figures.", metavar="DIR")
    ] = None,
    parts: Annotated[bool, typer.Option("--parts", help="Totals against their parts instead.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="One source against another instead.")] = False,
    ours: Annotated[bool, typer.Option("--ours", help="With -w: against the workspace's own land ledger.")] = False,
    all_of_them: Annotated[bool, typer.Option("--all", help="List also what cannot be judged, and why.")] = False,
    as_json: door.AsJson = False,
) -> None:
    """Check opening - released + new against the published closing; say what closes, what does not, and why."""
    from opendisarm.desk import reconciling
    from opendisarm.desk.errors import DeskError

    if folder is not None and file is None:
        with door.workspace(folder) as opened:
            figures = reconciling.published_in(opened)
            own = reconciling.against_our_ledger(opened) if ours else None
    else:
        own = None
        try:
            figures, findings = reconciling.figures_of(file)
        except DeskError as why:
            door.stop(why.what, why.remedy)
        for finding in [] if as_json else findings:
            door.say(str(finding))
    if parts:
        _show(reconciling.parts_of(figures), _sums, as_json)
    elif sources:
        _show(reconciling.sources_apart(figures), _apart, as_json)
    else:
        checks = reconciling.year_ends(figures) if own is None else own
        _show(checks, lambda found: told(found, all_of_them), as_json)


class _Found(Protocol):
    def as_json(self) -> dict[str, Any]: ...


_Some = TypeVar("_Some", bound=_Found)


def _show(found: list[_Some], words: Callable[[list[_Some]], None], as_json: bool) -> None:
    if as_json:
        door.show_json([one.as_json() for one in found])
    else:
        words(found)


def _sums(checks: list[SumCheck]) -> None:
    rows = [
        [check.what, check.verdict.value.replace("_", " "), f"{check.published:f}", _km2(check.parts_sum),
         _km2(check.difference)]
        for check in checks
        if check.verdict.value != "closes"
    ]  # fmt: skip
    door.table(
        "Published totals that are not the sum of their parts", ["what", "verdict", "total", "parts", "gap"], rows, 3
    )
    door.say(f"{len(checks) - len(rows)} other totals are the sum of their parts.")


def _apart(pairs: list[Disagreement]) -> None:
    for pair in pairs:
        door.say(f"{pair.state} {pair.weapon} {pair.year} {pair.figure}: {pair.because}")
    door.say(f"{len(pairs)} pairs of published figures disagree.")


def told(checks: list[Check], all_of_them: bool) -> None:
    """The checks as a table, their count by verdict, and the arithmetic of each."""
    judged = [check for check in checks if check.verdict.value != "cannot_judge"]
    rows = [
        [
            check.state, check.weapon, check.period, check.verdict.value.replace("_", " "), _km2(check.opening),
            _km2(check.released), _km2(check.new), _km2(check.expected), _km2(check.closing), _km2(check.gap),
        ]
        for check in judged
    ]  # fmt: skip
    headers = ["state", "weapon", "period", "verdict", "opening", "released", "new", "expected", "closing", "gap"]
    door.table("Published figures, km2: opening - released + new = expected, against closing", headers, rows, 6)
    count = Counter(check.verdict.value.replace("_", " ") for check in checks)
    door.say("; ".join(f"{number} {verdict}" for verdict, number in sorted(count.items())) + ".")
    if all_of_them:
        for check in checks:
            if check.verdict.value == "cannot_judge":
                door.say(f"  {check.state} {check.weapon} {check.period}: {'; '.join(check.missing) or check.because}")
    elif count["cannot judge"]:
        door.say("--all lists those that cannot be judged with what is missing; --json gives every check's arithmetic.")


def _km2(value: Decimal | None) -> str:
    return "not published" if value is None else f"{value:f}"
