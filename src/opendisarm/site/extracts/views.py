"""What the authority does: sign an extract, look at it, download its page again, withdraw it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import checking, signing
from opendisarm.desk.extracts.acts import Issue
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

_A_PAGE: Final = 50
_LONGEST_OUTLINE: Final = 500_000


class Wish(forms.Form):
    """Which land an extract is wanted of, as of which day, in which language."""

    land = forms.CharField(
        label=gettext_lazy("Land"), max_length=_LONGEST_OUTLINE, widget=forms.Textarea({"rows": 6, "cols": 60}),
        help_text=gettext_lazy(
            "The id of a hazardous area, the name of an administrative unit, or an outline as GeoJSON or WKT "
            "(longitude, latitude in degrees)."
        ),
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("As of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Last field date that counts. An extract of an earlier day says so on the page."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=gettext_lazy("Language of the page"), choices=settings.LANGUAGES)
    office = forms.CharField(
        label=gettext_lazy("Office that signs"), max_length=signing.LONGEST_OFFICE, required=False,
        help_text=gettext_lazy("As it stands on the page. Empty: the name of the workspace."),
    )  # fmt: skip


def language_now() -> str:
    """The reader's language, as catalogues name it."""
    return (get_language() or "en").split("-")[0]


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Every extract that was signed, newest first; the same as JSON where it is asked for."""
    signed = list(reversed(signing.signed_so_far(served(), member_of(request).reader)))
    page = Paginator(signed, _A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, signing.statement(served(), one)) for one in page.object_list]
    if wants_json(request):
        told = {"total": len(signed), "page": page.number, "pages": page.paginator.num_pages}
        return JsonResponse(told | {"extracts": [_plain(one) for one, _says in rows]})
    return render(request, "extracts/page.html", {"page": page, "rows": rows, "today": now().date()})


@require_http_methods(["GET", "POST"])
def signing_one(request: HttpRequest) -> HttpResponse:
    """The form; once it is sent and nothing is wrong, the extract is signed and on record."""
    first = {"on": now().date(), "lang": language_now()}
    form = Wish(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = signing.issue(
                served(), member_of(request).reader, told["land"], told["on"], None, now(), told["lang"], told["office"]
            )
        except DeskError as why:
            form.add_error("land", f"{why.what} {why.remedy}".strip())
        else:
            said = _("Extract %(serial)s is signed and on record.") % {"serial": made.says.serial}
            messages.success(request, said)
            return redirect("extract", made.says.serial)
    return render(request, "extracts/sign.html", {"form": form})


@require_GET
def one_extract(request: HttpRequest, serial: str) -> HttpResponse:
    """What one extract says, and whether it holds."""
    reader = member_of(request).reader
    one = signing.signed_before(served(), reader, serial)
    extract, lang = signing.again(served(), reader, serial)
    said: dict[str, Any] = {
        "one": one, "says": extract.says, "lang": dict(settings.LANGUAGES)[lang],
        "words": checking.in_words(extract, language_now()), "today": now().date(),
    }  # fmt: skip
    return render(request, "extracts/extract.html", said)


@require_GET
def page_file(request: HttpRequest, serial: str) -> HttpResponse:
    """The page as PDF, the same bytes each time."""
    extract, lang = signing.again(served(), member_of(request).reader, serial)
    answer = HttpResponse(signing.page(served(), extract, lang), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="extract-{extract.says.serial}-{lang}.pdf"'
    return answer


@require_POST
def withdrawing(request: HttpRequest, serial: str) -> HttpResponse:
    """Withdraw an extract, with the reason."""
    reason = " ".join(request.POST.get("reason", "").split())[:500]
    if not reason:
        raise DeskError(_("A withdrawal needs its reason."), _("Go back, and say why."))
    signing.revoke(served(), member_of(request).reader, serial, reason, now())
    messages.success(request, _("Extract %(serial)s is withdrawn.") % {"serial": serial})
    return redirect("extract", serial)


def _plain(one: Issue) -> dict[str, Any]:
    return {
        "serial": one.serial, "signed": one.entered.isoformat(), "by": one.by, "language": one.lang, "text": one.text,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None, "reason": one.reason,
    }  # fmt: skip
