"""Pages about people."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.people import counts, persons
from opendisarm.site.policy import Route

ROUTES = (
    Route("people/", counts.people, "people", Permission.SEE_PERSON_COUNTS),
    Route("people/casualties/", counts.casualties, "casualties", Permission.SEE_PERSON_COUNTS),
    Route("people/casualties/pyramid.svg", counts.pyramid, "pyramid", Permission.SEE_PERSON_COUNTS),
    Route("people/pathway/", counts.pathway, "pathway", Permission.SEE_PERSON_COUNTS),
    Route("people/accidents/", counts.accidents, "accidents", Permission.SEE_PERSON_COUNTS),
    Route("people/persons/", persons.asking, "persons", Permission.SEE_PERSONS),
    Route("people/persons/one/", persons.one, "person", Permission.SEE_PERSONS),
    Route("people/persons/erasure/", persons.erasure, "erase_person", Permission.SEE_PERSONS),
    Route("people/persons/duplicates/", persons.duplicates, "duplicates", Permission.SEE_PERSONS),
    Route("people/persons/merging/", persons.merging, "merge_persons", Permission.SEE_PERSONS),
    Route("people/persons/due/", persons.due, "due_for_erasure", Permission.SEE_PERSONS),
)
