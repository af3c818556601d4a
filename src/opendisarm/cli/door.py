"""What every command shares: the workspace option, the clock, one-line errors, progress on the error stream.

Only the doors read the wall clock and know who sits at the keyboard. The desk is imported inside the commands, so
that `opendisarm --help` answers at once.
"""

from __future__ import annotations

import getpass
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

if TYPE_CHECKING:
    from opendisarm.desk.workspace import Workspace

Folder = Annotated[
    Path,
    typer.Option("-w", "--workspace", envvar="OPENDISARM_WORKSPACE", help="The workspace's folder.", metavar="DIR"),
]
MaybeFolder = Annotated[
    Path | None,
    typer.Option(
        "-w", "--workspace", envvar="OPENDISARM_WORKSPACE", metavar="DIR",
        help="A workspace whose own records count as well (default: this folder, when it is one).",
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
On = Annotated[str, typer.Option("--on", help="Last field date that counts (default: today).", metavar="DATE")]
Known = Annotated[
    str, typer.Option("--known", help="As known at the end of this day or at this UTC moment (default: now).")
]
By = Annotated[str, typer.Option("--by-person", help="Who enters this (default: the user of this machine).")]


def now() -> datetime:
    """The moment at this door, UTC."""
    return datetime.now(UTC)


def person(given: str) -> str:
    """Who acts."""
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        stop("Nobody knows who you are on this machine.", "Say it with --by-person.", code=2)


def day(text: str) -> date:
    """A field date as typed; today when nothing is."""
    if not text:
        return now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"'{text}' is not a date.", "Write it as 2024-12-31.", code=2)


def moment(text: str) -> datetime | None:
    """A moment of knowledge as typed; None = as known now."""
    from opendisarm.core.clocks import parse_known

    if not text:
        return None
    try:
        return parse_known(text)
    except (ValueError, OverflowError) as why:
        stop(str(why), "", code=2)


def known_words(known: datetime | None) -> str:
    """The clock of knowledge, as a title says it."""
    return f"as known at {known:%Y-%m-%d %H:%M} UTC" if known else "as known now"


def words(name: str) -> str:
    """A word of a closed list, as people read it."""
    return name.replace("_", " ")


@contextmanager
def workspace(folder: Path) -> Iterator[Workspace]:
    """The open workspace; whatever the desk, the disk or the server cannot do ends as one line and exit code 1."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.workspace import opened

    try:
        opening = opened(folder)
        try:
            yield opening
        finally:
            opening.store.close()
    except DeskError as why:
        stop(why.what, why.remedy)
    except UnicodeEncodeError as why:  # the shell hands over bytes that are no text as half signs
        part = why.object[max(0, why.start - 10) : why.end]
        stop(f"A word ends in what is no text: {part!a}.", "Type it anew; this machine's encoding should be UTF-8.", 2)
    except BrokenPipeError:
        raise
    except OSError as why:
        what = f"{why.filename or 'The journal'}: {why.strerror or why}"
        stop(f"{what}.", "Check the disk, your rights and the server, then try again; nothing was entered by halves.")


@contextmanager
def maybe_workspace(folder: Path | None) -> Iterator[Workspace | None]:
    """The workspace named, or the one that this folder is, or none: what ships with us answers alone."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.desk.workspace import CONFIG

    here = Path()
    if folder is None and not (here / CONFIG).is_file():
        try:
            yield None
        except DeskError as why:
            stop(why.what, why.remedy)
        return
    with workspace(folder or here) as opened:
        yield opened


def stop(what: str, remedy: str, code: int = 1) -> NoReturn:
    """One line on the error stream, and the end."""
    print(_harmless(f"opendisarm: {what} {remedy}".rstrip()), file=sys.stderr)
    raise typer.Exit(code)


def show_json(value: Any) -> None:
    """JSON on standard output, readable and in the writer's own script."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def say(text: str = "") -> None:
    """A line for people on standard output, at once: whoever reads along may act on it."""
    print(_harmless(text), flush=True)


_TERMINAL_COMMANDS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _harmless(text: str) -> str:
    """Text from files and names that cannot colour, move or turn round what a terminal shows."""
    return text if text.isascii() and text.isprintable() else _TERMINAL_COMMANDS.sub("\ufffd", text)


def m2(value: int) -> str:
    """Whole m2 in groups of three, a thin space between."""
    return f"{value:,}".replace(",", "\u2009")


def table(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]], right: int) -> None:
    """A table on standard output; the last `right` columns are numbers."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD)
    for number, header in enumerate(headers):
        shown.add_column(header, justify="right" if number >= len(headers) - right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(_harmless(cell)) for cell in row))  # a cell may look like markup: [/b]
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    console.print(f"\n{_harmless(title)}", style="bold", markup=False)
    console.print(shown)


@contextmanager
def progress(quiet: bool = False) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on the error stream for work that takes a while; silent where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield told
