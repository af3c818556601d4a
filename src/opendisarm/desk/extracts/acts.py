"""Extracts in the journal: each one that was signed, and each that was withdrawn, is an entry and stays one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import shapely

from opendisarm.core.canonical import digest_bytes
from opendisarm.core.journal import EXTRACT, Entry, Proposal
from opendisarm.desk.workspace import Workspace

ISSUE: Final = "issue"
REVOKE: Final = "revoke"


@dataclass(frozen=True, slots=True)
class Issue:
    """An extract on record.  text: as signed; lang: of the paper; withdrawn: when, and why; None and "" while it holds.

    outline  of land whose outline who asked knows, WGS 84 WKB; None for a hazardous area.
    """

    serial: str
    text: str
    lang: str
    by: str
    entered: datetime
    outline: bytes | None
    withdrawn: datetime | None = None
    reason: str = ""


def issues(workspace: Workspace) -> list[Issue]:
    """Every extract that was ever signed here, oldest first."""
    entries = list(workspace.store.load(kinds=(EXTRACT,)))
    gone = {entry.payload["serial"]: entry for entry in entries if entry.payload["act"] == REVOKE}
    return [_issue(entry, gone.get(entry.payload["serial"])) for entry in entries if entry.payload["act"] == ISSUE]


def issued(serial: str, text: str, lang: str, outline: shapely.Geometry | None) -> Proposal:
    """An extract as an entry.  outline: WGS 84; None for a hazardous area."""
    payload: dict[str, Any] = {"act": ISSUE, "serial": serial, "text": text, "lang": lang}
    shape = shapely.to_wkb(outline) if outline is not None else None
    if shape is not None:
        payload["shape"] = {"sha256": digest_bytes(shape)}
    return Proposal(kind=EXTRACT, payload=payload, shape=shape, ref=serial)


def revoked(serial: str, reason: str) -> Proposal:
    """A withdrawal of an extract as an entry."""
    return Proposal(kind=EXTRACT, payload={"act": REVOKE, "serial": serial, "reason": reason})


def _issue(entry: Entry, gone: Entry | None) -> Issue:
    said: Mapping[str, Any] = entry.payload
    return Issue(
        said["serial"], said["text"], said["lang"], entry.by, entry.entered, entry.shape,
        gone.entered if gone else None, gone.payload["reason"] if gone else "",
    )  # fmt: skip
