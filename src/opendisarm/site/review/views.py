"""The worklist of the review, one submission beside what stands already, and decisions in bulk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from opendisarm.access.scope import Reader
from opendisarm.core.review import Act
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.correcting import reason_of
from opendisarm.desk.review import PERMISSION, decide, returned, submission, worklist
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

_ACTS = (
    (Act.VERIFY, gettext_lazy("Verify")), (Act.APPROVE, gettext_lazy("Approve")), (Act.RETURN, gettext_lazy("Return")),
)  # fmt: skip


@require_GET
def worklist_page(request: HttpRequest) -> HttpResponse:
    """Submissions that wait, oldest first; what was returned to the reader's organisation."""
    reader = member_of(request).reader
    said = {"waiting": worklist(served(), reader), "returned": returned(served(), reader), "acts": _acts(reader)}
    return render(request, "review/page.html", said)


@require_GET
def submission_page(request: HttpRequest, batch: str) -> HttpResponse:
    """What was entered together, each record beside what it would replace or meet."""
    reader = member_of(request).reader
    found = submission(served(), reader, batch)
    said = {"found": found, "acts": _acts(reader), "reason": reason_of(served(), batch)}
    return render(request, "review/submission.html", said)


@require_POST
def deciding(request: HttpRequest) -> HttpResponse:
    """One act about batches or records, all of them or none; refused when somebody decided in the meantime."""
    reader, asked = member_of(request).reader, request.POST
    try:
        act = Act(asked.get("act", ""))
    except ValueError:
        raise DeskError(_("That is no decision."), _("Use the buttons of the page.")) from None
    names = [name for name in asked.getlist("name") if name]
    seen = asked.get("seen", "")
    done = decide(
        served(), reader, act, names, asked.get("reason", "").strip(), now(), verified_first=True,
        seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0,
    )  # fmt: skip
    count = len(done.records)
    told = ngettext("Decided about %(count)s record.", "Decided about %(count)s records.", count) % {"count": count}
    messages.success(request, told)
    return redirect("review")


def _acts(reader: Reader) -> list[tuple[str, object]]:
    """(act, words) of what the reader's role may do here."""
    return [(act.value, words) for act, words in _ACTS if reader.may(PERMISSION[act])]
