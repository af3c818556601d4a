"""Where the published figures shipped with the package are."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def shipped(name: str = "panel.csv") -> Traversable:
    """One of the tables of published figures: panel.csv, reconciliation.csv, sum_checks.csv or global_totals.csv.

    Errors  FileNotFoundError for another name.
    """
    table = files("opendisarm") / "data" / "article5" / name
    if not table.is_file():
        raise FileNotFoundError(f"No table of published figures is called {name}.")
    return table
