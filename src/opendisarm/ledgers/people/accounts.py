"""Where persons stand: casualties, the way of a survivor, and risk education are three tracks that never mix."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from opendisarm.core.persons import Outcome


class Account(StrEnum):
    """Order is that of stored codes: never reorder.

    killed + injured + unknown_outcome = casualties.  registered ... assisted: the furthest step of each survivor, so
    that their sum is all survivors alive.  Direct and indirect beneficiaries are never added.
    """

    OUTSIDE = "outside"
    KILLED = "killed"
    INJURED = "injured"
    UNKNOWN_OUTCOME = "unknown_outcome"
    REGISTERED = "registered"
    NEED_ASSESSED = "need_assessed"
    REFERRED = "referred"
    ASSISTED = "assisted"
    DIED_LATER = "died_later"
    REACHED_DIRECT = "reached_direct"
    REACHED_INDIRECT = "reached_indirect"


ACCOUNTS: Final = tuple(Account)
CODE: Final[dict[Account, int]] = {account: code for code, account in enumerate(ACCOUNTS)}
SHOWN: Final = tuple(account for account in Account if account is not Account.OUTSIDE)

CASUALTIES: Final = (Account.KILLED, Account.INJURED, Account.UNKNOWN_OUTCOME)
STEPS: Final = (Account.REGISTERED, Account.NEED_ASSESSED, Account.REFERRED, Account.ASSISTED)
"""The way of a survivor, in its order."""
REACHED: Final = (Account.REACHED_DIRECT, Account.REACHED_INDIRECT)

OF_OUTCOME: Final[dict[Outcome, Account]] = {
    Outcome.KILLED: Account.KILLED,
    Outcome.INJURED: Account.INJURED,
    Outcome.UNKNOWN: Account.UNKNOWN_OUTCOME,
}
