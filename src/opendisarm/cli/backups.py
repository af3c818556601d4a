"""backup, restore, keys export, keys import: so that a lost disk loses nothing."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="A file whose first line is the passphrase; only its owner may read it. Default: it is asked."),
]
_LOUD = "THE KEYS ARE NOT IN IT. Without them nobody ever reads again who the persons are"


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    app.command()(backup)
    app.command()(restore)
    keys = typer.Typer(help="The keys of a workspace, which no backup holds.", no_args_is_help=True)
    keys.command("export")(export_keys)
    keys.command("import")(import_keys)
    app.add_typer(keys, name="keys")


def backup(
    out: Annotated[Path, typer.Option(help="The file to write; best on another disk.")],
    folder: door.Folder = Path(),
    sealed: Annotated[bool, typer.Option("--sealed", help="Seal it with a passphrase, which is asked.")] = False,
    passphrase_file: PassphraseFile = None,
    by: door.By = "",
) -> None:
    """Back up a workspace into one file, while others go on working."""
    from opendisarm.desk import backups

    with door.workspace(folder) as opened:
        passphrase = _passphrase(passphrase_file, twice=True) if sealed or passphrase_file else ""
        if passphrase:
            backups.refuse_weak(passphrase)
        made, absent = backups.back_up(opened, out, door.person(by), door.now(), passphrase)
        door.say(
            f"Wrote {out}: {made.entries} entries, {made.size} bytes, {'sealed' if made.sealed else 'not sealed'}."
        )
        door.say(f"Journal head {made.head}")
        door.say(f"SHA-256 of the file {made.digest}")
        for sentence in absent:
            door.say(sentence)
        if not made.sealed:
            door.say("Whoever holds the file can read the records in it; --sealed asks for a passphrase.")
        door.say(f"{_LOUD}: opendisarm keys export --out KEYS -w {folder}")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", metavar="FILE")],
    out: Annotated[Path, typer.Option(help="The folder to make; it must not be there yet.", metavar="DIR")],
    database: Annotated[
        str, typer.Option(help="postgresql:// address of an empty database for journal and vault; default: files.")
    ] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Bring a workspace back from a backup; every digest and the journal's chain are followed first."""
    from opendisarm.desk import backups
    from opendisarm.desk.errors import DeskError

    try:
        passphrase = _passphrase(passphrase_file) if backups.needs_passphrase(file) else ""
        found = backups.restore(file, out, passphrase, database)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    except OSError as why:
        door.stop(f"{why.filename or file}: {why.strerror or why}.", "Check the disk and your rights, then try again.")
    door.say(f"Restored {found.name} into {out}: {found.files} files, as {found.by} backed it up at {found.made}.")
    door.say(f"The chain of {found.head.seq} entries holds. Journal head {found.head.chain}")
    for sentence in found.absent:
        door.say(sentence)
    if found.missing_keys is not None:
        door.say(
            f"THE KEYS ARE MISSING: who the persons are cannot be read on this machine. Bring them with "
            f"'opendisarm keys import FILE', or copy the folder of keys to {found.missing_keys}."
        )
    door.say(f"Next: opendisarm verify -w {out}")


def export_keys(
    out: Annotated[Path, typer.Option(help="The file to write; keep it apart from every backup.")],
    folder: door.Folder = Path(),
    passphrase_file: PassphraseFile = None,
    by: door.By = "",
) -> None:
    """Write all keys of a workspace into one file, sealed with a passphrase."""
    from opendisarm.desk import backups

    with door.workspace(folder) as opened:
        passphrase = _passphrase(passphrase_file, twice=True)
        count = backups.export_keys(opened, out, door.person(by), door.now(), passphrase)
    door.say(f"Wrote {out}: {count} files of keys, sealed. Keep it, and the passphrase, apart from every backup.")
    door.say("It still opens persons who are erased after today: whenever you make a new one, destroy this one.")


def import_keys(
    file: Annotated[Path, typer.Argument(help="What 'keys export' wrote.", metavar="FILE")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Put exported keys where this machine looks for them."""
    from opendisarm.desk import backups
    from opendisarm.desk.errors import DeskError

    try:
        name, folders = backups.import_keys(file, _passphrase(passphrase_file))
    except DeskError as why:
        door.stop(why.what, why.remedy)
    except OSError as why:
        door.stop(f"{why.filename or file}: {why.strerror or why}.", "Check the disk and your rights, then try again.")
    door.say(f"The keys of {name} are in {', '.join(map(str, folders))}.")


def _passphrase(file: Path | None, twice: bool = False) -> str:
    """From a file that nobody else reads, or typed."""
    if file is None:
        typed: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
        return typed
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            door.stop(f"Others than its owner can open {file}.", f"Close it with 'chmod 600 {file}'.", code=2)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        door.stop(f"{file} cannot be read: {why}.", "Name a text file of one line.", code=2)
    return lines[0] if lines else ""
