"""balance and why: figures, and what stands behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opendisarm.cli import casualties, door

if TYPE_CHECKING:
    from opendisarm.desk.why import Explanation
    from opendisarm.desk.why_norms import NormExplanation

Split = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help="Split by state, admin1 (province), admin2 (district), contamination, operator, method, hazard, year.",
    ),
]
Scope = Annotated[str, typer.Option("--treaty", help="Only land under a treaty's duty: APMBC, CCM, CCW-APII, CCW-PV.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    balance = typer.Typer(help="Balances of a ledger on any day, as known on any day.", no_args_is_help=True)
    balance.command("land")(land)
    balance.command("people")(casualties.balance)
    app.add_typer(balance, name="balance")
    flows = typer.Typer(help="What changed a ledger in a year, from opening to closing.", no_args_is_help=True)
    flows.command("land")(land_flows)
    app.add_typer(flows, name="flows")
    app.command()(restate)
    app.command()(why)


def land(
    folder: door.Folder = Path(),
    on: door.On = "",
    known: door.Known = "",
    by: Split = None,
    treaty: Scope = "",
    as_json: door.AsJson = False,
) -> None:
    """How much land is suspected, confirmed, cancelled, reduced, cleared and corrected, in m2."""
    from opendisarm.desk.balance import land_balance

    with door.workspace(folder) as opened:
        found = land_balance(opened, door.day(on), door.moment(known), by or (), treaty)
    if as_json:
        door.show_json(found.as_json())
        return
    accounts = list(found.total)
    rows = [
        [*(word or "(not told)" for word in row.key), *(door.m2(row.m2[a]) for a in accounts)] for row in found.rows
    ]
    if found.by:
        rows.append(["total", *[""] * (len(found.by) - 1), *(door.m2(found.total[a]) for a in accounts)])
    title = f"Land, m2, on {found.on}, {door.known_words(found.known)}" + (
        f", under {found.treaty}" if found.treaty else ""
    )
    door.table(title, [*found.by, *(a.value for a in accounts)], rows, len(accounts))


def land_flows(
    year: Annotated[int, typer.Option(help="The calendar year.", min=1, max=9999)],
    folder: door.Folder = Path(),
    known: door.Known = "",
    by: Split = None,
    treaty: Scope = "",
    as_json: door.AsJson = False,
) -> None:
    """Opening + found - released +- corrections = closing, in m2."""
    from opendisarm.core.clocks import Span
    from opendisarm.desk.balance import land_flows as flows_of

    with door.workspace(folder) as opened:
        _, found = flows_of(opened, Span.of_year(year), door.moment(known), by or (), treaty)
    if as_json:
        door.show_json(
            [
                {
                    "key": list(bridge.key), "opening": bridge.opening, "closing": bridge.closing,
                    "flows": {cause.value: m2 for cause, m2 in bridge.flows.items()},
                    "released": {account.value: m2 for account, m2 in bridge.released.items()},
                    "outside": {account.value: m2 for account, m2 in bridge.outside.items()},
                }
                for bridge in found
            ]
        )  # fmt: skip
        return
    for bridge in found:
        rows = [["opening", door.m2(bridge.opening)]]
        rows += [[cause.value.replace("_", " "), door.m2(m2)] for cause, m2 in bridge.flows.items()]
        rows.append(["closing", door.m2(bridge.closing)])
        for account, m2 in bridge.released.items():
            if m2:
                rows.append([f"{account.value} in all", door.m2(m2)])
                rows.append(["   of it outside any hazardous area", door.m2(bridge.outside[account])])
        door.table(f"{' / '.join(bridge.key) or 'All land'}, {year}", ["", "m2"], rows, 1)


def restate(
    year: Annotated[int, typer.Option(help="The calendar year reported.", min=1, max=9999)],
    since: Annotated[str, typer.Option(help="When the report was made: a day, or a UTC moment.")],
    folder: door.Folder = Path(),
    known: door.Known = "",
    treaty: Scope = "",
    as_json: door.AsJson = False,
) -> None:
    """Say what a report on a year would say otherwise today, and which records make the difference."""
    from opendisarm.core.clocks import Span
    from opendisarm.desk.restating import restatement

    with door.workspace(folder) as opened:
        then = door.moment(since) or door.now()
        found = restatement(opened, Span.of_year(year), then, door.moment(known), treaty)
    if as_json:
        door.show_json(found.as_json())
        return
    if not found.figures and not found.records:
        door.say(f"Nothing that bears on {year} has changed since {since}.")
        return
    figures = [
        [f.name.replace("_", " "), door.m2(f.then), door.m2(f.now), door.m2(f.now - f.then)] for f in found.figures
    ]
    door.table(f"Restatement of {year}, m2", ["figure", f"as known {since}", "as known now", "change"], figures, 3)
    records = [
        [str(r.on), r.entry, r.cause.replace("_", " "), r.because, door.m2(r.then), door.m2(r.now)]
        for r in found.records
    ]
    door.table("The records behind it", ["on", "entry", "cause", "because", "then", "now"], records, 2)


def why(
    ref: Annotated[
        str,
        typer.Argument(
            help="An account (cleared, or cleared/admin1=North), a hazardous area, an entry, a sender's own id, "
            "a report cell (article7/XSA/2024/C1/North/m2), persons (people/injured/sex=female), a count of states "
            "(apmbc/in_force), a duty (KHM/apmbc-5-clearance) or incidents (incidents/UKR/2022)."
        ),
    ],
    folder: door.MaybeFolder = None,
    on: door.On = "",
    known: door.Known = "",
    as_json: door.AsJson = False,
) -> None:
    """Print the entries, sources and arithmetic behind any figure, hazardous area or report cell."""
    from opendisarm.desk.explaining import explained
    from opendisarm.desk.why_norms import NormExplanation, why_norm

    with door.maybe_workspace(folder) as maybe:
        norm = why_norm(maybe, ref, door.day(on), door.moment(known))
    found: Explanation | NormExplanation | None = norm
    if found is None:
        with door.workspace(folder or Path()) as opened:
            found = explained(opened, ref, door.day(on), door.moment(known))
    if as_json:
        door.show_json(found.as_json())
    elif isinstance(found, NormExplanation):
        _told_norm(found)
    else:
        _told(found)


def _told_norm(found: NormExplanation) -> None:
    door.say(found.figure + (f": {found.amount} {found.unit}" if found.amount is not None else ""))
    rows = [[one.who, str(one.on or ""), one.cite, one.says, one.entry] for one in found.reasons]
    door.table("Reasons", ["who", "on", "article", "what it says", "entry"], rows, 0)
    door.say("Sources")
    for source in found.sources:
        unsure = ", UNCONFIRMED" if source.grade == "K" else ""
        note = f" Note: {source.note}." if source.note else ""
        door.say(
            f"  {source.entry}  {source.file}, row {source.row}, known from {source.known_from:%Y-%m-%d}: "
            f"{source.citation} (grade {source.grade}{unsure}).{note}"
        )


def _told(found: Explanation) -> None:
    door.say(found.figure + (f": {door.m2(found.amount)} {found.unit}" if found.amount is not None else ""))
    if found.lines:
        rows = [
            [str(line.on), line.cause.replace("_", " "), line.moved, line.hazard, line.contamination, line.entry,
             door.m2(line.amount)]
            for line in found.lines
        ]  # fmt: skip
        door.table("Postings", ["on", "cause", "moved", "hazard", "contamination", "entry", found.unit], rows, 1)
    if found.rest:
        rows = [[cause.replace("_", " "), door.m2(amount)] for cause, amount in found.rest.items()]
        door.table("Postings, summed by cause (ask for a part to see each)", ["cause", found.unit], rows, 1)
    if found.arithmetic:
        door.say(f"Sum: {found.arithmetic}")
    for note in found.notes:
        door.say(note)
    if found.sources:
        door.say("\nSources")
        for source in found.sources:
            place = f"{source.file}" + (f", {source.sheet}" if source.sheet else "")
            row = f", row {source.row}" if source.row else ""
            door.say(
                f"  {source.entry}  {source.kind} {source.ref}  {place}{row}  "
                f"(SHA-256 {source.digest[:12]}, entered {source.entered:%Y-%m-%d %H:%M} UTC by {source.by})"
            )
            if source.columns:
                told = ", ".join(f"{ours} from '{theirs}'" for ours, theirs in source.columns.items() if theirs)
                door.say(f"      {told}")
