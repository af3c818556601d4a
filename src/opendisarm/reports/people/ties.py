"""The self-checks of tables about people.  Numbers follow the list of self-checks in docs/people-tables.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from opendisarm.ledgers.people.accounts import CASUALTIES
from opendisarm.reports.checking import at_most, column_summed, same, summed
from opendisarm.reports.failures import Failure
from opendisarm.reports.figures import Role, Unit
from opendisarm.reports.people.harmed import OUTCOME_COLUMNS
from opendisarm.reports.people.sadd import COLUMN_LABELS
from opendisarm.reports.people.tables import Layout
from opendisarm.reports.report import Report

_SUBMUNITION: Final = "cluster_submunition"


def outcomes(report: Report, layout: Layout) -> Iterator[Failure]:
    """7. Killed + injured + unknown outcome = casualties; those with a disability, or of whom it is unknown, are among
    them."""
    check = "7 outcomes"
    for key in layout.by_outcome:
        for row in report.table(key).rows:
            at = f"{key}/{row.key}"
            yield from summed(report, check, [f"{at}/{account.value}" for account in CASUALTIES], f"{at}/casualties")
            for part in ("with_disability", "disability_unknown"):
                yield from at_most(report, check, f"{at}/{part}", f"{at}/casualties")


def rows(report: Report, layout: Layout) -> Iterator[Failure]:
    """7. The rows of a table sum to its total."""
    for key in sorted(layout.ids):
        table = report.table(key)
        total = next((row for row in table.rows if row.role is Role.TOTAL), None)
        if total is None:
            continue
        parts = [row for row in table.rows if row.role is not Role.TOTAL]
        for column in table.columns:
            if column.unit is not Unit.TERMS:
                yield from column_summed(report, "7 rows", table, parts, total, column.key)


def splits(report: Report, layout: Layout) -> Iterator[Failure]:
    """7. Casualties are as many by status, by device and by province as by sex and age; those of submunitions are the
    row of that device."""
    for column in OUTCOME_COLUMNS:
        whole = f"{layout.casualties}/total/{column.key}"
        for key in (layout.by_status, layout.by_device, layout.by_province):
            yield from same(report, "7 splits", f"{key}/total/{column.key}", whole)
        if layout.submunitions:
            of_device = f"{layout.by_device}/{_SUBMUNITION}/{column.key}"
            yield from same(report, "7 splits", f"{layout.submunitions}/total/{column.key}", of_device)


def steps(report: Report, layout: Layout) -> Iterator[Failure]:
    """7. Nobody is assessed, referred, assisted or waiting who is not registered; who waits too long, waits."""
    key, check = layout.pathway, "7 steps"
    parts = ("need_assessed", "referred", "assisted", "waiting", "with_disability", "disability_unknown")
    for row in report.table(key).rows:
        for part in parts:
            yield from at_most(report, check, f"{key}/{row.key}/{part}", f"{key}/{row.key}/registered")
        yield from at_most(report, check, f"{key}/{row.key}/waiting_too_long", f"{key}/{row.key}/waiting")


def beneficiaries(report: Report, layout: Layout) -> Iterator[Failure]:
    """7. Women, men, girls, boys and those of unknown sex or age sum to the persons reached, directly and indirectly
    apart, and to the persons served."""
    for key, totals in ((layout.education, ("direct", "indirect")), (layout.services, ("persons",))):
        table = report.table(key)
        there = {column.key for column in table.columns}
        for row in table.rows:
            for total in totals:
                prefix = "" if total == "persons" else f"{total}_"
                parts = [f"{key}/{row.key}/{prefix}{name}" for name in COLUMN_LABELS if f"{prefix}{name}" in there]
                yield from summed(report, "7 beneficiaries", parts, f"{key}/{row.key}/{total}")
            if totals == ("persons",):
                yield from at_most(report, "7 beneficiaries", f"{key}/{row.key}/persons", f"{key}/{row.key}/services")


CHECKS: Final[tuple[Callable[[Report, Layout], Iterator[Failure]], ...]] = (
    outcomes, rows, splits, steps, beneficiaries,
)  # fmt: skip


def people_failures(report: Report, layout: Layout) -> list[Failure]:
    """Every check about people that fails."""
    return [each for check in CHECKS for each in check(report, layout)]
