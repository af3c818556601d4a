"""docs/ledger.md says what the code does: each table and each example on it is asked of the ledger."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
import shapely

from opendisarm.core import plane
from opendisarm.core.clocks import Span
from opendisarm.core.journal import APPROVAL, WITHDRAWAL, Mark, counting
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import RELEASED, Account, Cause, Contamination, LandKind, Treaty, mask_of, treaties_of
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.bridge import BY, bridges
from opendisarm.ledgers.land.clashes import clashes
from opendisarm.ledgers.land.columns import MOVES, RANK
from opendisarm.ledgers.land.rules import ACCOUNTS, BECAUSE, CAUSES, GOES_TO
from tests.house.page import Page, Table
from tests.house.tree import ROOT, sources
from tests.ledgers.land.walk import VERBS, Walked, walk

PAGE = Page((ROOT / "docs" / "ledger.md").read_text(encoding="utf-8"))
SECTIONS = (
    "The plane", "Order", "Rules", "The fold", "Areas without a shape", "Rounding", "Two clocks",
    "Contamination and treaties", "Bridges",
)  # fmt: skip
END = date(2100, 1, 1)


def test_the_page_has_the_sections_that_the_code_refers_to() -> None:
    assert tuple(re.findall(r"^## (.+)$", PAGE.text, re.MULTILINE)) == SECTIONS
    named = {
        name
        for file in sources()
        for name in re.findall(r'docs/ledger\.md, "([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert named <= set(SECTIONS)


def test_the_accounts_are_those_of_the_code() -> None:
    assert [row[0] for row in PAGE.table("account", "what stands there").rows] == [account.value for account in Account]


@pytest.mark.parametrize("latitude", [4, 48])
def test_parts_of_a_polygon_add_up_in_the_plane_and_nowhere_else(latitude: int) -> None:
    [said] = [row for row in PAGE.table("latitude").rows if row[0] == str(latitude)]
    triangle = shapely.Polygon([(10, latitude), (10.05, latitude + 0.01), (10.02, latitude + 0.04)])
    west = shapely.box(10, latitude, 10.025, latitude + 1)
    parts = [shapely.intersection(triangle, west), shapely.difference(triangle, west)]
    missed = sum(map(plane.geodesic_m2, parts)) - plane.geodesic_m2(triangle)
    flat, cutter = plane.into_plane(np.array([triangle, west]))
    left = shapely.intersection(flat, cutter).area + shapely.difference(flat, cutter).area - flat.area
    assert said[1:] == (f"{missed:.0f} m2", f"{abs(left):.0f} m2")


def test_the_ranks_are_those_of_the_code() -> None:
    assert {row[0].strip("`"): int(row[1]) for row in PAGE.table("kind", "rank on the same day").rows} == {
        kind.value: rank for kind, rank in RANK.items()
    }


def test_the_rules_are_those_of_the_code() -> None:
    said = PAGE.table("land is")
    assert [_move(word) for word in said.head[1:]] == list(MOVES)
    coded = tuple(
        (
            state.value,
            *(
                f"{'stays' if GOES_TO[row, move] == row else ACCOUNTS[GOES_TO[row, move]].value}"
                f": {_words(CAUSES[BECAUSE[row, move]])}"
                for move in range(len(MOVES))
            ),
        )
        for row, state in enumerate(ACCOUNTS)
    )
    assert said.rows == coded


def test_outcomes_are_told_as_the_page_says() -> None:
    assert {row[0]: row[1].strip("`") for row in PAGE.table("why", "finding").rows} == {
        why: _told(why) for why in _LAST
    }


@pytest.mark.parametrize("kind", list(LandKind))
def test_a_record_without_a_shape_takes_in_the_order_of_the_page(kind: LandKind) -> None:
    """100 m2 in each account; then a record that is large enough to meet all that it may take."""
    verb = next(verb for verb, other in VERBS.items() if other is kind)
    walked = walk(f"{_LOTS}\n2002-01-01  X-1  {verb}  500 m2  of H-1")
    mine = walked.postings.by == walked.columns.ids.index("X-1")
    met = [ACCOUNTS[code].value for code in walked.postings.source[mine].tolist()]
    [said] = [row[1] for row in PAGE.table("kind", "takes from").rows if row[0] == f"`{kind.value}`"]
    assert [account for account in met if account != "unrecorded"] == said.split(", ")


def test_carried_rounding_is_that_of_the_code() -> None:
    said = PAGE.table("taken")
    third = 10 / 9
    thirds = "".join(
        f"\n2022-01-0{day}  C-{day}  clears  3x{third} at 0,{(day - 1) * third}  of S-1" for day in (1, 2, 3)
    )
    walked = walk(f"2021-01-01  S-1  confirms  3x3.333333 at 0,0{thirds}")
    mine = [walked.postings.by == walked.columns.ids.index(f"C-{day}") for day in (1, 2, 3)]
    posted = [int(walked.postings.m2[flags].sum()) for flags in mine]
    running = [10 / 3 * number for number in (1, 2, 3)]
    assert said.rows == tuple(
        (f"{10 / 3:.4f}", f"{total:.4f}", f"{total:.0f}", str(m2)) for total, m2 in zip(running, posted, strict=True)
    )


def test_what_counts_is_what_the_page_says() -> None:
    marks: list[Mark] = []
    counts = []
    for number, (what, _) in enumerate(PAGE.table("entered, one after the other").rows, 1):
        marks.append(_mark(number, what))
        counts.append(", ".join(sorted(counting(marks))) or "nothing")
    assert counts == [row[1] for row in PAGE.table("entered, one after the other").rows]


def test_the_scope_of_each_treaty_is_that_of_the_code() -> None:
    said = PAGE.table("contamination", "APMBC")
    assert said.head[1:] == tuple(treaty.value for treaty in Treaty)
    assert said.rows == tuple(
        (f"`{kind.value}`", *("yes" if treaty in treaties_of(mask_of([kind])) else "no" for treaty in Treaty))
        for kind in Contamination
    )


def test_what_the_land_holds_afterwards_is_that_of_the_code() -> None:
    said = {row[0]: row[1] for row in PAGE.table("the record", "what the land holds afterwards").rows}
    assert said == {record: _holds(before, x) for record, (before, x) in _RECORDS.items()}


def test_bridges_are_split_as_the_page_says() -> None:
    assert [row[0].strip("`") for row in PAGE.table("split by").rows] == list(BY)
    found = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0   by A
    2021-01-01  S-2  confirms  100x50 at 0,0    of S-1 by B
    2021-02-01  C-1  clears    100x60 at 0,0    of S-1 by C
    """)
    by_operator = {b.key[0]: b for b in bridges(found.columns, found.postings, Span.of_year(2021), ("operator",))}
    flows = {name: (b.opening, b.flows[Cause.RECLASSIFIED], b.flows[Cause.CLEARED]) for name, b in by_operator.items()}
    assert flows == {"A": (10_000, -5_000, -1_000), "B": (0, 5_000, -5_000), "C": (0, 0, 0)}
    assert by_operator["C"].released[Account.CLEARED] == 6_000


