"""The command line: one thin door to the use cases in `desk`."""

from __future__ import annotations

import typer

from opendisarm.cli import demo, importing, ledger, reconciling, reporting, workspace

app = typer.Typer(
    name="opendisarm",
    help="One journal, five ledgers: every figure in a treaty report traceable to its records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (workspace, importing, ledger, reconciling, reporting, demo):
    room.add_to(app)


def main() -> None:
    """The installed command."""
    app()
