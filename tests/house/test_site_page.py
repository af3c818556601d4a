"""docs/site.md says of the roles what the code does."""

from __future__ import annotations

import re

from opendisarm.access.roles import GRANTS
from tests.house.tree import ROOT


def test_the_table_of_roles_is_that_of_the_code() -> None:
    page = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    table = page.partition("| role | may |")[2].partition("\n\n")[0]
    told = {role: frozenset(may.split(", ")) for role, may in re.findall(r"^\| ([a-z ]+) \| (.+) \|$", table, re.M)}
    assert told == {
        role.value.replace("_", " "): frozenset(one.value.replace("_", " ") for one in permissions)
        for role, permissions in GRANTS.items()
    }
