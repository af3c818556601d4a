"""What a door shows when a use case cannot go on: one line that says what and what to do."""

from __future__ import annotations


class DeskError(Exception):
    """A wrong question or an obstacle outside; never a fault in a record (that is a finding)."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
