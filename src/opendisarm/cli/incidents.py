"""incidents: use of weapons and harm to civilians, by state and year."""

from __future__ import annotations

from typing import Annotated

import typer

from opendisarm.cli import door


def add_to(app: typer.Typer) -> None:
    """Put the command of this room on the command line."""
    app.command()(incidents)


def incidents(
    state: Annotated[str, typer.Argument(help="A state by name or three-letter code; none: all states.")] = "",
    weapon: Annotated[str, typer.Option(help="Only weapons whose class has this word, such as mines, cluster.")] = "",
    on: door.On = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """Incidents of use by state, year and weapon, with civilian harm where it is known."""
    from opendisarm.desk.incidents import incident_counts
    from opendisarm.desk.states import state_name

    with door.maybe_workspace(folder) as opened:
        found = incident_counts(opened, door.day(on), door.moment(known), state, weapon)
    if as_json:
        door.show_json([one.as_json() for one in found])
        return
    rows = [
        [
            state_name(one.state) if one.state else "(several or not told)", str(one.year), one.weapon,
            str(one.incidents), str(one.populated), *("unknown" if told is None else str(told) for told in
            (one.killed, one.injured)), str(one.unconfirmed),
        ]
        for one in found
    ]  # fmt: skip
    headers = ["state", "year", "weapon", "incidents", "populated area", "killed", "injured", "unconfirmed"]
    door.table("Use of weapons, as sources state it", headers, rows, 5)
    door.say("An incident counts in every year it touches; years are not to be added. What no source gives is unknown.")
