"""How tables are checked: sums and sameness by address, and the checks that hold for every report.

A check speaks only about cells that hold a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from opendisarm.reports.failures import Failure, failure
from opendisarm.reports.figures import Number, Role, Row, Table, Unit, Unknown, addressed
from opendisarm.reports.report import Report

_SUMS_OF_RECORDS: Final = (Unit.M2, Unit.ITEMS, Unit.PERSONS, Unit.SERVICES, Unit.SESSIONS)


def unknown(report: Report) -> Iterator[Failure]:
    """10. No value where the answer is unknown: a sum of parts is not known while one of them is not."""
    for table in report.tables:
        parts = [row for row in table.rows if row.role is not Role.TOTAL]
        for column in table.columns:
            missing = [row for row in parts if isinstance(table.cells[row.key, column.key], Unknown)]
            summed = next((row for row in table.rows if row.role is Role.TOTAL), None)
            if missing and summed and isinstance(table.cells[summed.key, column.key], Number):
                addresses = [table.address(row.key, column.key) for row in (*missing, summed)]
                yield failure(
                    report, "10 unknown", "The total is a number although a part of it is unknown.", addresses
                )


def records(report: Report) -> Iterator[Failure]:
    """Every figure in m2, items, persons, services or sessions is the sum of what its records say."""
    for address, _, column, cell in addressed(report.every_table):
        if column.unit not in _SUMS_OF_RECORDS or not isinstance(cell, Number):
            continue
        if column.key == "reported_m2" or address.split("/")[1] == "shared":
            continue
        if (behind := cell.because.total()) != cell.value:
            yield failure(report, "records", f"Its records sum to {behind:,}, not {cell.value:,}.", [address])


def number_at(report: Report, address: str) -> int | None:
    """The figure at an address; None where there is no such cell, or no figure in it."""
    try:
        cell = report.cell(address)
    except KeyError:
        return None
    return cell.value if isinstance(cell, Number) else None


def amount_at(report: Report, *addresses: str, sign: int = 1) -> int | None:
    """The first plus (or less) the others; None when one of them is no figure."""
    numbers = [number_at(report, address) for address in addresses]
    if any(number is None for number in numbers):
        return None
    first, *rest = [number or 0 for number in numbers]
    return first + sign * sum(rest)


def same(report: Report, check: str, one: str, other: str) -> Iterator[Failure]:
    """Two addresses show one figure."""
    a, b = number_at(report, one), number_at(report, other)
    if a is not None and b is not None and a != b:
        yield failure(
            report, check, f"{one} and {other} are the same figure, but differ by {abs(a - b):,}.", [one, other]
        )


def at_most(report: Report, check: str, part: str, whole: str) -> Iterator[Failure]:
    """A part is not above what it is a part of."""
    a, b = number_at(report, part), number_at(report, whole)
    if a is not None and b is not None and a > b:
        yield failure(report, check, f"{part} is a part of {whole}, but is {a - b:,} above it.", [part, whole])


def summed(report: Report, check: str, parts: Sequence[str], total: str) -> Iterator[Failure]:
    """Parts sum to a total."""
    numbers, stated = [number_at(report, part) for part in parts], number_at(report, total)
    if stated is None or any(number is None for number in numbers):
        return
    in_all = sum(number or 0 for number in numbers)
    if in_all != stated:
        wanted = [part for part, number in zip(parts, numbers, strict=True) if number]
        yield failure(report, check, f"The parts sum to {in_all:,}, but {total} says {stated:,}.", [*wanted, total])


def column_summed(
    report: Report, check: str, table: Table, parts: Sequence[Row], total: Row, column: str
) -> Iterator[Failure]:
    """Rows sum to another row in a column."""
    addresses = [table.address(row.key, column) for row in parts]
    yield from summed(report, check, addresses, table.address(total.key, column))
