"""Pages of the ledgers."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.ledgers import views
from opendisarm.site.policy import Route

ROUTES = (
    Route("ledgers/", views.balances, "ledgers", Permission.SEE_FIGURES),
    Route("ledgers/flows/", views.flows, "flows", Permission.SEE_FIGURES),
)
