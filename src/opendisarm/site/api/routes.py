"""Addresses of the interface: every operation with what it needs, named by hand; one that is not here is shut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.site.api import views
from opendisarm.site.api.interface import ROOT
from opendisarm.site.api.operations import operations
from opendisarm.site.api.safely import safely
from opendisarm.site.api.unchanged import unchanged
from opendisarm.site.policy import Open, Route

NEEDS: Final = {
    "api_balances": Permission.SEE_FIGURES,
    "api_flows": Permission.SEE_FIGURES,
    "api_why": Permission.SEE_FIGURES,
    "api_records": Permission.SEE_RECORDS,
    "api_record": Permission.SEE_RECORDS,
    "api_submissions": Permission.SEE_RECORDS,
    "api_submit": Permission.SUBMIT,
    "api_submit_file": Permission.SUBMIT,
    "api_treaties": Permission.SEE_FIGURES,
    "api_treaty": Permission.SEE_FIGURES,
    "api_duties": Permission.SEE_FIGURES,
    "api_report": Permission.BUILD_REPORTS,
    "api_journal": Permission.VERIFY_JOURNAL,
    "api_verification": Permission.VERIFY_JOURNAL,
}


def _operations() -> Iterator[Route]:
    """Errors  KeyError for an operation that names no need: the site then does not start."""
    for one in operations():
        yield Route(f"{ROOT}/{one.where}", safely(unchanged(one.view)), one.name, NEEDS[one.name], by_token=True)


ROUTES: Final = (
    Route("api/", views.operations_page, "api", Open.SIGNED_IN),
    Route(f"{ROOT}/openapi.json", safely(unchanged(views.openapi)), "api_openapi", Open.SIGNED_IN, by_token=True),
    *_operations(),
)
