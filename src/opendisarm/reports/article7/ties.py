"""The self-checks of a report: its tables must agree with each other, and every figure with its records.

Numbers follow the list of self-checks in docs/article7.md; those about people are in `reports.people.ties`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from opendisarm.core.vocabulary import Cause
from opendisarm.ledgers.land.bridge import FLOWS
from opendisarm.reports.article7.facts import Facts
from opendisarm.reports.article7.forms import FORMS, PEOPLE
from opendisarm.reports.checking import amount_at, column_summed, records, same, summed, unknown
from opendisarm.reports.declared import contradicting
from opendisarm.reports.failures import DoesNotTie, Failure, failure
from opendisarm.reports.figures import Number, Role, Unit, addressed
from opendisarm.reports.people.ties import people_failures
from opendisarm.reports.report import Report

METHODS: Final = ("cancelled", "reduced", "cleared")
_FOUND: Final = (Cause.NEWLY_FOUND.value, Cause.BOUNDARY_GROWTH.value, Cause.REOPENED.value)


def methods(report: Report) -> Iterator[Failure]:
    """1. Cancelled + reduced + cleared = released, and Form F2 = Table 2."""
    for key in ("F2", "T2"):
        table = report.table(key)
        for row in table.rows:
            yield from summed(
                report, "1 methods", [f"{key}/{row.key}/{name}" for name in METHODS], f"{key}/{row.key}/total"
            )
    for row in report.table("F2").rows:
        for name in (*METHODS, "total", "records"):
            yield from same(report, "1 methods", f"F2/{row.key}/{name}", f"T2/{row.key}/{name}")


def bridge(report: Report) -> Iterator[Failure]:
    """2. Closing = opening + flows, per province and in total, as in T1; flows as in F2 and T3."""
    check = "2 bridge"
    for row in report.table("T4").rows:
        parts = [f"T4/{row.key}/{name}" for name in ("opening", *(cause.value for cause in FLOWS))]
        yield from summed(report, check, parts, f"T4/{row.key}/closing")
        yield from same(report, check, f"T4/{row.key}/closing", f"T1/{row.key}/total_m2")
        for name in _FOUND:
            yield from same(report, check, f"T4/{row.key}/{name}", f"T3/{row.key}/{name}")
        yield from summed(report, check, [f"T3/{row.key}/{name}" for name in _FOUND], f"T3/{row.key}/total")
        inside = amount_at(report, f"F2/{row.key}/total", f"F2/{row.key}/outside", sign=-1)
        flows = amount_at(report, *(f"T4/{row.key}/{name}" for name in METHODS))
        if inside is not None and flows is not None and inside + flows:
            addresses = [f"F2/{row.key}/total", f"F2/{row.key}/outside", *(f"T4/{row.key}/{name}" for name in METHODS)]
            what = f"{inside:,} m2 were released within recorded areas, but the bridge lowers them by {-flows:,} m2."
            yield failure(report, check, what, addresses)


def provinces(report: Report) -> Iterator[Failure]:
    """3. The provinces sum to the state, and the districts of a province to the province."""
    for table in report.tables:
        total = next((row for row in table.rows if row.role is Role.TOTAL), None)
        if total is None or table.id == "G2" or table.id in PEOPLE.ids:
            continue
        for column in table.columns:
            parts = [row for row in table.rows if row.role in (Role.PART, Role.SHARED)]
            if column.unit is not Unit.TERMS:
                yield from column_summed(report, "3 provinces", table, parts, total, column.key)
            if column.unit is not Unit.M2:
                continue
            for part in parts:
                details = [row for row in table.rows if row.under == part.key]
                if details:
                    yield from column_summed(report, "3 provinces", table, details, part, column.key)


def known_and_suspected(report: Report) -> Iterator[Failure]:
    """4. Known + suspected = total, by number and by m2; Form C1 is the known side, Form C2 the suspected one."""
    check = "4 known and suspected"
    for row in report.table("T1").rows:
        for unit, column in (("n", "areas"), ("m2", "m2")):
            yield from summed(report, check, [f"T1/{row.key}/{side}_{unit}" for side in ("known", "suspected")],
                            f"T1/{row.key}/total_{unit}")  # fmt: skip
            for form, side in (("C1", "known"), ("C2", "suspected")):
                yield from same(report, check, f"{form}/{row.key}/{column}", f"T1/{row.key}/{side}_{unit}")


def devices(report: Report) -> Iterator[Failure]:
    """5. The lines of Form G2 sum to its total, by type and by province, and Form F2 counts the same mines."""
    check = "5 devices"
    table = report.table("G2")
    total = next(row for row in table.rows if row.role is Role.TOTAL)
    types = [row for row in table.rows if row.role is Role.PART]
    for column in ("period", "since"):
        yield from column_summed(report, check, table, types, total, column)
        for row in types:
            yield from column_summed(
                report, check, table, [part for part in table.rows if part.under == row.key], row, column
            )
    for row in report.table("F2").rows:
        if row.role is Role.TOTAL:
            yield from same(report, check, "F2/total/ap_mines", "G2/total/period")
        elif row.role is Role.PART:
            here = [
                part.key for part in table.rows if part.role is Role.DETAIL and part.key == f"{part.under}/{row.key}"
            ]
            yield from summed(report, check, [f"G2/{key}/period" for key in here], f"F2/{row.key}/ap_mines")


def continues(report: Report) -> Iterator[Failure]:
    """8. The closing of last year is the opening of this year."""
    for row in report.before.rows if report.before else ():
        yield from same(report, "8 last year", f"before/{row.key}/closing", f"T4/{row.key}/opening")


def polygons(report: Report) -> Iterator[Failure]:
    """9. Every m2 comes from a polygon or is marked as reported."""
    check = "9 polygons"
    for address, _, column, cell in addressed(report.tables):
        if column.unit is not Unit.M2 or not isinstance(cell, Number):
            continue
        reported = cell.because.reported()
        if column.key == "reported_m2" and cell.value != reported:
            yield failure(
                report, check, f"{cell.value:,} m2 are given as reported only; the records say {reported:,}.", [address]
            )
        if column.key != "reported_m2" and cell.reported != reported:
            what = f"{reported:,} m2 of it have no polygon, but {cell.reported:,} m2 are marked as reported."
            yield failure(report, check, what, [address])


CHECKS: Final[tuple[Callable[[Report], Iterator[Failure]], ...]] = (
    methods, bridge, provinces, known_and_suspected, devices, continues, polygons, unknown, records,
)  # fmt: skip


def failures(report: Report, facts: Facts | None = None) -> list[Failure]:
    """Every check that fails; with the facts, also the declarations that contradict a figure."""
    found = [each for check in CHECKS for each in check(report)]
    found += people_failures(report, PEOPLE)
    return [*found, *(contradicting(report, facts.declarations, FORMS) if facts else ())]


def tied(report: Report, facts: Facts | None = None) -> Report:
    """The report itself.  Errors  DoesNotTie naming every check that fails, with cells and records."""
    if found := failures(report, facts):
        raise DoesNotTie(found)
    return report
