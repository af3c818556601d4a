"""treaty: who has joined which instrument on any day, as known on any day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from opendisarm.desk.treaties import TreatyStatus, Voices

Instrument = Annotated[str, typer.Argument(help="Its id, such as apmbc, ccm, att, ccw-ap2, ewipa; 'treaty list'.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    treaty = typer.Typer(help="States before instruments: who signed, deposited, is bound, withdrew; when and by what.",
                         no_args_is_help=True)  # fmt: skip
    treaty.command("list")(list_)
    treaty.command()(status)
    treaty.command()(changes)
    treaty.command()(outside)
    treaty.command("map")(map_)
    treaty.command("timeline")(timeline_)
    treaty.command()(check)
    app.add_typer(treaty, name="treaty")


def list_(as_json: door.AsJson = False) -> None:
    """The instruments, with their kind and days."""
    from opendisarm.desk.treaties import listed

    found = listed()
    if as_json:
        door.show_json(
            [
                {
                    "id": one.id, "name": one.name, "short": one.short, "kind": one.kind.value,
                    "adopted": one.adopted.on.isoformat(), "opened": one.opened.on.isoformat(),
                    "in_force": one.in_force.on.isoformat() if one.in_force else None,
                    "duties": [duty.id for duty in one.duties],
                }
                for one in found
            ]
        )  # fmt: skip
        return
    rows = [
        [one.id, one.short, one.kind.value, str(one.adopted.on), str(one.in_force.on) if one.in_force else "",
         str(len(one.duties))]
        for one in found
    ]  # fmt: skip
    door.table("Instruments", ["id", "instrument", "kind", "adopted", "in force", "duties coded"], rows, 1)


def status(
    instrument: Instrument,
    on: door.On = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """Counts and states on a day: signed, deposited, in force, joined, withdrawn; or endorsed, positions, votes."""
    from opendisarm.desk import treaties

    with door.maybe_workspace(folder) as opened:
        found = treaties.status(opened, instrument, door.day(on), door.moment(known))
    if as_json:
        door.show_json(found.as_json())
    elif isinstance(found, treaties.TreatyStatus):
        _treaty(found)
    else:
        _voices(found)


def changes(
    instrument: Instrument,
    since: Annotated[str, typer.Option(help="The earlier day; what happened on it is not listed.", metavar="DATE")],
    until: Annotated[str, typer.Option(help="The later day (default: today).", metavar="DATE")] = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """Which states moved between two days: from where to where, by which act."""
    from opendisarm.desk import treaties
    from opendisarm.desk.states import state_name

    with door.maybe_workspace(folder) as opened:
        found = treaties.changed(opened, instrument, door.day(since), door.day(until), door.moment(known))
    if as_json:
        door.show_json(
            [
                {
                    "on": str(one.on), "iso3": one.state, "name": state_name(one.state), "from": one.source.value,
                    "to": one.target.value, "entry": one.entry,
                }
                for one in found
            ]
        )  # fmt: skip
        return
    rows = [
        [str(one.on), one.state, state_name(one.state), _word(one.source), _word(one.target), one.entry]
        for one in found
    ]
    door.table(f"Changes, {since} to {until or 'today'}", ["on", "", "state", "from", "to", "entry"], rows, 0)
    door.say(f"{len(found)} changes. Unit: states.")


def outside(
    instrument: Instrument,
    on: door.On = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """Universalisation: states not party, by region, and signatories that have still to ratify."""
    from opendisarm.desk.universalisation import outside_of

    with door.maybe_workspace(folder) as opened:
        found = outside_of(opened, instrument, door.day(on), door.moment(known))
    if as_json:
        door.show_json(found.as_json())
        return
    rows = [[region, str(len(names)), ", ".join(names)] for region, names in found.by_region().items()]
    door.table(f"States not party to the {found.short} on {found.on}", ["region", "", "states"], rows, 0)
    signed = ", ".join(f"{name} (signed {day})" for name, day in found.to_ratify())
    door.say(f"Signatories still to ratify: {signed or 'none'}.")


def map_(
    instrument: Instrument,
    out: Annotated[Path, typer.Option(help="The picture to write: .svg or .png.")],
    on: door.On = "",
    known: door.Known = "",
    lang: Annotated[str, typer.Option(help="Language of the picture: en, ar, es, fr.")] = "en",
    width: Annotated[int, typer.Option(help="Pixels; on a narrow map the key stands below it.", min=320)] = 1280,
    folder: door.MaybeFolder = None,
) -> None:
    """A world map of an instrument as of any day."""
    from opendisarm.desk.pictures import write_map

    with door.maybe_workspace(folder) as opened:
        write_map(opened, instrument, door.day(on), door.moment(known), out, lang, width)
    door.say(str(out))


def timeline_(
    instrument: Instrument,
    out: Annotated[Path, typer.Option(help="The picture to write: .svg or .png.")],
    on: door.On = "",
    known: door.Known = "",
    lang: Annotated[str, typer.Option(help="Language of the picture: en, ar, es, fr.")] = "en",
    width: Annotated[int, typer.Option(help="Pixels.", min=320)] = 1280,
    folder: door.MaybeFolder = None,
) -> None:
    """How many states had joined, deposited and were bound, from the opening of a treaty to a day."""
    from opendisarm.desk.pictures import write_timeline

    with door.maybe_workspace(folder) as opened:
        write_timeline(opened, instrument, door.day(on), door.moment(known), out, lang, width)
    door.say(str(out))


def check(folder: door.MaybeFolder = None, known: door.Known = "", as_json: door.AsJson = False) -> None:
    """Entry into force by each treaty's own rule against the stored days; every difference with its reason."""
    from opendisarm.desk.states import state_name
    from opendisarm.desk.treaties import rule_check

    with door.maybe_workspace(folder) as opened:
        found = rule_check(opened, door.moment(known))
    if as_json:
        door.show_json(
            [
                {
                    "instrument": one.instrument.id, "checked": one.checked,
                    "in_force": str(one.instrument.in_force.on) if one.instrument.in_force else None,
                    "by_threshold": str(one.by_threshold) if one.by_threshold else None,
                    "exceptions": [
                        {
                            "iso3": gap.state, "deposited": str(gap.deposited), "stored": str(gap.stored),
                            "computed": str(gap.computed), "reason": gap.reason, "cite": gap.cite, "entry": gap.entry,
                        }
                        for gap in one.differences
                    ],
                }
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        rule = one.instrument.in_force
        agree = one.checked - sum(gap.stored != gap.computed for gap in one.differences)
        days = (
            f"{agree} of {one.checked} stored days follow the rule."
            if one.checked
            else "No state's day is stored; each is computed by the rule."
        )
        door.say(
            f"{one.instrument.short}: in force {rule.on if rule else 'never'}; by its threshold and the deposits "
            f"recorded {one.by_threshold or 'not reached'}. {days}"
        )
        for gap in one.differences:
            door.say(f"  {state_name(gap.state)}: stored {gap.stored}, by {gap.cite} {gap.computed}. {gap.reason}")


def _treaty(found: TreatyStatus) -> None:
    rows = [
        [line.iso3, line.name, _word(line.standing), *(str(day) if day else "" for day in
         (line.signed, line.deposited, line.in_force, line.withdrawn))]
        for line in found.states
    ]  # fmt: skip
    door.table(
        f"{found.instrument.short} on {found.on}{_known(found)}",
        ["", "state", "stands", "signed", "deposited", "in force", "withdrawn"], rows, 0,
    )  # fmt: skip
    count = found.counts
    door.say(
        f"{count.signed} signed (ever), {count.deposited} deposited, {count.in_force} in force, {count.joined} joined "
        f"(signed or deposited), {count.withdrawn} withdrawn. Unit: states."
    )
    _rest(found)


def _voices(found: Voices) -> None:
    from opendisarm.desk.states import state_name

    rows = [
        [word.replace("_", " "), str(len(states)), ", ".join(state_name(code) for code, _ in states)]
        for word, states in found.said.items()
    ]
    door.table(f"{found.instrument.short} on {found.on}{_known(found)}", ["said", "", "states"], rows, 0)
    for resolution, tally in found.votes.items():
        words = ", ".join(f"{number} {ballot.replace('_', ' ')}" for ballot, number in tally.items())
        door.say(f"{resolution}: {words}")
    _rest(found)


def _rest(found: TreatyStatus | Voices) -> None:
    for claim in found.published:
        unsure = ", unconfirmed" if claim.grade.value == "K" else ""
        door.say(f"Published: {claim.number or 'no number'} {claim.what} ({claim.on}, {claim.citation}{unsure}).")
    if found.note:
        door.say(found.note)


def _known(found: TreatyStatus | Voices) -> str:
    return f", {door.known_words(found.known)}"


def _word(standing: str) -> str:
    return str(standing).replace("_", " ")
