"""One person at a time: shown, erased, merged with another reference; for who may see persons, on record.

A reference is sent in the body of a form, never in an address; what is known of a person stands in the one answer to
that form, and in no message, session, title, log or cache. Browsers keep no page of a form that was sent, and are told
to store none of these (site/headers.py).
"""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk.people import asked
from opendisarm.site import clocks
from opendisarm.site.asking import member_of
from opendisarm.site.workspace import served

KINDS: Final = {
    "person.harmed": gettext_lazy("harm"), "person.need": gettext_lazy("need assessed"),
    "person.referral": gettext_lazy("referral"), "person.service": gettext_lazy("service"),
    "person.consent": gettext_lazy("consent"), "person.same": gettext_lazy("found to be one person"),
    "person.erased": gettext_lazy("identity erased"),
}  # fmt: skip
"""What a record says of a person."""


@require_GET
def asking(request: HttpRequest) -> HttpResponse:
    """The form that asks for one person by reference, and for what purpose."""
    return _page(request, "people/persons.html", {"purposes": asked.PURPOSES})


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def one(request: HttpRequest) -> HttpResponse:
    """What is known of a person; the reading is on record before anything is shown."""
    told = request.POST
    found = asked.seen(
        served(), member_of(request).reader, told.get("reference", "").strip(), told.get("purpose", ""), clocks.now()
    )
    lines = [_line(entry, record) for entry, record in found.records]
    said = {"found": found, "fields": sorted(found.fields.items()), "lines": lines, "reasons": asked.REASONS}
    return _page(request, "people/person.html", said)


@sensitive_post_parameters()
@require_POST
def erasure(request: HttpRequest) -> HttpResponse:
    """Asks a second time, then destroys the key of a person; the page that follows names nobody."""
    reader, told = member_of(request).reader, request.POST
    reference, because = told.get("reference", "").strip(), told.get("because", "")
    if told.get("sure") != "yes":
        asked.to_be_erased(served(), reader, reference, because)
        return _page(request, "people/erasure.html", {"reference": reference, "because": because})
    asked.erased(served(), reader, reference, because, clocks.now())
    messages.success(request, _("Erased for good. Let go of older copies of the keys as well."))
    return redirect("persons")


@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of references that may be one person; no name is read to find them."""
    found = [
        (pair, [_line(entry, record) for entry, record in pair.records])
        for pair in asked.pairs(served(), member_of(request).reader)
    ]
    return _page(request, "people/duplicates.html", {"found": found, "reasons": asked.SAME_BECAUSE})


@sensitive_post_parameters()
@require_POST
def merging(request: HttpRequest) -> HttpResponse:
    """A human says that two references are one person."""
    told = request.POST
    kept, other = told.get("kept", "").strip(), told.get("other", "").strip()
    entry = asked.merged(served(), member_of(request).reader, kept, other, told.get("because", ""), clocks.now())
    messages.success(request, _("One person from now on, by entry %(entry)s; withdraw it, and they are two again.")
                     % {"entry": entry})  # fmt: skip
    return redirect("duplicates")


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Whose data are to be erased: retention is over, or consent was withdrawn."""
    on = clocks.of(request).on
    found = asked.due(served(), member_of(request).reader, on)
    return _page(request, "people/due.html", {"found": found, "on": on, "reasons": asked.REASONS})


def _line(entry: str, record: Any) -> dict[str, Any]:
    """A record about a person as a row; what it says, and nothing that only the vault holds."""
    told = {name: getattr(record, name, None) for name in ("on", "person", "sex", "age")}
    return told | {"entry": entry, "kind": KINDS.get(record.kind, record.kind)}


def _page(request: HttpRequest, template: str, said: dict[str, Any]) -> HttpResponse:
    """A page that is in no store of a browser, as far as headers can say so."""
    answer = render(request, template, said | {"sees_persons": True})
    answer["Cache-Control"] = "no-store, no-cache, must-revalidate, private, max-age=0"
    answer["Pragma"] = "no-cache"
    return answer
