"""Published figures against themselves and against our ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.resources import as_file
from pathlib import Path

from opendisarm.core.clocks import Span
from opendisarm.core.findings import Finding, Severity
from opendisarm.core.records import PublishedFigure
from opendisarm.core.vocabulary import Cause, Treaty
from opendisarm.desk.counted import counted_records
from opendisarm.desk.errors import DeskError
from opendisarm.desk.land import land_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.files.opening import opened
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import published
from opendisarm.ledgers.land.bridge import Bridge, bridges
from opendisarm.reconcile import Check, reconcile
from opendisarm.reconcile.between import Disagreement, disagreements
from opendisarm.reconcile.ours import against_ours
from opendisarm.reconcile.panel import shipped
from opendisarm.reconcile.parts import SumCheck, sums

__all__ = [
    "Check", "Disagreement", "SumCheck", "against_our_ledger", "figures_of", "last_year_recorded", "parts_of",
    "published_in", "sources_apart", "year_ends",
]  # fmt: skip

_SCOPE = {"apm": Treaty.APMBC, "cmr": Treaty.CCM, "all": None}


def figures_in(path: Path) -> tuple[list[PublishedFigure], list[Finding]]:
    """The published figures of a file with panel.csv's columns, and what is wrong with it.

    Errors  DeskError when the file cannot be read at all.
    """
    file = opened(path)
    if isinstance(file, Finding):
        raise DeskError(file.message, file.remedy)
    if not published.recognises(file):
        raise DeskError(
            f"{file.name} is no table of published figures.",
            "It needs the columns iso3, state, weapon, year, figure, value, unit, as_of, source and note.",
        )
    reading = published.read(file, Wanted(kind="figure.published"))
    figures: list[PublishedFigure] = []
    findings = list(reading.findings)
    for row in reading.rows:
        findings.extend(row.findings)
        figures.extend(record for record in row.records if row.accepted and isinstance(record, PublishedFigure))
    if not figures and any(finding.severity is Severity.ERROR for finding in findings):
        raise DeskError(findings[0].message, findings[0].remedy)
    return figures, findings


@contextmanager
def shipped_panel() -> Iterator[Path]:
    """The panel that comes with the package, as a file."""
    with as_file(shipped()) as path:
        yield path


def figures_of(path: Path | None) -> tuple[list[PublishedFigure], list[Finding]]:
    """The published figures of a file, or of the panel that ships with the package.  Errors  as `figures_in`."""
    if path is not None:
        return figures_in(path)
    with shipped_panel() as panel:
        return figures_in(panel)


def year_ends(figures: Sequence[PublishedFigure]) -> list[Check]:
    """Opening - released + new against the published closing."""
    return reconcile(figures)


def parts_of(figures: Sequence[PublishedFigure]) -> list[SumCheck]:
    """Totals against their published parts."""
    return sums(figures)


def sources_apart(figures: Sequence[PublishedFigure]) -> list[Disagreement]:
    """One source against another."""
    return disagreements(figures)


def published_in(workspace: Workspace) -> list[PublishedFigure]:
    """Published figures that count in the workspace's journal."""
    published = counted_records(workspace, workspace.store.head(), ("figure.published",))
    return [record for _, record in published if isinstance(record, PublishedFigure)]


def against_our_ledger(workspace: Workspace) -> list[Check]:
    """Published figures of the workspace against its own land ledger; states without a record are left out."""
    ledger = land_ledger(workspace)
    figures = published_in(workspace)
    recorded = set(ledger.columns.state.names) - {""}

    @cache
    def by_state(year: int, treaty: Treaty | None) -> dict[str, Bridge]:
        whole = bridges(ledger.columns, ledger.postings, Span.of_year(year), ("state",), treaty)
        return {bridge.key[0]: bridge for bridge in whole}

    def ours(state: str, weapon: str, year: int, figure: str) -> int | None:
        found = by_state(year, _SCOPE[weapon]).get(state) if weapon in _SCOPE else None
        return _figures_of(found).get(figure) if found else None

    return against_ours([figure for figure in figures if figure.place.state in recorded], ours)


def _figures_of(bridge: Bridge) -> dict[str, int]:
    """A bridge under the names that published figures have.  Unit  m2."""
    found = (Cause.NEWLY_FOUND, Cause.BOUNDARY_GROWTH, Cause.REOPENED)
    return {
        **{f"{account.value}_km2": m2 for account, m2 in bridge.released.items()},
        "released_km2": sum(bridge.released.values()),
        "new_contamination_km2": sum(bridge.flows[cause] for cause in found),
        "contamination_total_km2": bridge.closing,
    }


def last_year_recorded(workspace: Workspace) -> int | None:
    """The year of the latest land record."""
    on = land_ledger(workspace).columns.on
    return date.fromordinal(int(on.max())).year if len(on) else None
