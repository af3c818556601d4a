"""What the person asked for, and the small file in which an office keeps "their columns -> our fields".

kind: land.cleared
date_order: dmy
columns: {ref: "Completion report no.", area_m2: "Surface (ha)"}
constants: {state: COL}
values: {contamination: {"Minefield": ap_mine_factory}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.values.dates import ORDERS
from opendisarm.importers.values.words import like

KEYS: Final = (
    "kind", "sheet", "layer", "header_row", "crs", "decimal", "date_order", "columns", "constants", "values",
)  # fmt: skip
DATE: Final = "date"
"""The field date of every kind of record, as mappings call it."""

_SECTIONS: Final = ("columns", "constants", "values")
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person at the door said about a file, beside the file itself.

    kind      record kind of rows that do not say theirs; "" when not told.
    mapping   as `load` gives it, its words all text.
    org       who sends: the operator of rows in files without an operator column.
    state     ISO 3166-1 alpha-3 of the workspace, for rows that name no state.
    """

    kind: str = ""
    mapping: Mapping[str, Any] | None = None
    org: str = ""
    state: str = ""

    def said(self, key: str) -> str:
        """What the mapping says under a key that holds one word; "" when nothing."""
        return str((self.mapping or {}).get(key, "")).strip()

    def section(self, key: str) -> Mapping[str, Any]:
        """A section of the mapping: columns, constants or values; empty when it has none."""
        found: Mapping[str, Any] = (self.mapping or {}).get(key) or {}
        return found


@cache
def synonyms() -> dict[str, list[str]]:
    """Field -> the headers by which people call it, best first.  Source  columns.yaml."""
    return _headers("columns.yaml")


@cache
def norm_synonyms() -> dict[str, list[str]]:
    """The same for records about states, duties and incidents.  Source  norms/columns.yaml."""
    return _headers("norms/columns.yaml")


@cache
def people_synonyms() -> dict[str, list[str]]:
    """The same for records about people, and what identifies them; "kind.field" adds headers for one kind.

    Source  people/columns.yaml.
    """
    return _headers("people/columns.yaml")


def _headers(name: str) -> dict[str, list[str]]:
    path = Path(__file__).parent / name
    loaded: dict[str, list[str]] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Words)
    return loaded


def load(path: Path) -> Mapping[str, Any] | Finding:
    """The mapping in a file, or the first thing that is wrong with it."""
    where = Source(path.name)
    try:
        if path.stat().st_size > _LARGEST:
            return codes.MAPPING_UNREADABLE.at(where, why="it is too large to be a mapping")
        loaded = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Words)
    except (OSError, UnicodeDecodeError) as why:
        return codes.MAPPING_UNREADABLE.at(where, why=getattr(why, "strerror", None) or "it is not UTF-8 text")
    except (yaml.YAMLError, RecursionError, ValueError) as why:
        mark = getattr(why, "problem_mark", None)
        words = getattr(why, "problem", None) or "it is not YAML"
        return codes.MAPPING_UNREADABLE.at(where, why=f"line {mark.line + 1}: {words}" if mark else words)
    if not isinstance(loaded, dict):
        return codes.MAPPING_UNREADABLE.at(where, why="it has no section named columns")
    wrong = next(problems(loaded, where, _fields_for(str(loaded.get("kind", "")))), None)
    return wrong or loaded


def _fields_for(kind: str) -> tuple[str, ...]:
    """The fields that a mapping for a kind may name; where it says no kind, those of every kind."""
    about_states = (DATE, *norm_synonyms())
    about_people = (DATE, *(name for name in people_synonyms() if "." not in name))
    if kind.startswith(("norm.", "incident.")):
        return about_states
    if kind.startswith(("accident", "person.", "education.")):
        return about_people
    return tuple(synonyms()) if kind else tuple(dict.fromkeys((*synonyms(), *about_states, *about_people)))


def save(mapping: Mapping[str, Any], path: Path) -> None:
    """Write a mapping as `load` reads it.  Errors  OSError."""
    text = yaml.safe_dump(dict(mapping), allow_unicode=True, sort_keys=False, default_flow_style=False, width=120)
    path.write_text(text, encoding="utf-8")


def problems(mapping: Mapping[str, Any], where: Source, fields: Iterable[str] = ()) -> Iterator[Finding]:
    """Everything that is wrong with a mapping before a file is at hand; each names the nearest valid word.

    fields  those that it may name; none said: those of records of the field.
    """
    fields = tuple(fields) or tuple(synonyms())
    yield from _strangers(mapping, KEYS, "a key of a mapping", where)
    for section in _SECTIONS:
        content = mapping.get(section) or {}
        if not isinstance(content, Mapping):
            yield codes.MAPPING_UNREADABLE.at(where, why=f"{section} must list fields, one a line")
            continue
        yield from _strangers(content, fields, "a field", where)
        if section == "values" and (odd := next((k for k, v in content.items() if not isinstance(v, Mapping)), None)):
            yield codes.MAPPING_UNREADABLE.at(where, why=f"values of {odd} must be pairs (their word: our word)")
        if section != "values" and (
            odd := next((k for k, v in content.items() if isinstance(v, Mapping | list)), None)
        ):
            yield codes.MAPPING_UNREADABLE.at(where, why=f"{section} of {odd} must be one word")
    yield from _one_of(mapping, "date_order", ORDERS, where)
    yield from _one_of(mapping, "decimal", (".", ","), where)
    row = str(mapping.get("header_row", "1"))
    if not row.isascii() or not row.isdigit() or not 0 < int(row[:9]) < 10_000_000:
        yield codes.MAPPING_UNREADABLE.at(where, why=f'header_row is "{row}", not the number of a row')


def _one_of(mapping: Mapping[str, Any], key: str, known: Iterable[str], where: Source) -> Iterator[Finding]:
    if key in mapping:
        yield from _strangers([str(mapping[key])], known, f"a {key}", where)


def _strangers(words: Iterable[str], known: Iterable[str], what: str, where: Source) -> Iterator[Finding]:
    known = list(known)
    for word in words:
        if word not in known:
            facts = {"word": word, "what": what, "like": like(str(word), known), "known": ", ".join(known)}
            yield codes.MAPPING_WORD.at(where, **facts)


class _Words(yaml.BaseLoader):
    """Every scalar stays the text it is ("NO" is Norway, not false); a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen if isinstance(key.value, str) else True:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
