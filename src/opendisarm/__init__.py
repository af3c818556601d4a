"""OpenDisarm: one journal, five ledgers, every figure in a treaty report traceable to its records."""

from __future__ import annotations

__version__ = "0.1.0"
