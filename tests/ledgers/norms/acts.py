"""Acts of states for tests, one a line: state, act, day, and the day of its effect ("-" = none)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from opendisarm.core.records import Act, StateAct
from opendisarm.ledgers.norms.facts import Fact

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)


def acts(text: str, instrument: str = "apmbc") -> list[Fact[StateAct]]:
    """Facts in the order of their days; entry n is the n-th line."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        state, act, on, *effective = line.split()
        effect = date.fromisoformat(effective[0]) if effective and effective[0] != "-" else None
        record = StateAct(on=date.fromisoformat(on), instrument=instrument, state=state, act=Act(act), effective=effect)
        found.append(Fact(f"E-{number}", record, KNOWN))
    return sorted(found, key=lambda fact: (fact.record.on, fact.entry))
