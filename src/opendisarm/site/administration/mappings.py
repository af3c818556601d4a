"""Mapping files: their columns as our fields, kept under a name for the next file of that sender."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from opendisarm.desk.errors import DeskError
from opendisarm.desk.mapping_files import as_yaml, known_headers, mapping_of
from opendisarm.site.administration.record import put_on_record
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.imports.asked import keep_mapping, mapping_kept
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.workspace import served

_LARGEST = 1_000_000


class Brought(forms.Form):
    """A mapping file, and what it is called here."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80,
        help_text=gettext_lazy("By which the import will offer it. One of the same name is replaced."),
    )  # fmt: skip
    org = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=120, required=False,
        help_text=gettext_lazy("Whose files it fits, as records name it. Empty: for those who see all."),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Mapping file (YAML)"))

    def clean_file(self) -> UploadedFile[Any]:
        """Errors  ValidationError when it is too large to be a mapping."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > _LARGEST:
            raise forms.ValidationError(_("This file is too large to be a mapping."))
        return file


@require_http_methods(["GET", "POST"])
def mappings(request: HttpRequest) -> HttpResponse:
    """All mapping files; bring one."""
    form = Brought(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            mapping = mapping_of(told["file"].name or "", told["file"].read())
            kept = keep_mapping(
                told["name"], " ".join(told["org"].split()), member_of(request).username, mapping, now()
            )
        except DeskError as why:
            form.add_error("file", f"{why.what} {why.remedy}".strip())
        else:
            put_on_record(request, "mapping kept", kept.name, organisation=kept.org)
            messages.success(request, _("The mapping “%(name)s” is kept.") % {"name": kept.name})
            return redirect("mappings")
    kept_ones = KeptMapping.objects.all()
    if wants_json(request):
        listed = [
            {"id": one.pk, "name": one.name, "org": one.org, "by": one.by, "made": one.made.isoformat()}
            for one in kept_ones
        ]
        return JsonResponse({"mappings": listed})
    said = {"form": form, "kept": kept_ones, "headers": known_headers(), "workspace": served()}
    return render(request, "administration/mappings.html", said)


@require_GET
def file(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - the signature is Django's
    """One mapping as a YAML file."""
    kept = _found(number)
    headers = {"Content-Disposition": content_disposition_header(True, f"{kept.name}.yaml") or ""}
    return HttpResponse(as_yaml(mapping_kept(kept)), content_type="application/yaml; charset=utf-8", headers=headers)


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Let go of one; what was imported with it stays."""
    if request.POST.get("sure") != "yes":
        raise DeskError(_("Nothing was deleted."), _("Use the button beside the mapping in the list."))
    kept = _found(number)
    put_on_record(request, "mapping deleted", kept.name, organisation=kept.org)
    kept.delete()
    messages.success(request, _("The mapping “%(name)s” is no longer kept.") % {"name": kept.name})
    return redirect("mappings")


def _found(number: int) -> KeptMapping:
    kept = KeptMapping.objects.filter(pk=number).first()
    if kept is None:
        raise DeskError(_("This mapping is no longer kept."), _("Look at the list; somebody may have deleted it."))
    return kept
