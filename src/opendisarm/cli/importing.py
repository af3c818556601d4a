"""import: field files into the journal; a dry run unless told to commit."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from opendisarm.desk.importing import FileImport, ImportOutcome


def add_to(app: typer.Typer) -> None:
    """Put the command of this room on the command line."""
    app.command("import")(import_)


def import_(
    files: Annotated[list[Path], typer.Argument(help="Field files: GIS layers, workbooks, tables.", metavar="FILE...")],
    folder: door.Folder = Path(),
    kind: Annotated[str, typer.Option(help="Record kind of rows that do not say theirs, such as land.cleared.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Which of their columns is which of our fields (YAML).")
    ] = None,
    save_map: Annotated[Path | None, typer.Option(help="Write the mapping that was used, to replay it.")] = None,
    org: Annotated[str, typer.Option(help="The organisation that sends the files.")] = "",
    state: Annotated[str, typer.Option(help="State of rows that name none (default: the workspace's).")] = "",
    repair: Annotated[
        bool, typer.Option("--repair", help="Make invalid polygons valid; both shapes are kept.")
    ] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Append to the journal; without it nothing changes.")
    ] = False,
    hold: Annotated[bool, typer.Option("--hold", help="With --commit: leave the records for a reviewer.")] = False,
    corrected: Annotated[
        Path | None, typer.Option(help="Give the workbook back with its faulty cells marked (one file).")
    ] = None,
    by: door.By = "",
    as_json: door.AsJson = False,
) -> None:
    """Read field files; say what is wrong, what would be posted and the balances; append with --commit."""
    from opendisarm.desk import importing
    from opendisarm.desk.mapping import give_back, wanted, write_mapping

    if corrected and len(files) != 1:
        door.stop("A corrected workbook is made for one file at a time.", "Name one FILE with --corrected.", code=2)

    def told(file: FileImport, new: int) -> None:
        if not as_json:
            door.say(f"committed {file.name}: {_entries(new)}")

    with door.workspace(folder) as opened:
        with door.progress(as_json) as progress:
            said = wanted(kind, mapping, org, state)
            wish = importing.ImportWish(
                by=door.person(by), moment=door.now(), wanted=said, repair=repair, commit=commit, hold=hold
            )
            outcome = importing.import_files(opened, files, wish, progress, told)
        # What happened is told first: what may fail below does not undo it.
        if as_json:
            door.show_json(outcome.as_json())
        else:
            _told(outcome)
        if save_map:
            write_mapping(outcome.files, save_map)
        if corrected:
            give_back(files, outcome, corrected)
            if not as_json:
                door.say(f"The workbook with its marked cells is {corrected.name}.")
    if any(file.unreadable for file in outcome.files):
        raise typer.Exit(1)


_SHOWN = 40


def _told(outcome: ImportOutcome) -> None:
    for file in outcome.files:
        _file(file)
    findings = [finding for file in outcome.files for finding in file.findings] + list(outcome.ahead.findings)
    if findings:
        order = {"error": 0, "warning": 1, "info": 2}
        findings.sort(key=lambda finding: order[finding.severity.value])
        door.say(f"\nFindings ({', '.join(f'{n} {word}' for word, n in _severities(outcome).items())})")
        for finding in findings[:_SHOWN]:
            door.say(f"  {finding.severity.value:8} {finding}")
        if len(findings) > _SHOWN:
            rest = Counter(finding.code for finding in findings[_SHOWN:])
            door.say(f"  ... and {len(findings) - _SHOWN} more: " + ", ".join(f"{c} x {n}" for c, n in rest.items()))
            door.say("  (--json lists all of them, --corrected marks them in the workbook)")
    posted = [[cause.replace("_", " "), door.m2(m2)] for cause, m2 in outcome.ahead.postings_m2.items()]
    if posted:
        door.table("Postings", ["cause", "m2"], posted, 1)
    persons = [[door.words(account), str(count)] for account, count in outcome.persons.items()]
    if persons:
        door.table("Persons of these records by themselves", ["account", "persons"], persons, 1)
    balances = [[account, door.m2(m2)] for account, m2 in outcome.ahead.balances_m2.items()]
    if any(outcome.ahead.balances_m2.values()) and (posted or not persons):
        door.table("Balances" if outcome.committed else "Balances as they would be", ["account", "m2"], balances, 1)
    if outcome.committed:
        door.say(f"Committed: {_entries(outcome.new_entries)}.")
    else:
        door.say(f"Dry run: nothing was stored. --commit would append {_entries(outcome.new_entries)}.")


def _file(file: FileImport) -> None:
    door.say(
        f"{file.name}: {file.rows_in} rows in = {file.accepted} accepted + {file.rejected} rejected + "
        f"{file.skipped} skipped" + (f" (read as {file.importer})" if file.importer else "")
    )
    for reason, count in file.skipped_because.most_common():
        door.say(f"  {count} skipped: {reason}")


def _entries(count: int) -> str:
    return f"{count} new entr{'y' if count == 1 else 'ies'}"


def _severities(outcome: ImportOutcome) -> dict[str, int]:
    all_of_them = [finding for file in outcome.files for finding in file.findings] + list(outcome.ahead.findings)
    count = Counter(finding.severity.value for finding in all_of_them)
    return {word: count[word] for word in ("error", "warning", "info") if count[word]}
