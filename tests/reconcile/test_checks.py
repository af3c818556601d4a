"""The published shape of a check."""

from __future__ import annotations

import json

from opendisarm.reconcile import reconcile
from opendisarm.reconcile.panel import shipped
from tests.reconcile.published import panel, says, total

KEYS = (
    "state", "weapon", "period", "opening", "released", "new", "expected", "closing", "gap", "verdict", "because",
    "sources",
)  # fmt: skip


def test_json_of_a_check() -> None:
    [check] = reconcile([total("2.50", "2014-12-31"), total("2.0", "2015-12-31"), says("released_km2", "0.5")])
    assert check.as_json() == {
        "state": "XXA", "weapon": "apm", "period": "2015", "opening": 2.5, "released": 0.5, "new": None,
        "expected": 2, "closing": 2, "gap": 0, "verdict": "closes", "because": check.because, "sources": ["Report"],
    }  # fmt: skip


def test_every_check_of_the_panel_is_json_with_the_same_keys() -> None:
    for check in reconcile(panel()):
        shown = json.loads(json.dumps(check.as_json(), allow_nan=False))
        assert tuple(shown) == KEYS


def test_json_keeps_the_digits() -> None:
    [check] = [
        check for check in reconcile(panel()) if (check.state, check.weapon, check.period) == ("LBN", "apm", "2015")
    ]
    assert '"gap": 0.429495' in json.dumps(check.as_json())


def test_the_shipped_tables_are_there() -> None:
    for name in ("panel.csv", "reconciliation.csv", "sum_checks.csv", "global_totals.csv"):
        assert shipped(name).is_file()
