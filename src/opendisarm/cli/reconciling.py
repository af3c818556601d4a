"""reconcile: do published figures add up?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from decimal import Decimal

    from opendisarm.desk.reconciling import Check


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
    ours: Annotated[bool, typer.Option("--ours", help="With -w: against the workspace's own land ledger.")] = False,
    all_of_them: Annotated[bool, typer.Option("--all", help="List also what cannot be judged, and why.")] = False,
    as_json: door.AsJson = False,
) -> None:
    """Check opening - released + new against the published closing; say what closes, what does not, and why."""
    from opendisarm.desk import reconciling
    from opendisarm.desk.errors import DeskError

    if folder is not None and file is None:
        with door.workspace(folder) as opened:
            checks = reconciling.against_our_ledger(opened) if ours else reconciling.checks_in(opened)
    else:
        try:
            checks, findings = reconciling.checks_of(file)
        except DeskError as why:
            door.stop(why.what, why.remedy)
        for finding in [] if as_json else findings:
            door.say(str(finding))
    if as_json:
        door.show_json([check.as_json() for check in checks])
        return
    told(checks, all_of_them)


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
