"""Addresses of OGC API Features."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.features import views
from opendisarm.site.policy import Route

_FIGURES = Permission.SEE_FIGURES
"""To come in; each layer says what its own reader must hold."""

ROUTES = (
    Route("ogc/", views.landing, "ogc", _FIGURES, by_token=True),
    Route("ogc/conformance", views.conformance, "ogc_conformance", _FIGURES, by_token=True),
    Route("ogc/api", views.description, "ogc_api", _FIGURES, by_token=True),
    Route("ogc/collections", views.collections, "ogc_collections", _FIGURES, by_token=True),
    Route("ogc/collections/<str:layer>", views.collection, "ogc_collection", _FIGURES, by_token=True),
    Route("ogc/collections/<str:layer>/items", views.items, "ogc_items", _FIGURES, by_token=True),
    Route("ogc/collections/<str:layer>/items/<str:name>", views.item, "ogc_item", _FIGURES, by_token=True),
)
