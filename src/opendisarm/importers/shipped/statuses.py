"""What the depositary's status pages say: signature, provisional application, deposit, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from opendisarm.core.records import Act, Grade, StateAct
from opendisarm.core.sources import Source
from opendisarm.importers.shipped.tables import TableRow, rows

_PROTOCOLS: Final = {
    "ccw-ap2": "amended_protocol_ii_consent", "ccw-p4": "protocol_iv_consent", "ccw-p5": "protocol_v_consent",
}  # fmt: skip


def treaty(instrument: str, table: str) -> Iterator[tuple[StateAct, Source]]:
    """One record for each act that a status page of a convention dates."""
    for row in rows(table):
        acts = [
            _act(row, instrument, Act.SIGNATURE, "signature_date"),
            _act(row, instrument, Act.PROVISIONAL_APPLICATION, "provisional_application_notified"),
            _act(row, instrument, Act.WITHDRAWAL, "withdrawal_notified", "withdrawal_effective"),
        ]
        if row["instrument"]:
            deposit = Act(row["instrument"])
            acts.insert(2, _act(row, instrument, deposit, "deposit_date", "entry_into_force_date", row["eif_basis"]))
        yield from ((act, row.source) for act in acts if act is not None)


def conventional_weapons(table: str) -> Iterator[tuple[StateAct, Source]]:
    """The framework convention, and the consents to those of its protocols whose day the table gives."""
    for row in rows(table):
        acts = [_act(row, "ccw", Act.SIGNATURE, "signature_date")]
        if row["instrument"]:
            acts.append(_act(row, "ccw", Act(row["instrument"]), "deposit_date"))
        acts += [_act(row, protocol, Act.CONSENT, column) for protocol, column in _PROTOCOLS.items()]
        yield from ((act, row.source) for act in acts if act is not None)


def _act(row: TableRow, instrument: str, act: Act, on: str, effective: str = "", basis: str = "") -> StateAct | None:
    if not row[on]:
        return None
    return StateAct(
        on=date.fromisoformat(row[on]),
        instrument=instrument,
        state=row["iso3"],
        act=act,
        effective=date.fromisoformat(row[effective]) if row[effective] else None,
        basis=basis,
        citation=row["source"],
        grade=Grade.SEEN,
        note=row["note"],
    )
