"""Which header means which of our fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import Wanted, problems, synonyms
from opendisarm.importers.values.numbers import unit_named
from opendisarm.importers.values.words import fold, like

_CUT_AT: Final = 10
"""Shapefiles cut names after ten letters."""

_BRACKETS: Final = re.compile(r"[(\[{].*?[)\]}]")


class Match(NamedTuple):
    """A field, and how far down its list of names the header stands (0: our own name)."""

    field: str
    rank: int


def match_of(header: str) -> Match | None:
    """The field that a header means: as written, without its unit or brackets, or its last part ("group/field")."""
    if not header:
        return None
    known = _known()
    bare = _BRACKETS.sub(" ", header)
    for spelling in (header, bare, header.rsplit("/", maxsplit=1)[-1], bare.rsplit(":", maxsplit=1)[0]):
        word = fold(spelling)
        if found := known.get(word.replace(" ", "")):
            return found
        if unit := unit_named(spelling):
            shorter = fold(re.sub(r"[\s_]*\S+$", "", spelling.strip())) or word
            for cut in (shorter, word.removesuffix(fold(unit)).strip()):
                if (found := known.get(cut.replace(" ", ""))) and found.field in {"area_m2", "depth_cm"}:
                    return found
    if len(header) == _CUT_AT:
        cut = fold(header).replace(" ", "")
        begun = {found.field: found for word, found in known.items() if len(word) > len(cut) and word.startswith(cut)}
        if len(begun) == 1:
            return next(iter(begun.values()))
    return None


def assigned(
    headers: Sequence[str], wanted: Wanted, where: Source, without: Iterable[str] = ()
) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """Field -> column (0-based): as the mapping says, the rest by known names; and what is doubtful or wrong.

    without   fields that no column may become.
    """
    wrong = tuple(problems(wanted.mapping or {}, where))
    if wrong:
        return {}, wrong
    columns = {field: str(header or "").strip() for field, header in wanted.section("columns").items()}
    used: dict[str, int] = {}
    findings: list[Finding] = []
    for field, header in columns.items():
        if header:
            index = _index_of(header, headers)
            if index is None:
                facts = {"field": field, "header": header, "headers": _shown(headers)}
                findings.append(codes.COLUMN_ABSENT.at(where, like=like(header, [h for h in headers if h]), **facts))
            else:
                used[field] = index
    taken = set(used.values())
    by_field: dict[str, list[tuple[int, int]]] = {}
    for index, header in enumerate(headers):
        match = match_of(header)
        if match and index not in taken and match.field not in columns and match.field not in without:
            by_field.setdefault(match.field, []).append((match.rank, index))
    for field, candidates in by_field.items():
        (rank, index), *others = sorted(candidates)
        used[field] = index
        for other_rank, other in others:
            if rank > 0 or other_rank == 0:
                facts = {"used": headers[index], "other": headers[other], "field": field}
                findings.append(codes.COLUMN_TWICE.at(where.at(headers[other]), **facts))
    return used, tuple(findings)


def _index_of(header: str, headers: Sequence[str]) -> int | None:
    if header in headers:
        return headers.index(header)
    word = fold(header)
    return next((index for index, other in enumerate(headers) if word and fold(other) == word), None)


def _shown(headers: Sequence[str]) -> str:
    named = [header for header in headers if header]
    return ", ".join(named[:40]) + (" ..." if len(named) > 40 else "")


@cache
def _known() -> dict[str, Match]:
    known: dict[str, Match] = {}
    for field, words in synonyms().items():
        for rank, word in enumerate(words):
            known.setdefault(fold(word).replace(" ", ""), Match(field, rank))
    return known
