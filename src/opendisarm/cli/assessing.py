"""assess: a state's self-assessment from its data."""

from __future__ import annotations

from typing import Annotated

import typer

from opendisarm.cli import door


def add_to(app: typer.Typer) -> None:
    """Put the command of this room on the command line."""
    app.command()(assess)


def assess(
    state: Annotated[str, typer.Argument(help="A state by name or three-letter code.")],
    edition: Annotated[str, typer.Option(help="Set of weights: apmbc, apmbc-before-environment, ccm.")] = "apmbc",
    on: door.On = "",
    known: door.Known = "",
    folder: door.MaybeFolder = None,
    as_json: door.AsJson = False,
) -> None:
    """A self-assessment of clearance in the structure of Mine Action Review, each answer with its evidence."""
    from opendisarm.desk.assessing import assessment
    from opendisarm.desk.states import state_name

    with door.maybe_workspace(folder) as opened:
        code, found = assessment(opened, state, door.day(on), door.moment(known), edition)
    if as_json:
        door.show_json({"state": code} | found.as_json())
        return
    door.say(f"\n{state_name(code)} on {found.on}: {found.edition.name}\n")
    for criterion in found.criteria:
        score = f"{float(criterion.score):.1f} of 10" if criterion.score is not None else "not assessed"
        door.say(f"{criterion.name} ({criterion.weight} %, weight {criterion.mark}): {score}")
        if criterion.note:
            door.say(f"    {criterion.note}")
        for reply in criterion.replies:
            door.say(f"    {reply.answer.value.upper():8} {reply.prompt.question} {reply.evidence}")
    door.say(f"\n{found.says}")