@pytest.mark.parametrize("number", range(PAGE.text.count("```notes")))
def test_an_example_comes_out_as_the_page_says(number: int) -> None:
    example = PAGE.examples[number]
    walked = walk(example.notes)
    for said in example.tables:
        assert sorted(said.rows) == sorted(_outcome(walked, said)), example.notes


def test_every_example_is_looked_at() -> None:
    assert len(PAGE.examples) == PAGE.text.count("```notes")
    assert all(example.tables for example in PAGE.examples)


# --- what the ledger says --------------------------------------------------------------------------------------------


def _outcome(walked: Walked, said: Table) -> tuple[tuple[str, ...], ...]:
    """The rows that a table under an example ought to have."""
    first, second = said.head[0], said.head[1]
    if first == "record":
        return tuple(
            (name, _words(cause), str(m2)) for name in walked.columns.ids for cause, m2 in walked.causes(name).items()
        )
    if first == "account":
        return tuple((account, str(m2)) for account, m2 in walked.m2().items())
    if first == "treaty":
        found = {
            treaty: balances(walked.columns, walked.postings, END, treaty=treaty)[0].m2[Account(second)]
            for treaty in Treaty
        }
        return tuple((row[0], str(found[Treaty(row[0])])) for row in said.rows)
    if first == "contamination":
        by_kind = balances(walked.columns, walked.postings, END, by=("contamination",))
        return tuple((row.key[0], str(row.m2[Account(second)])) for row in by_kind)
    return _bridge(walked, int(first.removeprefix("in ")))


