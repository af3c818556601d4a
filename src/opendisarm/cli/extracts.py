"""extract: a signed page about one piece of land, and its check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door
from opendisarm.cli.reporting import Language

Key = Annotated[Path, typer.Option("--key", help="The public key of the authority, as 'extract key' prints it.")]
Withdrawn = Annotated[
    Path | None, typer.Option("--withdrawn", help="The authority's signed list of withdrawn extracts.")
]
Serial = Annotated[str, typer.Argument(help="Serial number of an extract.", metavar="SERIAL")]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    extract = typer.Typer(help="A signed page about one piece of land.", no_args_is_help=True)
    extract.command("issue")(issue)
    extract.command("check")(check)
    extract.command("key")(key)
    extract.command("revoke")(revoke)
    extract.command("list")(listing)
    extract.command("again")(again)
    app.add_typer(extract, name="extract")


def issue(
    parcel: Annotated[
        str,
        typer.Argument(help="A hazardous area, an administrative unit, WKT, or a GeoJSON or WKT file.", metavar="LAND"),
    ],
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    folder: door.Folder = Path(),
    on: door.On = "",
    known: door.Known = "",
    lang: Annotated[Language, typer.Option(help="Language of the page.")] = Language.EN,
    office: Annotated[str, typer.Option(help="The office that signs (default: the name of the workspace).")] = "",
    by: door.By = "",
) -> None:
    """Sign what is known of a piece of land; the extract goes on record."""
    from opendisarm.desk.extracts import signing

    text = _text_of(parcel)
    with door.workspace(folder) as opened:
        _refuse_unwritable(out)
        who = signing.authority(door.person(by))
        made = signing.issue(opened, who, text, door.day(on), door.moment(known), door.now(), lang.value, office)
        out.write_bytes(signing.page(opened, made, lang.value))
    door.say(f"Wrote {out}: extract {made.says.serial}, valid until {made.says.valid_until}.")


def check(
    extract: Annotated[str, typer.Argument(help="The PDF, a file with the code's text, or that text.", metavar="FILE")],
    public: Key,
    withdrawn: Withdrawn = None,
    as_json: door.AsJson = False,
) -> None:
    """Check an extract with the public key: whole, unchanged, in force; no network, no workspace."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.extracts.checking import check as checked

    content = extract.encode() if extract.startswith("OD") and ":" in extract else _read(Path(extract))
    try:
        found = checked(content, _read(public), door.now(), _read(withdrawn) if withdrawn else b"")
    except DeskError as why:
        door.stop(why.what, why.remedy)
    until = f"{found.withdrawn_until:%Y-%m-%d %H:%M} UTC" if found.withdrawn_until else ""
    if as_json:
        lines = [{"name": name, "value": value} for name, value in found.words.lines]
        door.show_json({"serial": found.says.serial, "key": found.key, "verdict": found.words.verdict, "lines": lines,
                        "valid_until": found.says.valid_until.isoformat(), "withdrawals_until": until})  # fmt: skip
        return
    door.say(f"Extract {found.says.serial} is unchanged, and was signed with the key {found.key}.")
    door.say(f"Withdrawals up to {until} were looked at." if until else "Whether it was withdrawn was not looked at.")
    door.table(found.words.verdict, ["what was signed", ""], [list(line) for line in found.words.lines], 0)
    door.say("The page must say the same; what stands only on the page was not signed.")


def key(
    folder: door.Folder = Path(),
    out: Annotated[Path | None, typer.Option(help="A file to write it to.")] = None,
) -> None:
    """Print the public key that checks the extracts of this workspace."""
    from opendisarm.desk.extracts import signing

    with door.workspace(folder) as opened:
        pem, name = signing.public_key(opened), signing.key_id(opened)
        if out is not None:
            out.write_text(pem, encoding="utf-8")
    door.say(f"Wrote {out}: key {name}." if out is not None else pem.rstrip())


def revoke(
    serial: Serial,
    reason: Annotated[str, typer.Option(help="Why; kept in the journal, not in the public list.")],
    folder: door.Folder = Path(),
    by: door.By = "",
) -> None:
    """Withdraw an extract; publish 'extract list --out' afterwards."""
    from opendisarm.desk.extracts import signing

    with door.workspace(folder) as opened:
        act = signing.revoke(opened, signing.authority(door.person(by)), serial, reason, door.now())
    door.say(f"Withdrew {serial} as {act}. Next: opendisarm extract list --out withdrawn.txt")


def listing(
    folder: door.Folder = Path(),
    out: Annotated[Path | None, typer.Option(help="Write the signed list of withdrawn extracts to this file.")] = None,
    as_json: door.AsJson = False,
) -> None:
    """List every extract that was signed; with --out also write the signed list of the withdrawn ones."""
    from opendisarm.desk.extracts import signing

    with door.workspace(folder) as opened:
        found = signing.signed_so_far(opened, signing.authority(door.person("")))
        if out is not None:
            out.write_text(signing.withdrawn_list(opened, door.now()) + "\n", encoding="utf-8")
    rows = [
        [one.serial, f"{one.entered:%Y-%m-%d %H:%M}", one.by, one.lang,
         f"{one.withdrawn:%Y-%m-%d}: {one.reason}" if one.withdrawn else ""]
        for one in found
    ]  # fmt: skip
    head = ["serial", "signed (UTC)", "by", "language", "withdrawn"]
    if as_json:
        door.show_json([dict(zip(head, row, strict=True)) for row in rows])
        return
    if rows:
        door.table("Extracts", head, rows, 0)
    else:
        door.say("No extract was signed here.")
    if out is not None:
        door.say(f"Wrote {out}.")


def again(
    serial: Serial,
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    folder: door.Folder = Path(),
) -> None:
    """Write the page of an extract once more, byte for byte the same."""
    from opendisarm.desk.extracts import signing

    with door.workspace(folder) as opened:
        made, lang = signing.again(opened, signing.authority(door.person("")), serial)
        out.write_bytes(signing.page(opened, made, lang))
    door.say(f"Wrote {out}.")


def _text_of(parcel: str) -> str:
    """What was typed, or what stands in the file of that name."""
    if not parcel.lower().endswith((".geojson", ".json", ".wkt", ".txt")):
        return parcel
    try:
        return _read(Path(parcel)).decode("utf-8-sig")
    except UnicodeDecodeError:
        door.stop(f"{parcel} is no text.", "Save it as UTF-8.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as why:
        door.stop(f"{path} cannot be read: {why.strerror or why}.", "Check its name.")


def _refuse_unwritable(out: Path) -> None:
    """An extract is on record once it is signed; whether its page can be written is looked at before."""
    if out.is_dir() or not out.absolute().parent.is_dir():
        door.stop(f"{out} cannot be written.", "Name a file in a folder that exists.")
