"""What is measured.  Each work prepares what it needs, does the thing once, and says how many seconds that took.

A work runs alone in its process (alone.py), so that its peak memory is its own. Works of one size share a folder: what
`polygons` and `append` leave there, others read.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from bench import people, site
from opendisarm.core.records import AdminUnit, LandRecord, Record
from opendisarm.sample import records

Work = Callable[[int, Path], float]

SEED: Final = 1
MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
LAST_DAY: Final = "2025-12-31"
_STARTS: Final = 7
_LARGEST_SAMPLE: Final = 1_000_000
_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
_LAND_COLUMNS: Final = (
    "kind", "ref", "hazard", "date", *_PLACE, "contamination", "area_m2", "operator", "method", "depth_cm", "reason",
    "to",
)  # fmt: skip
_ADMIN_COLUMNS: Final = ("kind", "date", "state", "code", "name", "level", "parent")


def seconds_of(task: Callable[[], object]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start


def land_records(size: int, faults: float = 0.0) -> Iterator[LandRecord]:
    """The first land records of the country, hazard by hazard.  Most  about 800 000."""
    largest = min(_LARGEST_SAMPLE, 2 * size + 100)
    land = (record for record in records(largest, SEED, faults) if isinstance(record, LandRecord))
    return islice(land, size)


# --- the command line ------------------------------------------------------------------------------------------------


def started(*arguments: str) -> float:
    """Median of a few process starts, from start to end.  Unit  s."""
    command = [sys.executable, *arguments]
    return median(
        seconds_of(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)) for _ in range(_STARTS)
    )


def help_(_size: int, _folder: Path) -> float:
    return started("-c", "from opendisarm.cli import main; main()", "--help")


def balance(size: int, folder: Path) -> float:
    """The command on a ledger that is kept already, less the same command on an empty workspace."""
    from opendisarm.desk.workspace import create

    ledger(size, folder)
    empty = folder / f"empty-{size}"
    shutil.rmtree(empty, ignore_errors=True)
    create(empty, "Bench", "XSA").store.close()

    def asked(place: Path) -> float:
        command = ("balance", "land", "-w", str(place), "--on", LAST_DAY, "--by", "province", "--json")
        return started("-c", "from opendisarm.cli import main; main()", *command)

    asked(empty)
    return asked(journal_folder(size, folder)) - asked(empty)


# --- import ----------------------------------------------------------------------------------------------------------


def polygons(size: int, folder: Path) -> float:
    """Preparation: land records with a shape, one in 70 with a planted fault, in one GeoPackage; the units in another.

    Gives  the seconds of writing, which nobody asks for.
    """
    from opendisarm.sample.files import cells_of
    from opendisarm.sample.sheets import LayerSheet

    def written(path: Path, columns: tuple[str, ...], features: Iterator[Any]) -> None:
        with LayerSheet(path, columns, frozenset({"area_m2", "depth_cm", "level"})) as layer:
            for feature in features:
                layer.write(*cells_of(feature))

    largest = min(_LARGEST_SAMPLE, 2 * size + 100)
    with_shape = (r for r in records(largest, SEED) if isinstance(r, LandRecord) and r.shape)
    units = (unit for unit in records(100, SEED) if isinstance(unit, AdminUnit))

    def both() -> None:
        written(folder / f"polygons-{size}.gpkg", _LAND_COLUMNS, islice(with_shape, size))
        written(folder / "units.gpkg", _ADMIN_COLUMNS, units)

    return seconds_of(both)


def import_dry(size: int, folder: Path) -> float:
    return _import(size, folder, commit=False)


def import_commit(size: int, folder: Path) -> float:
    return _import(size, folder, commit=True)


def _import(size: int, folder: Path, *, commit: bool) -> float:
    """Polygons into a workspace that knows the administrative units: all checks, entries, ledger."""
    from opendisarm.desk.importing import ImportWish, import_files
    from opendisarm.desk.workspace import create

    place = folder / f"import-{size}"
    shutil.rmtree(place, ignore_errors=True)
    workspace = create(place, "Bench", "XSA")

    def read(name: str, store: bool) -> None:
        wish = ImportWish(by="bench", moment=MOMENT, commit=store)
        outcome = import_files(workspace, [folder / name], wish, lambda *_: None)
        assert outcome.new_entries, "nothing was read"

    read("units.gpkg", True)
    return seconds_of(lambda: read(f"polygons-{size}.gpkg", commit))


# --- journal ---------------------------------------------------------------------------------------------------------


def journal_folder(size: int, folder: Path) -> Path:
    return folder / f"journal-{size}"


def append(size: int, folder: Path) -> float:
    """Land records as proposals into an empty journal, with their approval, in one transaction."""
    from opendisarm.core.journal import APPROVAL, Proposal
    from opendisarm.core.rows import Row
    from opendisarm.core.sources import Source
    from opendisarm.desk.entering import entered, known
    from opendisarm.desk.workspace import create

    def row(number: int, record: Record) -> Row:
        return Row(Source("bench.gpkg", "0" * 64, "polygons", number), (record,))

    place = journal_folder(size, folder)
    shutil.rmtree(place, ignore_errors=True)
    store = create(place, "Bench", "XSA").store
    rows = [row(number, record) for number, record in enumerate(land_records(size), 1)]
    proposals = entered(rows, known(store, rows, ""), "").proposals
    proposals.append(Proposal(kind=APPROVAL, payload={"batch": "B-1", "reason": "bench"}))
    return seconds_of(lambda: store.append(proposals, batch="B-1", by="bench", moment=MOMENT))


def load(size: int, folder: Path) -> float:
    from opendisarm.desk.workspace import opened

    store = opened(journal_folder(size, folder)).store
    return seconds_of(lambda: sum(1 for _ in store.load()))


def verify_chain(size: int, folder: Path) -> float:
    from opendisarm.core.journal import breaks
    from opendisarm.desk.workspace import opened

    store = opened(journal_folder(size, folder)).store

    def verified() -> None:
        assert not breaks(store.load(), store.head())

    return seconds_of(verified)


# --- ledger and report -----------------------------------------------------------------------------------------------


def fold_records(size: int, _folder: Path) -> float:
    """From records in memory to postings: the ledger alone, without the journal."""
    from opendisarm.ledgers.land.columns import columns_of
    from opendisarm.ledgers.land.ledger import fold

    counted = [(f"E-{number:020x}", record) for number, record in enumerate(land_records(size))]
    return seconds_of(lambda: fold(columns_of(counted)))


def ledger(size: int, folder: Path) -> float:
    """From the journal in the database to postings that are kept."""
    from opendisarm.desk.land import folded_anew
    from opendisarm.desk.workspace import opened

    workspace = opened(journal_folder(size, folder))
    return seconds_of(lambda: folded_anew(workspace, workspace.store.head()))


def report(size: int, folder: Path) -> float:
    """Article 7 as JSON and as a page, on a ledger that is kept already."""
    from opendisarm.desk.reporting import write
    from opendisarm.desk.workspace import opened

    ledger(size, folder)
    workspace = opened(journal_folder(size, folder))
    year = date.fromisoformat(LAST_DAY).year

    def written() -> None:
        for kind in ("json", "html"):
            write(workspace, "article7", "XSA", year, MOMENT, kind, "en", folder / f"article7.{kind}")

    return seconds_of(written)


# --- norms and duties ------------------------------------------------------------------------------------------------


def all_duties(size: int, _folder: Path) -> float:
    """Every duty of so many states on one day, from the tables that ship."""
    from opendisarm.desk.norms import known
    from opendisarm.law.duties import all_duties as duties_of
    from opendisarm.world.states import states

    everybody = [state.iso3 for state in states()]

    def answered() -> None:
        facts = known(None, None).complete
        answers = [duties_of(everybody[number % len(everybody)], facts, MOMENT.date()) for number in range(size)]
        assert all(answers)

    return seconds_of(answered)


def one_state(_size: int, _folder: Path) -> float:
    """`duties` for one state, start to end, less the start of the command."""
    program = ("-c", "from opendisarm.cli import main; main()")
    return started(*program, "duties", "AFG", "--json") - started(*program, "--help")


WORKS: Final[dict[str, Work]] = {
    "help": help_,
    "polygons": polygons,
    "import dry": import_dry,
    "import commit": import_commit,
    "append": append,
    "load": load,
    "verify": verify_chain,
    "fold": fold_records,
    "ledger": ledger,
    "balance": balance,
    "report": report,
    "duties": all_duties,
    "one state": one_state,
    **people.WORKS,
    **site.WORKS,
}