def _bridge(walked: Walked, year: int) -> tuple[tuple[str, ...], ...]:
    [bridge] = bridges(walked.columns, walked.postings, Span.of_year(year))
    lines = [("opening", bridge.opening), *((_words(cause), m2) for cause, m2 in bridge.flows.items())]
    lines.append(("closing", bridge.closing))
    lines += [(f"{a.value} outside any hazardous area", bridge.outside[a]) for a in RELEASED if bridge.outside[a]]
    return tuple((line, str(m2)) for line, m2 in lines)


def _words(cause: str) -> str:
    return str(cause).replace("_", " ")


def _move(word: str) -> tuple[LandKind, Account | None]:
    """ "clears", "corrects (off the books)", "corrects to suspected"."""
    verb, _, rest = word.partition(" ")
    kind = VERBS[verb]
    if kind is not LandKind.CORRECTION:
        return kind, None
    return kind, Account.CORRECTION if rest == "(off the books)" else Account(rest.removeprefix("to "))


def _mark(number: int, what: str) -> Mark:
    """An entry of the table under "Two clocks"."""
    name = f"act-{number}"
    if what.startswith("approval of "):
        of = what.removeprefix("approval of ")
        return Mark(number, name, APPROVAL, "", "", (f"act-{number - 1}" if of == "the withdrawal" else of,), "")
    if what.startswith("withdrawal of "):
        return Mark(number, name, WITHDRAWAL, "", "", (what.removeprefix("withdrawal of "),), "")
    record, _, rest = what.partition(", ")
    supersedes = rest.removeprefix("which supersedes ") if rest.startswith("which") else ""
    return Mark(number, record, LandKind.CLEARED, "", supersedes, (), "")


_SURVEY = "2020-01-01  S-1  suspects  100x100 at 0,0  holds other_erw"
_CANCELS = f"{_SURVEY}\n2021-01-01  N-1  cancels  100x100 at 0,0"
_RECORDS = {
    "the first one there": ("", "X-1  suspects  100x100 at 0,0"),
    "a survey of the same hazardous area": (_SURVEY, "X-1  suspects  100x100 at 0,0  of S-1"),
    "a survey of another hazardous area": (_SURVEY, "X-1  suspects  100x100 at 0,0"),
    "a survey of released or corrected land": (_CANCELS, "X-1  suspects  100x100 at 0,0"),
    "a release or a correction": (_SURVEY, "X-1  clears  100x100 at 0,0"),
}
"""What was there, and the record without and with a contamination of its own."""


def _holds(before: str, record: str) -> str:
    """In the words of the page: what the land holds after a record that names another kind, or names none."""
    had = {"other_erw"} if before else set()
    told = _held(f"{before}\n2022-01-01  {record}  holds cluster_munition_remnant")
    words = {"cluster_munition_remnant": "what it says", "other_erw": "as before"}.get("+".join(told), "both")
    silent = set(_held(f"{before}\n2022-01-01  {record}"))
    assert silent == had, "No record makes land forget what it held by saying nothing."
    return f"{words}; as before, if it says nothing" if words == "what it says" and had else words


def _held(notes: str) -> list[str]:
    walked = walk(notes)
    [row] = balances(walked.columns, walked.postings, END, by=("contamination",))
    return [word for word in row.key[0].split("+") if word != "unknown"]


_LOTS = """
2001-01-01  H-1  suspects  500 m2
2001-01-02  S-2  confirms  200 m2  of H-1
2001-01-03  C-1  clears    100 m2  of H-1
2001-01-04  N-1  cancels   100 m2  of H-1
2001-01-05  T-1  reduces   100 m2  of H-1
"""

_HECTARE = """
2021-03-01  S-1  confirms  100x100 at 0,0   holds ap_mine_factory
2022-03-01  C-1  clears    100x40 at 0,0    of S-1
"""
_LAST = {
    "already released": "X-1  clears    100x10 at 0,0",
    "outside hazard": "X-1  clears    100x10 at 0,500",
    "over release": "X-1  clears    9000 m2  of S-1",
    "reopened": "X-1  confirms  100x10 at 0,0",
    "mines remain": "X-1  clears    100x10 at 0,50  holds other_erw",
    "already recorded": "X-1  suspects  100x10 at 0,50",
    "nothing to correct": "X-1  corrects  100x10 at 0,500",
}
"""What must come after a hectare of which 4 000 m2 were cleared, so that this is why."""


def _told(why: str) -> str:
    walked = walk(f"{_HECTARE}2023-03-01  {_LAST[why]}")
    assert why.replace(" ", "_") in walked.causes("X-1")
    [(_, finding)] = clashes(walked.columns, walked.postings, {"X-1": Source("field.csv", row=2)})
    return finding.code
