"""The people of the invented country as files that two organisations would send, and the list of what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from opendisarm.sample.people.cells import COLUMNS, cells_of
from opendisarm.sample.people.stream import Sent, people
from opendisarm.sample.people.submissions import export
from opendisarm.sample.people.words import OFFICE, PARTNER
from opendisarm.sample.samplia import NAME
from opendisarm.sample.sheets import CsvSheet, Sheet, XlsxSheet

SUBMISSIONS: Final = "submissions.json"
PEOPLE_MANIFEST: Final = "manifest.json"
_WORKBOOK: Final = "harmed"

SENT_BY: Final[Mapping[str, str]] = {
    **{f"{name}.{'xlsx' if name == _WORKBOOK else 'csv'}": OFFICE for name in COLUMNS}, SUBMISSIONS: PARTNER,
}  # fmt: skip
"""File -> the organisation that sends it, in the order in which an office would get them."""


def write_people_files(persons: int, sessions: int, seed: int, out: Path, faults: float = 0.015) -> list[Path]:
    """Write `people(persons, sessions, seed, faults)` into files below `out` (made if absent); the manifest comes last.

    Files   accidents.csv, harmed.xlsx, needs.csv, referrals.csv, services.csv, consents.csv, sessions.csv of the
            office; submissions.json of its partner; manifest.json: who sends which, rows, faults, persons known twice.
    Rows    of the manifest are counted as `Source.row` counts them: header included in sheets, submissions from 1.
    Errors  ValueError as for `people`.
    """
    plan = people(persons, sessions, seed, faults)
    out.mkdir(parents=True, exist_ok=True)
    rows: Counter[str] = Counter()
    faulty: list[dict[str, Any]] = []
    submitted: list[Sent] = []
    twice: list[list[str]] = []
    with ExitStack() as open_sheets:
        sheets = {name: open_sheets.enter_context(_sheet(name, out)) for name in COLUMNS}
        for sent in plan:
            if sent.org == PARTNER:
                submitted.append(sent)
                twice += [[sent.other, sent.identity.key]] if sent.other and sent.identity else []
                continue
            name, cells = cells_of(sent)
            row = sheets[name].write(cells, None)
            rows[sheets[name].path.name] += 1
            if sent.fault:
                faulty.append({"file": sheets[name].path.name, "row": row, "fault": sent.fault})
    exported = export(submitted)
    rows[SUBMISSIONS] = len(exported["value"])
    about = {
        "country": NAME, "invented": True, "seed": seed, "persons": persons, "sessions": sessions,
        "share_of_faults": faults, "sent_by": dict(SENT_BY), "rows": {name: rows[name] for name in SENT_BY},
        "faults": faulty, "known_twice": twice,
    }  # fmt: skip
    (out / SUBMISSIONS).write_text(json.dumps(exported, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / PEOPLE_MANIFEST).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return [out / name for name in (*SENT_BY, PEOPLE_MANIFEST)]


def _sheet(name: str, out: Path) -> Sheet:
    if name == _WORKBOOK:
        return XlsxSheet(out / f"{name}.xlsx", COLUMNS[name], frozenset())
    return CsvSheet(out / f"{name}.csv", COLUMNS[name], frozenset())
