"""Which works at which sizes, and what they must reach on two cores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Measurement:
    """One work at several sizes.

    after      the work that prepares it, at the same size; "" when none does.
    big        sizes that `--big` adds; quick: sizes that `--quick` takes instead.
    most_s     target at the largest of `sizes`; most_mib likewise.
    """

    work: str
    what: str
    sizes: tuple[int, ...]
    quick: tuple[int, ...]
    after: str = ""
    big: tuple[int, ...] = ()
    most_s: float | None = None
    most_mib: int | None = None


_PERSONS: Final = (50_000,)
"""Persons harmed; four times as many sessions."""
_FEW: Final = (200,)
_ASKED_OF_PEOPLE: Final = {
    "balance": "balance by sex and age", "casualties": "casualties of a year", "public": "the same for the public",
    "pathway": "survivor pathway", "article7": "Article 7 as JSON", "ccm7": "CCM report as JSON",
}  # fmt: skip
"""Question that bench/people.py asks -> what it is."""

_SITE: Final = (200_000,)
_ASKED_OF_SITE: Final = {
    "overview": "overview", "ledgers": "balances and flows", "records": "list of records", "tiles": "tiles of the map",
}  # fmt: skip
"""Pages that bench/site.py asks for -> what they are."""

PLAN: Final = (
    Measurement("help", "opendisarm --help, start to end", (1,), (1,), most_s=0.5),
    Measurement(
        "import dry", "import of polygons, all checks, dry run", (10_000, 50_000), (500,), "polygons", most_s=60
    ),
    Measurement(
        "import commit", "import of polygons, all checks, committed", (10_000, 50_000), (500,), "polygons", most_s=60
    ),
    Measurement("append", "journal: append", (10_000, 50_000, 250_000), (500,)),
    Measurement("load", "journal: load", (10_000, 50_000, 250_000), (500,), "append"),
    Measurement("verify", "journal: follow the chain", (10_000, 50_000, 250_000), (500,), "append"),
    Measurement(
        "fold", "land ledger from records in memory", (10_000, 50_000, 250_000), (500, 2_000), big=(800_000,),
        most_s=60, most_mib=4096,
    ),
    Measurement(
        "ledger", "land ledger from the journal", (10_000, 50_000, 250_000), (500, 2_000), "append",
        most_s=60, most_mib=4096,
    ),
    Measurement(
        "balance", "balance by province, beyond an empty workspace", (50_000, 250_000), (500,), "append", most_s=0.3
    ),
    Measurement("duties", "all duties of all states, from the shipped tables", (200,), (20,), most_s=10),
    Measurement("one state", "duties of one state, beyond the start of the command", (1,), (1,), most_s=1),
    Measurement("report", "Article 7, JSON and HTML", (20_000,), (500,), "append"),
    Measurement("people enter", "people: vault and journal, from checked rows", _PERSONS, _FEW),
    Measurement("people fold", "people ledger from the journal", _PERSONS, _FEW, "people enter", most_s=10),
    *(
        Measurement(f"people {work}{cold}", f"people: {what}{where}", _PERSONS, _FEW, "people enter", most_s=10)
        for cold, where in (("", ", kept ledger"), (" cold", ", journal alone"))
        for work, what in _ASKED_OF_PEOPLE.items()
    ),
    Measurement("site first", "site: first overview after the start", _SITE, _FEW, "append"),
    *(
        Measurement(f"site {work}", f"site: {what}, 95 of 100 answers", _SITE, _FEW, "append", most_s=0.3, most_mib=600)
        for work, what in _ASKED_OF_SITE.items()
    ),
)  # fmt: skip
