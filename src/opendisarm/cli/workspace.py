"""init, waiting, verify-submission, approve, return, withdraw, verify: the journal and who decides about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    for command in (init, waiting, verify_submission, approve):
        app.command()(command)
    app.command("return")(send_back)  # the word itself belongs to Python
    app.command()(withdraw)
    app.command()(verify)


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", metavar="DIR")],
    name: Annotated[str, typer.Option(help="What the workspace is called.")] = "",
    state: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code of its state, for rows that name none.")] = "",
    database: Annotated[
        str, typer.Option(envvar="DATABASE_URL", help="postgresql:// address; default is one SQLite file.")
    ] = "",
) -> None:
    """Make a workspace: a folder with an empty journal."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.workspace import create

    try:
        made = create(folder, name, state, database)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    made.store.close()
    door.say(f"Made the workspace {made.name} in {folder}. Next: opendisarm import FILE -w {folder}")


def waiting(folder: door.Folder = Path()) -> None:
    """List what was submitted and waits for approval; until then it does not count."""
    from opendisarm.core.review import State
    from opendisarm.desk.review import worklist

    with door.workspace(folder) as opened:
        batches = worklist(opened)
        if not batches:
            door.say("Nothing waits for approval.")
            return
        rows = [
            [b.batch, b.file, b.org, b.by, f"{b.entered:%Y-%m-%d %H:%M}", str(b.records), str(b.states[State.VERIFIED])]
            for b in batches
        ]
        heads = ["batch", "file", "organisation", "entered by", "entered (UTC)", "records", "verified"]
        door.table("Waiting for approval", heads, rows, 2)


_Names = Annotated[list[str], typer.Argument(help="Batches or entries, as 'waiting' lists them.", metavar="NAME...")]


def verify_submission(
    names: _Names,
    org: Annotated[str, typer.Option(help="The organisation that sent them, and now says so.")],
    folder: door.Folder = Path(),
    reason: Annotated[str, typer.Option(help="A remark, for the record.")] = "",
    by: door.By = "",
) -> None:
    """Say for an organisation that a submission is what its teams sent; it still waits for approval."""
    from opendisarm.desk import review

    with door.workspace(folder) as opened:
        count = review.verify_submission(opened, names, org, door.person(by), door.now(), reason)
        door.say(f"Verified {_records(count)}.")


def approve(
    names: _Names,
    folder: door.Folder = Path(),
    reason: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    by: door.By = "",
) -> None:
    """Approve what waits, so that it counts."""
    from opendisarm.desk import review

    with door.workspace(folder) as opened:
        count = review.approve(opened, names, door.person(by), door.now(), reason)
        door.say(f"Approved {_records(count)}.")


def send_back(
    names: _Names,
    reason: Annotated[str, typer.Option(help="What is to be corrected; it is kept for ever.")],
    folder: door.Folder = Path(),
    by: door.By = "",
) -> None:
    """Send what waits back to whoever submitted it; it counts only once it is submitted anew and approved."""
    from opendisarm.desk import review

    with door.workspace(folder) as opened:
        count = review.send_back(opened, names, door.person(by), door.now(), reason)
        door.say(f"Returned {_records(count)}.")


def withdraw(
    entry: Annotated[str, typer.Argument(help="The entry's id.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept for ever.")],
    folder: door.Folder = Path(),
    by: door.By = "",
) -> None:
    """Take an entry back by a new entry; what was known before stays known as it was."""
    from opendisarm.desk import review

    with door.workspace(folder) as opened:
        act = review.withdraw(opened, entry, door.person(by), door.now(), reason)
        door.say(f"Withdrawn by {act}.")


def verify(
    folder: door.Folder = Path(),
    head: Annotated[str, typer.Option(help="A journal head printed on an earlier report.")] = "",
) -> None:
    """Follow the hash chain and fold the ledgers anew; exit code 1 on any difference."""
    from opendisarm.desk.verifying import verify as verified

    with door.workspace(folder) as opened:
        found = verified(opened, head)
        for place in found.breaks:
            door.say(f"Entry {place.seq} ({place.id}): {place.what}.")
        for difference in found.differences:
            door.say(difference)
        if not found.sound:
            door.stop("The journal or a ledger is not what it should be.", "Restore the last backup that verifies.")
        door.say(
            f"Sound: {found.entries} entries; {found.postings} postings of land and {found.persons} of persons folded "
            f"anew without a difference. "
            f"Journal head {found.head.chain}"
        )


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"
