"""Backups: which were made, how old the last one is, and making one.

A backup made here always is sealed: whoever gives out accounts reads no records, and the file travels.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk import backups as desk
from opendisarm.desk.errors import DeskError
from opendisarm.site.administration.attention import OLD_BACKUP
from opendisarm.site.administration.record import put_on_record
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

_ONE_AT_A_TIME: Final = Lock()
_SHOWN: Final = 30


class Passphrase(forms.Form):
    """What seals the file, typed twice: nobody can mend a slip afterwards."""

    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Five words that nobody says together. Without it the backup opens for nobody."),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("The same passphrase again"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The two are one, and not easily guessed."""
        told = super().clean() or {}
        passphrase = told.get("passphrase", "")
        if passphrase and passphrase != told.get("again"):
            self.add_error("again", _("The two passphrases differ."))
        elif passphrase:
            try:
                desk.refuse_weak(passphrase)
            except DeskError:
                words = _(
                    "That passphrase can be guessed: it needs %(letters)s letters or more, not the same few again."
                )
                self.add_error("passphrase", words % {"letters": desk.SHORTEST})
        return told


@require_GET
def backups(request: HttpRequest) -> HttpResponse:
    """How old the last backup is, and which there were."""
    return _page(request, Passphrase())


@sensitive_post_parameters("passphrase", "again")
@sensitive_variables("passphrase")
@require_POST
def make(request: HttpRequest) -> HttpResponseBase:
    """Make a backup and send it; nothing of it stays on the server."""
    form = Passphrase(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        messages.warning(request, _("A backup is being made already. Wait until it has arrived."))
        return redirect("backups")
    try:
        moment, workspace, by = now(), served(), member_of(request).username
        name = f"{workspace.name}-{moment:%Y-%m-%d-%H%M}.backup"
        ready = desk.prepared(workspace, by, moment)
    except BaseException:
        _ONE_AT_A_TIME.release()
        raise
    sent = _Sent(desk.Stream(ready, name, form.cleaned_data["passphrase"]))
    try:
        put_on_record(request, "backup taken", name, entries=ready.head.seq, head=ready.head.chain)
        # The library would pack again what nothing can pack, and hold the pieces back meanwhile.
        headers = {"Content-Disposition": content_disposition_header(True, name) or "", "Content-Encoding": "identity"}
        return StreamingHttpResponse(sent, content_type="application/octet-stream", headers=headers)
    except BaseException:
        sent.close()
        raise


class _Sent:
    """A backup on its way to a browser; on record as made once its last piece was taken."""

    def __init__(self, stream: desk.Stream) -> None:
        self._stream: desk.Stream | None = stream

    def __iter__(self) -> Iterator[bytes]:
        assert self._stream is not None
        yield from self._stream.pieces()
        self._stream.kept()

    def close(self) -> None:
        """Called by the server whether or not the browser stayed to the end."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
            _ONE_AT_A_TIME.release()


def _page(request: HttpRequest, form: Passphrase) -> HttpResponse:
    workspace = served()
    made, entries = desk.backups(workspace), workspace.store.head().seq
    last = made[0] if made else None
    if wants_json(request):
        told = [{"made": one.made.isoformat(), "by": one.by, "name": one.name, "bytes": one.size, "sha256": one.digest,
                 "entries": one.entries, "head": one.head, "sealed": one.sealed} for one in made]  # fmt: skip
        return JsonResponse({"backups": told, "entries": entries})
    said = {
        "form": form, "made": made[:_SHOWN], "last": last, "entries": entries,
        "since": entries - last.entries if last else entries,
        "days": (now() - last.made).days if last else None,
        "old": last is None or now() - last.made > OLD_BACKUP,
        "days_allowed": OLD_BACKUP.days, "on_server": "://" in workspace.vault,
    }  # fmt: skip
    return render(request, "administration/backups.html", said)
