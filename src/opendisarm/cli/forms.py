"""forms: questionnaires for the field, made from the record definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    forms = typer.Typer(help="Questionnaires for ODK and KoboToolbox.", no_args_is_help=True)
    forms.callback()(_group)
    forms.command()(build)
    app.add_typer(forms, name="forms")


def _group() -> None:
    """Questionnaires for ODK and KoboToolbox."""


def build(
    out: Annotated[Path, typer.Option(help="The folder to write them to.", metavar="DIR")],
    lang: Annotated[str, typer.Option(help="en, fr, es or ar; none: all four in each file.")] = "",
) -> None:
    """Write the XLSForms of accidents, persons, needs and education sessions."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.people.questionnaires import write_forms

    try:
        written = write_forms(out, lang)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    for file in written:
        door.say(f"Wrote {file}.")
    door.say("Upload them to ODK Central or KoboToolbox; bring the submissions back with 'opendisarm import FILE'.")
