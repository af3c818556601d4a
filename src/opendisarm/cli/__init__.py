"""The command line: one thin door to the use cases in `desk`."""

from __future__ import annotations

import io
import os
import sys

import typer

from opendisarm.cli import (
    assessing,
    backups,
    demo,
    duties,
    extracts,
    forms,
    importing,
    incidents,
    ledger,
    people,
    reconciling,
    reporting,
    serving,
    treaty,
    workspace,
)

app = typer.Typer(
    name="opendisarm",
    help="One journal, five ledgers: every figure in a treaty report traceable to its records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (
    workspace, importing, ledger, people, forms, reconciling, reporting, treaty, duties, assessing, incidents,
    extracts, backups, serving, demo,
):  # fmt: skip
    room.add_to(app)


def main() -> None:
    """The installed command.  A fault of ours ends as one line, too; OPENDISARM_DEBUG=1 shows where it happened.

    What goes into files and pipes is UTF-8 on every system; a terminal that lacks a letter shows its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        app()
    except Exception as fault:
        if os.environ.get("OPENDISARM_DEBUG"):
            raise
        first = (str(fault).splitlines() or [""])[0]
        print(f"opendisarm: a fault of ours: {type(fault).__name__}: {first}. Nothing was half-written; please report "
              "it with what OPENDISARM_DEBUG=1 shows.", file=sys.stderr)  # fmt: skip
        sys.exit(70)
