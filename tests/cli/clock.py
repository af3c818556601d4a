"""The moment at which tests enter things, where they do not go through the door that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime

NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
