"""sample and demo: an invented country, from its field files to its treaty report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from opendisarm.cli import door
from opendisarm.cli.duties import told as calendar_told
from opendisarm.cli.reconciling import told

if TYPE_CHECKING:
    from opendisarm.desk.reporting import Format

_ORDER = ("admin", "survey", "area_only", "clearance", "corrections", "devices", "events", "published")
"""Field files in the order in which an office would get them; administrative units first, for the checks."""

_REPORTS: Final[tuple[tuple[Format, str], ...]] = (
    ("xlsx", "en"), ("docx", "en"), ("html", "en"), ("json", "en"), ("xlsx", "ar"), ("docx", "ar"), ("html", "ar"),
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    app.command()(sample)
    app.command()(demo)


def sample(
    records: Annotated[int, typer.Option(help="How many records, from 100 to 1,000,000.")],
    out: Annotated[Path, typer.Option(help="The folder for the field files.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same country.")] = 1,
    faults: Annotated[float, typer.Option(help="Share of records with a planted fault.")] = 0.015,
) -> None:
    """Write the field files of an invented country, with realistic faults and a list of them."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.sampling import write_sample

    try:
        written = write_sample(records, seed, out, faults)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    for path in written:
        door.say(str(path))


def demo(
    out: Annotated[Path, typer.Option(help="The folder to make; an earlier demo in it is replaced.")] = Path("demo"),
    records: Annotated[int, typer.Option(help="Size of the invented country.")] = 3_000,
    seed: Annotated[int, typer.Option(help="Which invented country.")] = 1,
    by: door.By = "",
) -> None:
    """Published figures that do not close; the invented country, from field files to Article 7; deadlines worldwide."""
    from opendisarm.desk.importing import ImportWish, import_files
    from opendisarm.desk.reconciling import figures_of, last_year_recorded, year_ends
    from opendisarm.desk.reporting import write_article7
    from opendisarm.desk.sampling import sample_state, write_sample
    from opendisarm.desk.workspace import CONFIG, create

    door.say("1. Do the figures that states published add up?\n")
    told(year_ends(figures_of(None)[0]), all_of_them=False)

    workspace = out / "workspace"
    if out.exists() and any(out.iterdir()):
        if not (workspace / CONFIG).exists():
            door.stop(f"{out} holds something else than a demo.", "Choose another folder with --out.")
        shutil.rmtree(out)
    state, name = sample_state(seed)
    door.say(f"\n2. {name} ({state}), an invented country of {records} records: its field files, with faults\n")
    files = [path for path in write_sample(records, seed, out / "field", 0.015) if path.suffix != ".json"]
    files.sort(key=lambda path: _ORDER.index(path.stem))
    opened = create(workspace, name, state)
    with door.progress() as progress:
        for path in files:
            wish = ImportWish(by=door.person(by), moment=door.now(), commit=True)
            outcome = import_files(opened, [path], wish, progress)
            [file] = outcome.files
            door.say(
                f"{file.name:18} {file.rows_in:>6} rows = {file.accepted} accepted + {file.rejected} rejected + "
                f"{file.skipped} skipped; {len(file.findings) + len(outcome.ahead.findings)} findings"
            )
            for finding in [*file.findings, *outcome.ahead.findings][:2]:
                door.say(f"    {finding}")
    rows = [[account, door.m2(m2)] for account, m2 in outcome.ahead.balances_m2.items()]
    door.table(f"3. Land of {name}", ["account", "m2"], rows, 1)

    year = last_year_recorded(opened) or door.now().year
    door.say(f"4. Article 7 report of {name} for {year}\n")
    for kind, lang in _REPORTS:
        path = out / f"article7-{state}-{year}-{lang}.{kind}"
        write_article7(opened, state, year, door.now(), kind, lang, path)
        door.say(f"   {path}")
    opened.store.close()

    _world(out)
    door.say("\nAsk for one state:              opendisarm duties KHM")
    door.say("Ask for another day:            opendisarm treaty status apmbc --on 2014-11-30")
    door.say(f"Ask where a figure comes from:  opendisarm why cleared/admin1=... -w {workspace}")
    door.say(f"Prove that the journal is whole: opendisarm verify -w {workspace}")


def _world(out: Path) -> None:
    """What falls due everywhere, and the world before one convention."""
    from opendisarm.desk.duties import calendar
    from opendisarm.desk.pictures import write_map

    today = door.now().date()
    door.say("\n5. What falls due worldwide in the coming twelve months, by the facts that ship with us")
    calendar_told(calendar(None, "", today, 365, None), one_state=False)
    world = out / f"mine-ban-convention-{today}.svg"
    write_map(None, "apmbc", today, None, world, "en", 1280)
    door.say(f"   The world before the Mine Ban Convention: {world}")
