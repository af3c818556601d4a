"""Published figures against themselves, against each other and against our ledger."""

from __future__ import annotations

from opendisarm.reconcile.checks import Check, Verdict
from opendisarm.reconcile.closing import reconcile

__all__ = ["Check", "Verdict", "reconcile"]
