"""people: casualties, the survivor pathway, what changed since; persons one by one are in `persons`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opendisarm.cli import door, persons
from opendisarm.cli.casualties import Split, casualties, outcomes


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    people = typer.Typer(help="Casualties, survivors, and who may see whom.", no_args_is_help=True)
    for command in (casualties, accidents, pathway, restate, *persons.COMMANDS):
        people.command()(command)
    app.add_typer(people, name="people")


def accidents(
    year: Annotated[int, typer.Option(help="The calendar year.", min=1900, max=9999)],
    state: Annotated[str, typer.Option(help="A state by name or code (default: the workspace's).")] = "",
    folder: door.Folder = Path(),
    known: door.Known = "",
    by: Annotated[
        list[str] | None, typer.Option("--by", help="setting, device, doing, marked, admin1, admin2, month.")
    ] = None,
    as_json: door.AsJson = False,
) -> None:
    """The accidents of a year: how many, where, with what, and who was harmed."""
    from opendisarm.desk.people.accidents import accident_summary
    from opendisarm.desk.people.casualties import state_meant

    with door.workspace(folder) as opened:
        found = accident_summary(opened, state_meant(opened, state), year, door.moment(known), by or ())
    if as_json:
        door.show_json(found.as_json())
        return
    rows = [
        [*(door.words(word) or "(not told)" for word in group.key), str(group.accidents), *outcomes(group.persons)]
        for group in found.groups
    ]
    headers = [*found.by, "accidents", "killed", "injured", "unknown outcome"]
    door.table(f"Accidents of {year}, {found.state}, {door.known_words(found.known)}", headers, rows, 4)
    lines = [
        [str(line.record.on), line.record.ref or line.entry, line.record.place.admin1, line.record.place.admin2,
         door.words(line.record.setting), door.words(line.record.device), *outcomes(line.persons), str(line.recorded)]
        for line in found.lines
    ]  # fmt: skip
    names = ["on", "accident", "admin1", "admin2", "setting", "device", "killed", "injured", "unknown", "with records"]
    door.table("One by one", names, lines, 4)
    if any(found.alone.values()):
        told = ", ".join(f"{count} {door.words(account)}" for account, count in found.alone.items() if count)
        door.say(f"Harmed in accidents that nobody reported: {told}.")


def pathway(
    folder: door.Folder = Path(),
    on: door.On = "",
    known: door.Known = "",
    by: Split = None,
    as_json: door.AsJson = False,
) -> None:
    """Survivors registered, assessed, referred, assisted, and who has waited more than 90 days."""
    from opendisarm.desk.people.pathway import survivor_pathway

    with door.workspace(folder) as opened:
        found = survivor_pathway(opened, door.day(on), door.moment(known), by or ())
    if as_json:
        door.show_json(found.as_json())
        return
    rows = [
        [
            *(word or "(not told)" for word in row.key),
            *map(str, row.taken.values()),
            str(row.waiting),
            str(row.too_long),
        ]
        for row in found.rows
    ]
    headers = [*found.by, "registered", "need assessed", "referred", "assisted", "waiting", "more than 90 days"]
    door.table(f"Survivors alive on {found.on}, {door.known_words(found.known)}, persons", headers, rows, 6)
    if found.waiting:
        waits = [
            [one.person, door.words(one.pillar), str(one.since), str(one.days), one.entry] for one in found.waiting
        ]
        door.table("Waiting for more than 90 days", ["person", "for", "since", "days", "entry"], waits, 0)


def restate(
    year: Annotated[int, typer.Option(help="The calendar year reported.", min=1900, max=9999)],
    since: Annotated[str, typer.Option(help="When the figures were published: a day, or a UTC moment.")],
    folder: door.Folder = Path(),
    known: door.Known = "",
    as_json: door.AsJson = False,
) -> None:
    """Say what figures on a year would be today, and which records make the difference."""
    from opendisarm.desk.people.restating import people_restatement

    with door.workspace(folder) as opened:
        found = people_restatement(opened, year, door.moment(since) or door.now(), door.moment(known))
    if as_json:
        door.show_json(found.as_json())
        return
    if not found.figures and not found.entries:
        door.say(f"Nothing about people that bears on {year} has changed since {since}.")
        return
    figures = [[door.words(f.name), str(f.then), str(f.now), f"{f.now - f.then:+d}"] for f in found.figures]
    door.table(f"Restatement of {year}, persons", ["figure", f"as known {since}", "as known now", "change"], figures, 3)
    entries = [[str(e.on), e.entry, door.words(e.account), e.because, str(e.then), str(e.now)] for e in found.entries]
    door.table("The records behind it", ["on", "entry", "account", "because", "then", "now"], entries, 2)
