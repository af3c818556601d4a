"""Statements and keys for tests of extracts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from opendisarm.core.vocabulary import Account
from opendisarm.extracts.statement import Nearby, Parcel, ParcelKind, Release, Statement

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
CORNERS = ((104_100_000, 12_500_000), (104_103_210, 12_500_200), (104_102_000, 12_503_300))

PLAIN = Statement(
    serial="XSA-2026-0012",
    workspace="samplia",
    state="XSA",
    parcel=Parcel(ParcelKind.DRAWN, "", "North", CORNERS, "0123456789abcdef"),
    on=date(2026, 6, 1),
    known=NOON,
    area_m2=104_300,
    held=((Account.UNRECORDED, 21_000), (Account.CONFIRMED, 3_300), (Account.CLEARED, 55_000)),
    releases=(Release(Account.CLEARED, date(2024, 5, 3), "manual", 20.0),),
    more_releases=3,
    handover=date(2024, 6, 1),
    near=Nearby.YES,
    unplaced=True,
    pending=True,
    role="approver",
    office="Mine Action Authority",
    issued=NOON,
    valid_until=date(2026, 12, 1),
    head=(48_213, "a3f0" * 16),
)


def statement(**otherwise: Any) -> Statement:
    """A statement about a drawn parcel, with what a test says otherwise."""
    return replace(PLAIN, **otherwise)
