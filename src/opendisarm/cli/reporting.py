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


Public = Annotated[
    bool,
    typer.Option(
        "--public", help="With the tables about people as the public may see them; what is shown goes on record."
    ),
]


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
    public: Public = False,
) -> None:
    """An Article 7 report (Mine Ban Convention): Forms C, F, G2, I, J and the tables of the Guide to Reporting."""
    _written(folder, known, ("article7", state.upper(), year), (format, lang, out), public)


def ccm7(
    state: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code.")],
    year: Annotated[int, typer.Option(help="The calendar year reported.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format: Annotated[Format, typer.Option(help="What to print it as.")],
    folder: door.Folder = Path(),
    known: door.Known = "",
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
    public: Public = False,
) -> None:
    """The parts about people of an Article 7 report (Convention on Cluster Munitions): Forms G and H."""
    _written(folder, known, ("ccm7", state.upper(), year), (format, lang, out), public)


def _written(
    folder: Path, known: str, what: tuple[str, str, int], how: tuple[Format, Language, Path], public: bool
) -> None:
    from opendisarm.desk.reporting import write, write_for_public

    with door.workspace(folder) as opened:
        known_at, (format, lang, out) = door.moment(known) or door.now(), how
        if public:
            write_for_public(opened, *what, known_at, format.value, lang.value, out, door.person(""))
        else:
            write(opened, *what, known_at, format.value, lang.value, out)
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
