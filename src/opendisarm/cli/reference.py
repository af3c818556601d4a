"""The reference page, made from the code: commands, record kinds, finding codes.

`./run golden` writes it to docs/reference.md; a test says when it is stale.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from typer import Typer
from typer.main import get_command

from opendisarm.core.catalogue import CODES
from opendisarm.core.records import Record
from opendisarm.core.vocabulary import LandKind

HEAD = """\
# Reference

Made from the code by `./run golden`; do not edit.
"""


def reference(app: Typer) -> str:
    """The whole page, Markdown."""
    parts = (HEAD, *_commands(app), *_records(), *_codes())
    return "\n".join(parts) + "\n"


def commands(app: Typer) -> dict[str, Any]:
    """Every command by its full name: "import", "report article7"."""
    return dict(_walk(get_command(app), ""))


def _walk(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walk(command, f"{prefix}{word} ")
        elif not command.hidden:
            yield f"{prefix}{word}", command


def _commands(app: Typer) -> Iterator[str]:
    yield "## Commands\n"
    told = commands(app)
    yield _table(("command", "what it does"), ((f"`{word}`", _first_line(told[word].help)) for word in told))
    for word, command in told.items():
        yield f"### opendisarm {word}\n"
        yield _plain(command.help) + "\n"
        context = command.make_context(word, [], resilient_parsing=True)
        records = [record for parameter in command.params if (record := parameter.get_help_record(context))]
        if records:
            yield _table(("argument or option", "meaning"), ((f"`{names.strip()}`", text) for names, text in records))


def _records() -> Iterator[str]:
    yield "## Record kinds\n"
    for record in get_args(Record):
        yield f"### {record.__name__}\n"
        yield ", ".join(f"`{kind}`" for kind in _kinds(record)) + "\n"
        yield f"```text\n{_plain(record.__doc__)}\n```\n"
        yield _table(("field", "type", "when left out"), map(_field, dataclasses.fields(record)))


def _kinds(record: Any) -> tuple[str, ...]:
    """A class tells its one kind as a default; land records have several, and one must be given."""
    [kind] = [field.default for field in dataclasses.fields(record) if field.name == "kind"]
    return tuple(LandKind) if kind is dataclasses.MISSING else (kind,)


def _field(field: dataclasses.Field[Any]) -> tuple[str, str, str]:
    needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    empty = field.default in ("", None, (), frozenset()) or dataclasses.is_dataclass(field.default)
    default = "must be given" if needed else "empty" if empty else f"`{field.default}`"
    return f"`{field.name}`", f"`{field.type}`", default


def _codes() -> Iterator[str]:
    yield "## Finding codes\n"
    yield "An error rejects the row; a warning accepts it, and somebody must look; an info is for the record.\n"
    rows = ((f"`{code.name}`", code.severity.value, code.what, code.remedy, code.rule) for code in CODES.values())
    yield _table(("code", "severity", "what", "what to do", "origin"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def _first_line(doc: str | None) -> str:
    return _plain(doc).partition("\n\n")[0].replace("\n", " ")


def _plain(doc: str | None) -> str:
    return inspect.cleandoc(doc or "")
