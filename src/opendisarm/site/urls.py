"""Addresses: ours, and those of the accounts library that `policy` lets through."""

from __future__ import annotations

from django.urls import include, path

from opendisarm.site.routes import ROUTES

urlpatterns = [*(route.pattern() for route in ROUTES), path("account/", include("allauth.urls"))]

handler400 = "opendisarm.site.front.failing.bad_request"
handler403 = "opendisarm.site.front.failing.refused"
handler404 = "opendisarm.site.front.failing.not_found"
handler500 = "opendisarm.site.front.failing.our_fault"
