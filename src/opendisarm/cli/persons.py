"""people view, erase, merge ...: one person at a time, for those who may see whom; every reading is on record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from opendisarm.core.records import Record

Reference = Annotated[str, typer.Argument(help="The reference of a person in the journal (P-...).", metavar="REF")]
Name = Annotated[str, typer.Argument(help="A person (P-...), or the id of an accident for its notes.", metavar="REF")]


def view(
    name: Name,
    purpose: Annotated[str, typer.Option(help="assistance, referral, statistics, research or contact.")],
    folder: door.Folder = Path(),
    by_person: door.By = "",
    as_json: door.AsJson = False,
) -> None:
    """Show who a person is, to somebody who may know; the reading goes on record first."""
    from opendisarm.desk.people.persons import view as seen

    with door.workspace(folder) as opened:
        found = seen(opened, name, purpose, door.person(by_person), door.now())
    if as_json:
        door.show_json(
            {
                "reference": found.reference, "fields": dict(found.fields),
                "records": [{"entry": entry, "kind": str(record.kind)} for entry, record in found.records],
            }
        )  # fmt: skip
        return
    door.say(f"{found.reference} (this reading is on record)")
    for field, text in found.fields.items():
        door.say(f"  {door.words(field)}: {text}")
    _told_records(found.records)


def log(
    reference: Annotated[str, typer.Argument(help="A person (P-...); none: all readings.", metavar="REF")] = "",
    folder: door.Folder = Path(),
    as_json: door.AsJson = False,
) -> None:
    """Who looked at whom, when and what for."""
    from opendisarm.desk.people.persons import readings

    with door.workspace(folder) as opened:
        found = readings(opened, reference)
    rows = [[f"{one.moment:%Y-%m-%d %H:%M:%S}", one.by, one.subject, one.purpose, one.what] for one in found]
    if as_json:
        keys = ("moment", "by", "person", "purpose", "what")
        door.show_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    door.table("Readings", ["moment (UTC)", "by", "person", "purpose", "what"], rows, 0)


def duplicates(folder: door.Folder = Path(), as_json: door.AsJson = False) -> None:
    """Pairs of references that may be one person; no name is read to find them."""
    from opendisarm.desk.people.persons import duplicates as pairs_of

    with door.workspace(folder) as opened:
        pairs = pairs_of(opened)
    if as_json:
        door.show_json([{"first": pair.first, "second": pair.second, "because": list(pair.because)} for pair in pairs])
        return
    if not pairs:
        door.say("No two references share what one person has.")
        return
    for pair in pairs:
        door.say(f"{pair.first} and {pair.second} share: {', '.join(pair.because)}")
        _told_records(pair.records)
    door.say("If they are one person: opendisarm people merge FIRST SECOND --because same_details")


def merge(
    kept: Reference,
    other: Annotated[str, typer.Argument(help="The reference that is the same person.", metavar="OTHER")],
    because: Annotated[str, typer.Option(help="same_document, same_details, confirmed_by_the_person ...")],
    folder: door.Folder = Path(),
    by_person: door.By = "",
) -> None:
    """Say that two references are one person; 'withdraw' the entry, and they are two again."""
    from opendisarm.desk.people.persons import merge as merged

    with door.workspace(folder) as opened:
        entry = merged(opened, kept, other, because, door.person(by_person), door.now())
        door.say(f"One person from now on, by {entry}.")


def due(folder: door.Folder = Path(), on: door.On = "", as_json: door.AsJson = False) -> None:
    """Persons whose data are to be erased: retention is over, or consent was withdrawn."""
    from opendisarm.desk.people.persons import due_for_erasure

    with door.workspace(folder) as opened:
        found = due_for_erasure(opened, door.day(on))
    if as_json:
        door.show_json([{"person": d.reference, "because": d.because, "on": d.on.isoformat()} for d in found])
        return
    if not found:
        door.say("Nobody's data are due for erasure.")
        return
    door.table("Due for erasure", ["person", "because", "on"], [[d.reference, d.because, str(d.on)] for d in found], 0)


def erase(
    name: Name,
    because: Annotated[
        str,
        typer.Option(
            help="asked_by_the_person, consent_withdrawn, retention_over, entered_by_mistake or risk_to_the_person."
        ),
    ],
    folder: door.Folder = Path(),
    by_person: door.By = "",
) -> None:
    """Destroy the key to a person's identity, for good; what was counted stays counted."""
    from opendisarm.desk.people.persons import erase as erased

    with door.workspace(folder) as opened:
        reference = erased(opened, name, because, door.person(by_person), door.now())
        door.say(f"Erased: nobody can read who {reference} is any more. Let go of older copies of the keys as well.")


def _told_records(records: Sequence[tuple[str, Record]]) -> None:
    rows = [
        [entry, str(record.kind), str(record.on), *(str(getattr(record, name, "")) for name in ("sex", "age"))]
        for entry, record in records
    ]
    if rows:
        door.table("Records", ["entry", "kind", "on", "sex", "age"], rows, 0)


COMMANDS: Final = (view, log, duplicates, merge, due, erase)
