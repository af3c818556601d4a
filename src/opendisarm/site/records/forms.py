"""A record as a form: correct one, or add one; looked at first, then sent for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.core.findings import Finding
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.correcting import Form, Looked, Typed, empty_form, look, open_form, send
from opendisarm.desk.records.fields import Field
from opendisarm.desk.records.listing import choices
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.records.words import KINDS, UNITS, change_words, hint, kind_words, label
from opendisarm.site.workspace import served


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the page shows it.  wrong: whether one of its findings is an error; fixed: it cannot be changed."""

    field: Field
    label: str | Promise
    hint: str | Promise
    unit: str
    said: tuple[str, ...]
    findings: tuple[Finding, ...]
    fixed: bool

    @property
    def text(self) -> str:
        """What stands in a field of one text."""
        return self.said[0] if self.said else ""

    @property
    def wrong(self) -> bool:
        """Whether an error stands at it."""
        return any(one.severity.value == "error" for one in self.findings)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a record; posted: what it would become, or, with `send`, the correction that waits for review."""
    reader = who_enters(request)
    form = open_form(served(), reader, name)
    if request.method == "GET":
        return _page(request, Looked(form, (), None))
    base = request.POST.get("onto") or request.POST.get("base", "")
    return _posted(request, reader, _typed(request, form, base or "-"))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Which kind of record; then its empty form, and as `correct`."""
    reader, kind = who_enters(request), request.GET.get("kind", "")
    if not kind:
        return render(request, "records/kinds.html", {"groups": _groups()})
    form = empty_form(served(), reader, kind)
    if request.method == "GET":
        return _page(request, Looked(form, (), None))
    return _posted(request, reader, _typed(request, form, ""))


def who_enters(request: HttpRequest) -> Reader:
    """Who asks.  Errors  PermissionDenied for roles that submit other things than records, and see none."""
    reader = member_of(request).reader
    if not reader.may(Permission.SEE_RECORDS):
        raise PermissionDenied(Permission.SEE_RECORDS.value)
    return reader


def _typed(request: HttpRequest, form: Form, base: str) -> Typed:
    """What came back; a list of which nothing is ticked sends nothing, and says so.

    Fields of the record have names of their own ("f.reason"): the reason of a correction is another one.
    """
    posted = request.POST
    said = {field.name: posted.getlist(f"f.{field.name}") for field in form.fields if field.name not in form.fixed}
    return Typed(form.kind, said, base, posted.get("org", ""))


def _posted(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    asked, refused = request.POST, ""
    if "send" in asked:
        try:
            ticked = frozenset(asked.getlist("tick"))
            new = send(served(), reader, typed, asked.get("reason", ""), ticked, asked.get("stamp", ""), now())
        except DeskError as why:
            refused = str(why)
        else:
            messages.success(request, _("It waits for review: somebody else verifies and approves it."))
            return redirect("record", new)
    return _page(request, look(served(), reader, typed, now()), refused, typed.base)


def _page(request: HttpRequest, looked: Looked, refused: str = "", base: str = "") -> HttpResponse:
    form, reader = looked.form, member_of(request).reader
    by_name, balances = {field.name: field for field in form.fields}, _balances(looked)
    said: dict[str, Any] = {
        "form": form, "looked": looked, "refused": refused, "asked": [_asked(looked, field) for field in form.fields],
        "others": [one for one in looked.findings if one.source.field not in by_name],
        "reason": request.POST.get("reason", ""), "base": base or (form.base.entry if form.base else ""),
        "posted": request.method == "POST", "ticked": request.POST.getlist("tick"),
        "warnings": looked.warnings, "balances": balances,
        "changes": [change_words(by_name.get(one.field), one) for one in looked.changes],
        "kind": kind_words(form.kind), "moves": any(differs for *_, differs in balances),
        "orgs": choices(served(), reader).orgs if form.base is None and not reader.scope.org else None,
    }  # fmt: skip
    return render(request, "records/form.html", said)


def _asked(looked: Looked, field: Field) -> Asked:
    findings = tuple(one for one in looked.findings if one.source.field == field.name)
    said = looked.form.said.get(field.name, ())
    fixed = field.name in looked.form.fixed
    return Asked(field, label(field.name), hint(field), UNITS.get(field.unit, ""), said, findings, fixed)


def _groups() -> list[tuple[str | Promise, list[tuple[str, str | Promise]]]]:
    """Kinds to choose from, with their words."""
    return [(words, [(kind, kind_words(kind)) for kind in kinds]) for words, kinds in KINDS]


def _balances(looked: Looked) -> list[tuple[str, int, int, int]]:
    """(account, now, then, difference) of accounts that hold land now or then."""
    pairs = ((name, looked.before_m2.get(name, 0), m2) for name, m2 in looked.after_m2.items())
    return [(name, before, after, after - before) for name, before, after in pairs if before or after]
