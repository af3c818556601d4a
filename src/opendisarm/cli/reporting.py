"""report: treaty reports from the ledgers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door


class Format(StrEnum):
    """What a report can be printed as."""

    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"


class Language(StrEnum):
    """Languages of reports."""

    EN = "en"
    AR = "ar"
    ES = "es"
    FR = "fr"


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    report = typer.Typer(help="Treaty reports, every figure traceable to its records.", no_args_is_help=True)
    report.callback()(_group)
    report.command("article7")(article7)
    report.command("ccm7")(ccm7)
    app.add_typer(report, name="report")
    app.command()(declare)


def _group() -> None:
    """Treaty reports, every figure traceable to its records."""


def article7(
    state: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code.")],
    year: Annotated[int, typer.Option(help="The calendar year reported.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format: Annotated[Format, typer.Option(help="What to print it as.")],
    folder: door.Folder = Path(),
    known: door.Known = "",
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
) -> None:
    """An Article 7 report (Mine Ban Convention): Forms C, F, G2, I, J and the tables of the Guide to Reporting."""
    from opendisarm.desk.reporting import write_article7

    with door.workspace(folder) as opened:
        known_at = door.moment(known) or door.now()
        write_article7(opened, state.upper(), year, known_at, format.value, lang.value, out)
    door.say(f"Wrote {out}.")


def ccm7(
    state: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code.")],
    year: Annotated[int, typer.Option(help="The calendar year reported.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format: Annotated[Format, typer.Option(help="What to print it as.")],
    folder: door.Folder = Path(),
    known: door.Known = "",
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
) -> None:
    """The parts about people of an Article 7 report (Convention on Cluster Munitions): Forms G and H."""
    from opendisarm.desk.reporting import write_ccm7

    with door.workspace(folder) as opened:
        known_at = door.moment(known) or door.now()
        write_ccm7(opened, state.upper(), year, known_at, format.value, lang.value, out)
    door.say(f"Wrote {out}.")


def declare(
    state: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code.")],
    year: Annotated[int, typer.Option(help="The calendar year reported.")],
    form: Annotated[
        str,
        typer.Option(help="Form or table as the report letters it: C1, F2, G2, I, J, T1 ...; CCM G or CCM H."),
    ],
    said: Annotated[str, typer.Option(help="none_declared, not_applicable or withheld.")],
    signed_by: Annotated[str, typer.Option(help="The office that signs the statement.")],
    folder: door.Folder = Path(),
    cell: Annotated[str, typer.Option(help="A column of the form; default: all of it.")] = "",
    reason: Annotated[str, typer.Option(help="Why it does not apply, or who may see what is withheld.")] = "",
    by: door.By = "",
) -> None:
    """Enter a signed statement that stands in a report where no figure does."""
    from opendisarm.desk import declaring

    with door.workspace(folder) as opened:
        moment = door.now()
        record = declaring.statement(state, year, form, cell, said, reason, signed_by, moment)
        door.say(f"Declared as {declaring.declare(opened, record, door.person(by), moment)}.")
