"""Pages of the records."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.records import forms, pictures, views

_ONE = "records/<str:name>/"

ROUTES = (
    Route("records/", views.listing, "records", Permission.SEE_RECORDS),
    Route("records/export/", views.export_file, "export", Permission.SEE_RECORDS),
    Route("records/add/", forms.add, "add_record", Permission.SUBMIT),
    Route(_ONE, views.record, "record", Permission.SEE_RECORDS),
    Route(f"{_ONE}correct/", forms.correct, "correct", Permission.SUBMIT),
    Route(f"{_ONE}withdraw/", views.withdraw, "withdraw", Permission.WITHDRAW),
    Route(f"{_ONE}pictures/", pictures.add_picture, "add_picture", Permission.SUBMIT),
    Route(f"{_ONE}pictures/<str:attachment>/", pictures.show, "picture", Permission.SEE_RECORDS),
    Route(f"{_ONE}pictures/<str:attachment>/take-away/", pictures.take_away, "take_away", Permission.SEE_RECORDS),
)
