"""Who a record is about, on its way from a file to the vault.  It never goes anywhere else.

An identity travels beside its record (`Row.identities`), never in it: what is in a record is in the journal for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NAME: Final = "name"
FATHER: Final = "father_name"
BIRTH_DATE: Final = "birth_date"
BIRTH_YEAR: Final = "birth_year"
NATIONAL_ID: Final = "national_id"
PHONE: Final = "phone"
ADDRESS: Final = "address"
NOTE: Final = "note"
SENDERS_ID: Final = "senders_id"
IDENTIFYING: Final = (NAME, FATHER, BIRTH_DATE, BIRTH_YEAR, NATIONAL_ID, PHONE, ADDRESS, NOTE, SENDERS_ID)
"""Fields that only the vault keeps.  note: free text, wherever it stood; birth_date: ISO; senders_id: how the sender
calls the person, which is often a number of a register.  Columns that nobody knows are kept there, too, by their
header."""


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """What a file tells of a person that only the vault may hold.

    key      what tells the person (or the record, for a note about an accident) apart among those of the sender:
             the sender's id of the person; without one, the id of the submission and the place in it.
    fields   identifying field -> text; columns of the sender's that have no field of ours by their header.
    person   False for free text about an accident or a session: nobody is registered for it.
    """

    key: str
    fields: Mapping[str, str]
    person: bool = True

    def __repr__(self) -> str:
        """Nothing of what it holds: a repr ends up in logs."""
        return f"Identity({len(self.fields)} fields)"
