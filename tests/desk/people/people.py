"""An office that enters people: files as text, and canaries in every place where a name can stand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import connections

from opendisarm.desk.importing import ImportOutcome
from opendisarm.desk.people.balance import people_balance
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.people.vault import vault_of
from opendisarm.importers.mapping import Wanted
from tests.desk.office import Office, at

HARMED: Final = (
    "victim id,accident id,date,state,province,district,outcome,sex,age,status,name,father name,birth date,"
    "national id,phone,address,remark,favourite song"
)
ACCIDENTS: Final = "accident id,date,state,province,device,killed,injured,remark"
END: Final = date(2026, 6, 30)


def harmed(number: int, **told: Any) -> str:
    """A row of a person harmed; what is not told is empty."""
    row = {
        "victim id": f"V-{number}", "accident id": "", "date": "2024-03-01", "state": "XSA", "province": "North",
        "district": "Upper", "outcome": "injured", "sex": "female", "age": "34", "status": "civilian",
        **{name.replace("_", " "): value for name, value in told.items()},
    }  # fmt: skip
    return ",".join(str(row.get(header, "")) for header in HARMED.split(","))


class PeopleOffice(Office):
    """A workspace where persons are entered."""

    def persons(self, *rows: str, name: str = "harmed.csv", hours: int = 0, **wish: Any) -> ImportOutcome:
        return self.kind("person.harmed", HARMED, *rows, name=name, hours=hours, **wish)

    def kind(self, kind: str, header: str, *rows: str, name: str, hours: int = 0, **wish: Any) -> ImportOutcome:
        said = {"wanted": Wanted(kind, wish.pop("mapping", None), wish.pop("org", "HI"), "")}
        return self.enter(*rows, header=header, name=name, hours=hours, **said | wish)

    def counts(self, hours: int | None = None, on: date = END, by: str = "") -> dict[str, int]:
        known = None if hours is None else at(hours)
        told = people_balance(self.workspace, on, known, [by] if by else ())
        return {account.value: count for account, count in told.total.items() if count}

    def behind_our_back(self, statement: str) -> None:
        """A statement in the vault that its triggers would refuse."""
        vault: Any = vault_of(self.workspace)
        with connections[vault.alias].cursor() as cursor:
            if connections[vault.alias].vendor == "sqlite":
                cursor.execute("DROP TRIGGER vault_reads_no_delete")
            else:
                cursor.execute("ALTER TABLE vault_reads DISABLE TRIGGER USER")
            cursor.execute(statement)

    def references(self) -> list[str]:
        """Persons of the journal, in the order of their entries."""
        facts = people_facts(self.workspace, self.store.head())
        return list(dict.fromkeys(person for fact in facts if (person := getattr(fact.record, "person", ""))))


def files_below(*folders: Path) -> list[Path]:
    """Every file of these folders, hidden ones and logs of databases too."""
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def moment(hours: int) -> datetime:
    return at(hours)
