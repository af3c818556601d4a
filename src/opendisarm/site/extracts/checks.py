"""What anybody may do: check an extract, take the public key and the list of withdrawn extracts home."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import checking, signing
from opendisarm.desk.extracts.checking import Checked
from opendisarm.site.asking import wants_json
from opendisarm.site.clocks import now
from opendisarm.site.extracts.views import language_now
from opendisarm.site.workspace import served

MOST_BYTES: Final = 1024 * 1024
"""A page of ours has a tenth of it."""
_LONGEST_TEXT: Final = 10_000


class Shown(forms.Form):
    """An extract as somebody has it: the PDF, or the text of its code."""

    file = forms.FileField(
        label=gettext_lazy("The PDF of the extract"), required=False,
        widget=forms.ClearableFileInput({"accept": "application/pdf,.pdf,.txt"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Or the text of its code"), required=False, max_length=_LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5, "cols": 60, "spellcheck": "false", "dir": "ltr"}),
        help_text=gettext_lazy("Scan the code with any telephone, copy the text (it begins with ODX), paste it here."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of both, and no more than an extract can be.  Errors  ValidationError, in words."""
        told = super().clean() or {}
        file, text = told.get("file"), told.get("text", "")
        if file is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large to be an extract; no extract has more than 1 MB."))
        if not file and not text and not self.errors:
            raise forms.ValidationError(_("Choose the PDF, or paste the text of the code."))
        told["content"] = file.read(MOST_BYTES) if file else text.encode()
        return told


@require_http_methods(["GET", "POST"])
def check_page(request: HttpRequest) -> HttpResponse:
    """The form, and the verdict on what was sent: it holds and says this, or it must not be relied on, and why."""
    sent = request.method == "POST"
    form = Shown(request.POST if sent else None, request.FILES if sent else None)
    said: dict[str, Any] = {"form": form, "key": signing.key_id(served()) if signing.has_key(served()) else ""}
    if sent and form.is_valid():
        try:
            said["found"] = _checked(form.cleaned_data["content"])
        except DeskError as why:
            said["refused"] = why
    if sent and wants_json(request):
        return _as_json(said, form)
    return render(request, "extracts/check.html", said)


@require_GET
def key_file(_request: HttpRequest) -> HttpResponse:
    """The public key of this workspace: what a check without a network needs."""
    _lost_without_key()
    answer = HttpResponse(signing.public_key(served()), content_type="application/x-pem-file")
    answer["Content-Disposition"] = f'attachment; filename="extracts-{signing.key_id(served())}.pem"'
    return answer


@require_GET
def withdrawn_file(_request: HttpRequest) -> HttpResponse:
    """The signed list of withdrawn extracts, as of now; without the reasons."""
    _lost_without_key()
    told = signing.withdrawn_list(served(), now()) + "\n"
    answer = HttpResponse(told, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="withdrawn-{now():%Y-%m-%d}.txt"'
    return answer


def _checked(content: bytes) -> Checked:
    """What was sent, held against this workspace's key and withdrawals as of now.  Errors  DeskError, in words."""
    if not signing.has_key(served()):
        raise DeskError(
            _("This office has signed no extract yet."), _("Whoever gave you one has it from somewhere else.")
        )
    moment = now()
    withdrawn = signing.withdrawn_list(served(), moment).encode()
    return checking.check(content, signing.public_key(served()).encode(), moment, withdrawn, language_now())


def _lost_without_key() -> None:
    """A key is made by who signs, never by who asks.  Errors  Http404 before the first extract."""
    if not signing.has_key(served()):
        raise Http404("No extract was signed yet.")


def _as_json(said: dict[str, Any], form: Shown) -> JsonResponse:
    found: Checked | None = said.get("found")
    if found is not None:
        lines = [{"name": name, "value": value} for name, value in found.words.lines]
        return JsonResponse({
            "holds": True, "serial": found.says.serial, "key": found.key, "verdict": found.words.verdict,
            "lines": lines, "valid_until": found.says.valid_until.isoformat(),
        })  # fmt: skip
    refused: DeskError | None = said.get("refused")
    if refused is not None:
        return JsonResponse({"holds": False, "what": refused.what, "remedy": refused.remedy})
    return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
