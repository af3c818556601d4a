"""Works on people: so many persons harmed with their assistance, and four times as many sessions.

Those of one size share a folder: what `people enter` leaves there, others read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count, groupby
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.sample.people.stream import Sent, people

if TYPE_CHECKING:
    from opendisarm.desk.workspace import Workspace

Work = Callable[[int, Path], float]
Asked = Callable[["Workspace", Path], object]

SEED: Final = 1
STATE: Final = "XSA"
MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
REPORTED: Final = datetime(2026, 1, 2, tzinfo=UTC)
LAST_DAY: Final = date(2024, 12, 31)
SESSIONS_A_PERSON: Final = 4


def people_folder(size: int, folder: Path) -> Path:
    return folder / f"people-{size}"


def enter(size: int, folder: Path) -> float:
    """From checked rows to the journal: references, the vault, what is new, the entries with their approval."""
    from opendisarm.desk.workspace import create

    place = people_folder(size, folder)
    shutil.rmtree(place, ignore_errors=True)
    _keys(folder)
    workspace = create(place, "Bench", STATE)
    batches = _batches(size)

    def every_batch() -> None:
        for org, rows in batches:
            _entered(workspace, org, rows)

    return seconds_of(every_batch)


def fold(size: int, folder: Path) -> float:
    """From the journal in the database to postings that are kept."""
    from opendisarm.desk.people.ledger import people_anew

    workspace = _opened(size, folder)
    return seconds_of(lambda: people_anew(workspace, workspace.store.head()))


def cold(asked: Asked) -> Work:
    """The work of answering from the journal alone."""

    def work(size: int, folder: Path) -> float:
        workspace = _opened(size, folder)
        shutil.rmtree(workspace.folder / "cache", ignore_errors=True)
        return seconds_of(lambda: asked(workspace, folder))

    return work


def kept(asked: Asked) -> Work:
    """The work of answering from a ledger that is kept already."""

    def work(size: int, folder: Path) -> float:
        from opendisarm.desk.people.ledger import people_ledger

        workspace = _opened(size, folder)
        people_ledger(workspace)
        return seconds_of(lambda: asked(workspace, folder))

    return work


# --- what is asked ---------------------------------------------------------------------------------------------------


def balance(workspace: Workspace, _folder: Path) -> object:
    from opendisarm.desk.people.balance import people_balance

    return people_balance(workspace, LAST_DAY, None, ("sex", "age")).as_json()


def casualties(workspace: Workspace, _folder: Path) -> object:
    from opendisarm.desk.people.casualties import casualty_table

    return casualty_table(workspace, STATE, LAST_DAY.year, LAST_DAY, None).as_json()


def public(workspace: Workspace, _folder: Path) -> object:
    """The first edition: nothing was ever shown before, and nothing is put on record."""
    from opendisarm.desk.people.publishing import public_casualties

    return public_casualties(workspace, STATE, LAST_DAY.year, LAST_DAY, None).as_json()


def pathway(workspace: Workspace, _folder: Path) -> object:
    from opendisarm.desk.people.pathway import survivor_pathway

    return survivor_pathway(workspace, LAST_DAY, None, ("sex",)).as_json()


def article7(workspace: Workspace, folder: Path) -> None:
    from opendisarm.desk.reporting import write

    write(workspace, "article7", STATE, LAST_DAY.year, REPORTED, "json", "en", folder / "article7-people.json")


def ccm7(workspace: Workspace, folder: Path) -> None:
    from opendisarm.desk.reporting import write

    write(workspace, "ccm7", STATE, LAST_DAY.year, REPORTED, "json", "en", folder / "ccm7.json")


def seconds_of(task: Callable[[], object]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start


def _keys(folder: Path) -> None:
    """The keys of the vaults go where the journals are, and are gone with them."""
    os.environ["OPENDISARM_KEYS"] = str(folder / "keys")


def _opened(size: int, folder: Path) -> Workspace:
    from opendisarm.desk.workspace import opened

    _keys(folder)
    return opened(people_folder(size, folder))


def _batches(size: int) -> list[tuple[str, list[Row]]]:
    """Rows as readers and checks leave them, by the organisation that sends them."""
    sent = sorted(people(size, SESSIONS_A_PERSON * size, SEED, faults=0), key=lambda one: one.org)
    return [(org, list(map(_row, count(1), of_one))) for org, of_one in groupby(sent, key=lambda one: one.org)]


def _row(number: int, sent: Sent) -> Row:
    whom = (sent.identity,) if sent.identity else ()
    return Row(Source("bench.csv", "0" * 64, "", number), (sent.record,), identities=whom)


def _entered(workspace: Workspace, org: str, rows: list[Row]) -> None:
    """As an import enters a file once it is read and checked."""
    from opendisarm.core.journal import APPROVAL, Proposal
    from opendisarm.desk.entering import entered, known
    from opendisarm.desk.people.registering import registered
    from opendisarm.desk.people.vault import vault_of

    vault = vault_of(workspace)
    persons = registered(vault, rows, org, commit=True)
    vault.seal(persons.parts, "bench", MOMENT)
    batch = f"B-{org}"
    proposals = entered(persons.rows, known(workspace.store, persons.rows, org), org).proposals
    proposals.append(Proposal(kind=APPROVAL, payload={"batch": batch, "reason": "bench"}))
    workspace.store.append(proposals, batch=batch, by="bench", moment=MOMENT)


ASKED: Final[dict[str, Asked]] = {
    "balance": balance,
    "casualties": casualties,
    "public": public,
    "pathway": pathway,
    "article7": article7,
    "ccm7": ccm7,
}

WORKS: Final[dict[str, Work]] = {
    "people enter": enter,
    "people fold": fold,
    **{f"people {name}": kept(asked) for name, asked in ASKED.items()},
    **{f"people {name} cold": cold(asked) for name, asked in ASKED.items()},
}
