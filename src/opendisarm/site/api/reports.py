"""Treaty reports as JSON, as their reader may see them."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router

from opendisarm.desk.handing_in.files import report_file
from opendisarm.site.api.interface import ALWAYS, Known, clocks
from opendisarm.site.asking import member_of
from opendisarm.site.workspace import served

router = Router(tags=["Reports"])


@router.get(
    "/reports/{form}/{state}/{year}", response={200: dict[str, Any]} | ALWAYS, url_name="api_report",
    operation_id="report",
)  # fmt: skip
def report(
    request: HttpRequest,
    form: Annotated[Literal["article7", "ccm7"], Path()],
    state: Annotated[str, Path(max_length=80)],
    year: Annotated[int, Path(ge=1900, le=2200)],
    known: Known = None,
) -> Any:
    """The tables of a report under Article 7 of either convention: cells with addresses, and what they stand on."""
    _day, moment = clocks(None, known)
    found = report_file(served(), member_of(request).reader, form, state, year, moment, "json", "en")
    return json.loads(found.content)
