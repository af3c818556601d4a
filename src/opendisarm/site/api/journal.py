"""The journal: where it ends, and whether it is whole."""

# ruff: noqa: ARG001 - the library hands every operation its request
from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from opendisarm.desk.verifying import verify
from opendisarm.site.api.interface import ALWAYS
from opendisarm.site.api.schemas import Head, Verification
from opendisarm.site.workspace import served

router = Router(tags=["Journal"])


@router.get("/journal", response={200: Head} | ALWAYS, url_name="api_journal", operation_id="journal")
def journal(request: HttpRequest) -> Any:
    """How many entries there are, and the last link of their chain."""
    head = served().store.head()
    return {"entries": head.seq, "head": head.chain, "entered": head.entered}


@router.get(
    "/journal/verification", response={200: Verification} | ALWAYS, url_name="api_verification",
    operation_id="verification",
)  # fmt: skip
def verification(request: HttpRequest, head: Annotated[str, Query(max_length=64)] = "") -> Any:
    """Follow the chain and fold the ledgers anew; with a head printed earlier, that it is one of the links."""
    found = verify(served(), head.strip())
    return {
        "sound": found.sound, "head": found.head.chain, "entries": found.entries, "postings": found.postings,
        "breaks": [str(one) for one in found.breaks], "differences": list(found.differences),
    }  # fmt: skip
