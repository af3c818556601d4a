"""sample and demo: an invented country, from its field files to its treaty reports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from opendisarm.cli import door
from opendisarm.cli.casualties import casualties
from opendisarm.cli.duties import told as calendar_told
from opendisarm.cli.reconciling import told

if TYPE_CHECKING:
    from opendisarm.desk.importing import ImportOutcome
    from opendisarm.desk.reporting import Format
    from opendisarm.desk.workspace import Workspace

_ORDER = ("admin", "survey", "area_only", "clearance", "corrections", "devices", "events", "published")
"""Field files in the order in which an office would get them; administrative units first, for the checks."""

_REPORTS: Final[tuple[tuple[Format, str], ...]] = (
    ("xlsx", "en"), ("docx", "en"), ("html", "en"), ("json", "en"), ("xlsx", "ar"), ("docx", "ar"), ("html", "ar"),
)  # fmt: skip
_REPORTS_OF_PEOPLE: Final[tuple[tuple[Format, str], ...]] = (("xlsx", "en"), ("html", "en"), ("html", "ar"))


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
    from opendisarm.desk.reconciling import figures_of, last_year_recorded, year_ends
    from opendisarm.desk.sampling import PEOPLE, sample_state, sender_of, write_land, write_people
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
    files = [path for path in write_land(records, seed, out / "field", 0.015) if path.suffix != ".json"]
    files.sort(key=lambda path: _ORDER.index(path.stem))
    opened = create(workspace, name, state)
    outcome = _imported(opened, [[path] for path in files], by)
    rows = [[account, door.m2(m2)] for account, m2 in outcome.ahead.balances_m2.items()]
    door.table(f"3. Land of {name}", ["account", "m2"], rows, 1)
    year = last_year_recorded(opened) or door.now().year

    with _keys_within(out / "keys"):
        door.say(f"4. The people of {name}: what two organisations send\n")
        of_people = write_people(records, seed, out / "field" / PEOPLE, 0.015)
        _imported(opened, [list(batch) for sender, batch in groupby(of_people, sender_of) if sender], by)
        opened.store.close()
        _of_people(workspace, year, by)
        _reports(workspace, state, name, year, out)

    _world(out)
    door.say("\nAsk for one state:              opendisarm duties KHM")
    door.say("Ask for another day:            opendisarm treaty status apmbc --on 2014-11-30")
    door.say(f"Ask where a figure comes from:  opendisarm why cleared/admin1=... -w {workspace}")
    door.say(
        f"Who may be one person twice:    OPENDISARM_KEYS={out / 'keys'} opendisarm people duplicates -w {workspace}"
    )
    door.say(f"Prove that the journal is whole: opendisarm verify -w {workspace}")
    door.say(f"Open all of it in a browser:    OPENDISARM_KEYS={out / 'keys'} opendisarm serve -w {workspace}")


@contextmanager
def _keys_within(folder: Path) -> Iterator[None]:
    """The keys of the demo's vault go into the demo's own folder, which the next demo may remove."""
    from opendisarm.desk.people.vault import FOLDER_OF_KEYS

    before = os.environ.get(FOLDER_OF_KEYS)
    os.environ[FOLDER_OF_KEYS] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[FOLDER_OF_KEYS]
        else:
            os.environ[FOLDER_OF_KEYS] = before


def _imported(opened: Workspace, batches: Iterable[Sequence[Path]], by: str) -> ImportOutcome:
    """Files committed, each with its counts and its first findings; the outcome of the last batch.

    The ledger is worked out once a batch, and what it finds stands below the last file.  Files of one batch have one
    sender.
    """
    from opendisarm.desk.importing import ImportWish, import_files
    from opendisarm.desk.mapping import wanted
    from opendisarm.desk.sampling import sender_of

    with door.progress() as progress:
        for paths in batches:
            said = wanted("", None, sender_of(paths[0]), "")
            wish = ImportWish(by=door.person(by), moment=door.now(), wanted=said, commit=True)
            outcome = import_files(opened, paths, wish, progress)
            for file in outcome.files:
                findings = [*file.findings, *(outcome.ahead.findings if file is outcome.files[-1] else ())]
                door.say(
                    f"{file.name:18} {file.rows_in:>6} rows = {file.accepted} accepted + {file.rejected} rejected + "
                    f"{file.skipped} skipped; {len(findings)} findings"
                )
                for finding in findings[:2]:
                    door.say(f"    {finding}")
    return outcome


def _of_people(workspace: Path, year: int, by: str) -> None:
    """Casualties of a year, what the public may see of them, and how far survivors came."""
    from opendisarm.desk.people.pathway import survivor_pathway

    end = f"{year}-12-31"
    for public in (False, True):
        casualties(year, folder=workspace, on=end, public=public, by_person=by)
    with door.workspace(workspace) as opened:
        found = survivor_pathway(opened, door.day(end), None, ("sex",))
    headers = ["sex", "registered", "need assessed", "referred", "assisted", "waiting", "more than 90 days"]
    rows = [[*row.key, *map(str, (*row.taken.values(), row.waiting, row.too_long))] for row in found.rows]
    door.table(f"Survivors alive on {end}, persons", headers, rows, 6)


def _reports(workspace: Path, state: str, name: str, year: int, out: Path) -> None:
    """Article 7 of both conventions, and the forms with which the next year's records come in."""
    from opendisarm.desk.people.questionnaires import write_forms
    from opendisarm.desk.reporting import write

    door.say(f"5. Reports of {name} for {year}: Mine Ban Convention, Convention on Cluster Munitions; field forms\n")
    with door.workspace(workspace) as opened:
        for kind, lang in _REPORTS:
            path = out / f"article7-{state}-{year}-{lang}.{kind}"
            write(opened, "article7", state, year, door.now(), kind, lang, path)
            door.say(f"   {path}")
        for kind, lang in _REPORTS_OF_PEOPLE:
            path = out / f"ccm7-{state}-{year}-{lang}.{kind}"
            write(opened, "ccm7", state, year, door.now(), kind, lang, path)
            door.say(f"   {path}")
    for path in write_forms(out / "forms"):
        door.say(f"   {path}")


def _world(out: Path) -> None:
    """What falls due everywhere, and the world before one convention."""
    from opendisarm.desk.duties import calendar
    from opendisarm.desk.pictures import write_map

    today = door.now().date()
    door.say("\n6. What falls due worldwide in the coming twelve months, by the facts that ship with us")
    calendar_told(calendar(None, "", today, 365, None), one_state=False)
    world = out / f"mine-ban-convention-{today}.svg"
    write_map(None, "apmbc", today, None, world, "en", 1280)
    door.say(f"   The world before the Mine Ban Convention: {world}")
