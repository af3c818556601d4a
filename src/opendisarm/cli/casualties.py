"""balance people, people casualties: counts of persons, for the office or for the public."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from opendisarm.cli import door

if TYPE_CHECKING:
    from opendisarm.desk.people.casualties import CasualtyTable
    from opendisarm.desk.people.publishing import PublicCasualties
    from opendisarm.desk.workspace import Workspace

Split = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help="Split by state, admin1 (province), admin2 (district), sex, age, age_group, disability, status, device, "
        "setting, doing, organisation, method, year.",
    ),
]
Public = Annotated[
    bool, typer.Option("--public", help="What the public may see: small numbers withheld; the table goes on record.")
]

_ALL: Final = "casualties"
_WITHHELD: Final = "withheld"
_WHY_WITHHELD: Final = "fewer than 5 persons, or a figure that would give such a one away."


def balance(
    folder: door.Folder = Path(),
    on: door.On = "",
    known: door.Known = "",
    by: Split = None,
    public: Public = False,
    state: Annotated[str, typer.Option(help="With --public: the state (default: the workspace's, or all).")] = "",
    as_json: door.AsJson = False,
    by_person: door.By = "",
) -> None:
    """How many persons were killed, injured, registered, assisted and reached, up to a day."""
    from opendisarm.desk.people.balance import people_balance, shape_of

    with door.workspace(folder) as opened:
        if public:
            if [name for word in by or () for name in word.split(",") if name.strip() != "year"]:
                door.stop(
                    "In public, balances are split by year only.",
                    "For sex, age, device and place ask 'people casualties --state S --year Y --public'.", 2,
                )  # fmt: skip
            _public_years(opened, state, on, known, as_json, by_person)
            return
        found = people_balance(opened, door.day(on), door.moment(known), by or ())
    if as_json:
        door.show_json(found.as_json())
        return
    accounts = list(shape_of(found.total))
    rows = [[*(word or "(not told)" for word in row.key), *_counts(shape_of(row.persons))] for row in found.rows]
    if found.by:
        rows.append(["total", *[""] * (len(found.by) - 1), *_counts(shape_of(found.total))])
    title = f"Persons on {found.on}, {door.known_words(found.known)}"
    door.table(title, [*found.by, *(door.words(name) for name in accounts)], rows, len(accounts))
    door.say("Direct and indirect beneficiaries are never added; survivors stand at the furthest step they took.")


def casualties(
    year: Annotated[int, typer.Option(help="Year in which the persons were harmed.", min=1900, max=9999)],
    state: Annotated[
        str, typer.Option(help="A state by name or code; 'world' for all (default: the workspace's).")
    ] = "",
    folder: door.MaybeFolder = None,
    on: door.On = "",
    known: door.Known = "",
    public: Public = False,
    as_json: door.AsJson = False,
    by_person: door.By = "",
) -> None:
    """Casualties of a year in the Landmine Monitor's categories, beside what others published of it."""
    from opendisarm.desk.people import publishing
    from opendisarm.desk.people.casualties import casualty_table, state_meant

    with door.maybe_workspace(folder) as opened:
        where = state_meant(opened, state)
        if public:
            if opened is None:
                door.stop("There is no workspace to publish from.", "Name one with -w.", code=2)
            found = publishing.public_casualties(opened, where, year, door.day(on), door.moment(known))
            publishing.append(opened, found.new, door.person(by_person), door.now())
            _told_public(found, as_json)
            return
        table = casualty_table(opened, where, year, door.day(on), door.moment(known))
    if as_json:
        door.show_json(table.as_json())
    else:
        _told_casualties(table)


def _told_casualties(table: CasualtyTable) -> None:
    when = f"on {table.on}, {door.known_words(table.known)}"
    if table.recorded:
        rows = [["all", "", *outcomes(table.total), str(_all_of(table.total))]]
        for split, lines in table.splits.items():
            some = [line for line in lines if line.casualties]
            for line in some:
                value = door.words(line.value) or "(not told)"
                rows.append([door.words(split), value, *outcomes(line.persons), str(line.casualties)])
        headers = ["", "", "killed", "injured", "unknown outcome", "casualties"]
        door.table(f"Casualties of {table.year}, {table.state}, persons, {when}", headers, rows, 4)
        known = ", ".join(f"{door.words(name)} {table.known_cases(name)}" for name in table.splits)
        door.say(f"Cases of which it is known, of {_all_of(table.total)}: {known}. Recorded persons are a minimum.")
    else:
        door.say(f"No casualty of {table.year} is recorded for {table.state}: unknown, not none.")
    if table.published:
        rows = [
            [str(one.known_from or ""), *(_or_unknown(n) for n in (one.killed, one.injured, one.unknown_outcome)),
             _or_unknown(one.casualties), {True: "yes", False: "NO", None: "not printed"}[one.holds], one.source]
            for one in table.published
        ]  # fmt: skip
        headers = ["known from", "killed", "injured", "unknown", "casualties", "adds up", "source"]
        door.table("Published by others", headers, rows, 0)
    for restated in table.restated:
        changes = ", ".join(f"{door.words(name)} {was:,} -> {now:,}" for name, was, now in restated.figures)
        door.say(f"Restated: {changes}  ({restated.earlier.source} -> {restated.later.source})")


def _told_public(found: PublicCasualties, as_json: bool) -> None:
    if as_json:
        door.show_json(found.as_json())
        return
    whole = (found.figure(name) for name in ("killed", "injured", "unknown_outcome", _ALL))
    rows = [["all", "", *map(_or_withheld, whole)]]
    for by, edition in found.splits.items():
        for value, figures in found.lines(by):
            told = [*[""] * (4 - len(figures)), *map(_or_withheld, figures)]
            rows.append([" x ".join(map(door.words, by)), " / ".join(map(door.words, value)), *told])
        if not edition.shown:
            rows.append([" x ".join(map(door.words, by)), "withheld as a whole", "", "", "", ""])
    title = f"Casualties of {found.year}, {found.of.state}, persons, for the public"
    door.table(title, ["", "", "killed", "injured", "unknown outcome", "casualties"], rows, 4)
    door.say(
        f"{_WITHHELD}: fewer than 5 persons, or a figure that would give such a one away. What was shown is on record."
    )


def _public_years(opened: Workspace, state: str, on: str, known: str, as_json: bool, by_person: str) -> None:
    from opendisarm.desk.people import publishing
    from opendisarm.desk.people.casualties import state_meant

    day = door.day(on)
    found = publishing.public_casualties(opened, state_meant(opened, state), day.year, day, door.moment(known))
    publishing.append(opened, found.new, door.person(by_person), door.now())
    if as_json:
        door.show_json(found.years_json())
        return
    rows = [[year, *(_or_withheld(figure) for figure in figures)] for year, figures in found.year_lines()]
    headers = ["year", "killed", "injured", "unknown outcome", "casualties"]
    door.table(f"Casualties up to {day}, {found.of.state}, persons, for the public", headers, rows, 4)
    door.say(f"{_WITHHELD}: {_WHY_WITHHELD}")


def _counts(shape: Mapping[str, int]) -> list[str]:
    return [str(count) for count in shape.values()]


def outcomes(persons: Mapping[Any, int]) -> list[str]:
    """Counts as cells of a table."""
    return [str(count) for count in persons.values()]


def _all_of(persons: Mapping[Any, int]) -> int:
    """Killed + injured + unknown outcome."""
    return sum(persons.values())


def _or_unknown(figure: int | None) -> str:
    return "unknown" if figure is None else f"{figure:,}"


def _or_withheld(figure: int | None) -> str:
    return _WITHHELD if figure is None else str(figure)
