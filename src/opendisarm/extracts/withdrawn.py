"""The list of withdrawn extracts: one signed text that may be published anywhere, and that a check can take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from opendisarm.extracts.sealing import Kind, seal, unseal


@dataclass(frozen=True, slots=True)
class WithdrawnList:
    """serials: (serial number, moment of withdrawal), in that order.  made: up to when it is complete."""

    workspace: str
    made: datetime
    serials: tuple[tuple[str, datetime], ...]

    def names(self) -> frozenset[str]:
        """The serial numbers alone."""
        return frozenset(serial for serial, _ in self.serials)


def sealed_list(told: WithdrawnList, key: Ed25519PrivateKey) -> str:
    """The list as a signed text."""
    serials = [[serial, at.isoformat()] for serial, at in told.serials]
    return seal(Kind.WITHDRAWN, {"w": told.workspace, "d": told.made.isoformat(), "s": serials}, key)


def opened_list(text: str, key: Ed25519PublicKey) -> WithdrawnList:
    """The list in a signed text.  Errors  RefusedError when the text must not be relied on."""
    said: dict[str, Any] = unseal(Kind.WITHDRAWN, text, key)
    serials = tuple((serial, datetime.fromisoformat(at)) for serial, at in said["s"])
    return WithdrawnList(said["w"], datetime.fromisoformat(said["d"]), serials)
