"""duties and calendar: what binds a state on a day, what falls due."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from opendisarm.desk.duties import DutyLine, Occasion


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    app.command()(duties)
    app.command()(calendar)


def duties(
    state: Annotated[str, typer.Argument(help="A state by name or three-letter code.")],
    on: door.On = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    all_of_them: Annotated[
        bool, typer.Option("--all", help="List also what does not bind the state, and why.")
    ] = False,
    as_json: door.AsJson = False,
) -> None:
    """Every duty of a state on a day: due, met, missed, not bound, unknown or not coded, each with its articles."""
    from opendisarm.desk.duties import duties_of
    from opendisarm.desk.states import state_name

    with door.maybe_workspace(folder) as opened:
        code, lines = duties_of(opened, state, door.day(on), door.moment(known))
    if as_json:
        door.show_json([line.as_json() for line in lines])
        return
    door.say(f"\n{state_name(code)} ({code}) on {door.day(on)}\n")
    for line in lines:
        if all_of_them or line.answer.verdict.value != "not_bound":
            _told(line)
    idle = [line for line in lines if line.answer.verdict.value == "not_bound"]
    if idle and not all_of_them:
        door.say("Not bound by:")
        for note in dict.fromkeys(line.answer.note for line in idle):
            cites = ", ".join(line.duty.cite for line in idle if line.answer.note == note)
            door.say(f"  {note} ({cites})")


def _told(line: DutyLine) -> None:
    answer = line.answer
    word = answer.verdict.value.replace("_", " ").upper()
    when = f"{' by' if word == 'DUE' else ', due'} {answer.due}" if answer.due else ""
    if word == "DUE" and answer.due is None:
        when = " at all times" if line.duty.rule.value == "continuing" else ", without a date"
    unsure = " (unconfirmed)" if answer.unconfirmed else ""
    door.say(f"{word}{when}{unsure}: {line.duty.title}  [{answer.duty}]")
    if answer.note:
        door.say(f"    {answer.note}")
    if answer.missing:
        door.say(f"    Missing: {answer.missing}.")
    if answer.enacted.value != "unknown" or answer.practised.value != "unknown":
        door.say(f"    Enacted: {answer.enacted.value}; practised: {answer.practised.value}.")
    if line.land is not None and line.pace is not None:
        door.say(f"    Land ({line.land.source}, {line.land.on}): {line.pace.because}")
        for said in line.pace.beside:
            door.say(f"      {said}")
    for why in answer.because:
        entry = f"  [{why.entry}]" if why.entry else ""
        door.say(f"    {why.cite}{': ' if why.says else ''}{why.says}{entry}")


def calendar(
    state: Annotated[str, typer.Argument(help="A state by name or three-letter code; none: all states.")] = "",
    days: Annotated[int, typer.Option(help="How many days ahead.")] = 365,
    on: Annotated[str, typer.Option("--on", help="From this day (default: today).", metavar="DATE")] = "",
    known: door.Known = "",
    ics: Annotated[Path | None, typer.Option(help="Write an iCalendar file for calendar programs.")] = None,
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """What falls due, and which meetings there are, in the days to come."""
    from opendisarm.desk.calendar_file import write_ics
    from opendisarm.desk.duties import calendar as calendar_of

    with door.maybe_workspace(folder) as opened:
        found = calendar_of(opened, state, door.day(on), days, door.moment(known))
        if ics is not None:
            write_ics(found, ics, door.now())
    if as_json:
        door.show_json([one.as_json() for one in found])
        return
    told(found, bool(state))
    if ics is not None:
        door.say(f"Calendar file: {ics}")


def told(found: list[Occasion], one_state: bool) -> None:
    """The calendar as a table; over all states, a yearly duty that falls on one day for many is one line."""
    rows: list[list[str]] = []
    if one_state:
        rows = [[_when(one), one.title, one.cite, "unconfirmed" if one.unconfirmed else ""] for one in found]
    else:
        groups: dict[tuple[str, str, str], list[Occasion]] = {}
        for one in found:
            title = one.title.partition(": ")[2] if one.state else one.title
            groups.setdefault((_when(one), title, one.cite), []).append(one)
        for (when, title, cite), same in groups.items():
            states = [one.state for one in same if one.state]
            who = f"{len(states)} states" if len(states) > 6 else ", ".join(states)
            unsure = [one.state for one in same if one.unconfirmed]
            rows.append(
                [
                    when,
                    title,
                    who,
                    cite,
                    f"unconfirmed: {', '.join(unsure) or 'yes'}" if unsure and len(unsure) < 7 else "",
                ]
            )
    headers = ["on", "what", "article", ""] if one_state else ["on", "what", "who", "article", ""]
    door.table("What falls due, and who meets", headers, rows, 0)


def _when(one: Occasion) -> str:
    day = str(one.on) if one.exact else str(one.on)[: 4 if one.on.month == 12 and one.on.day == 31 else 7]
    return f"{day} to {one.until}" if one.until and one.until != one.on else day
