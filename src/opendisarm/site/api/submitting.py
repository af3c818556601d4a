"""Bringing records: rows as JSON, or a file; checked like every import, all or nothing, and held for review."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from opendisarm.access.scope import Reader
from opendisarm.core.findings import Finding, Severity
from opendisarm.desk.errors import DeskError
from opendisarm.desk.importing import FileImport, ImportOutcome, ImportWish, import_files
from opendisarm.desk.mapping import wanted
from opendisarm.desk.records.area import area_of
from opendisarm.site.api.interface import ALWAYS
from opendisarm.site.api.record_schemas import Rows, Submitted
from opendisarm.site.api.schemas import Trouble
from opendisarm.site.api.trouble import trouble
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.workspace import served

router = Router(tags=["Submitting"])

_SUBMITTED: Final[dict[Any, Any]] = {200: Submitted} | ALWAYS | {413: Trouble}
_MOST_TOLD: Final = 500
_STRANGE: Final = re.compile(r"[^\w .()+-]+")
Said = Annotated[str, Form(max_length=200)]


@router.post("/submit", response=_SUBMITTED, url_name="api_submit", operation_id="submit")
def submit(request: HttpRequest, body: Rows) -> Any:
    """Bring rows as JSON.  Needs a token that may bring records."""
    reader = member_of(request).reader
    with TemporaryDirectory(prefix="opendisarm-") as folder:
        path = Path(folder) / _named(body.name, ".csv")
        fields = list(dict.fromkeys(name for row in body.rows for name in row))
        with path.open("w", encoding="utf-8", newline="") as out:
            table = csv.DictWriter(out, fields, restval="")
            table.writeheader()
            table.writerows({name: _cell(value) for name, value in row.items()} for row in body.rows)
        return _brought(reader, path, body.org, body.kind, dry_run=body.dry_run)


@router.post("/submit/file", response=_SUBMITTED, url_name="api_submit_file", operation_id="submitFile")
def submit_file(
    request: HttpRequest, file: Annotated[UploadedFile, File()], org: Said = "", kind: Said = "",
    dry_run: Annotated[bool, Form()] = False,
) -> Any:  # fmt: skip
    """Bring a field file: a table, GeoPackage, GeoJSON, KML, Shapefile in a zip.  Needs a token that may."""
    reader = member_of(request).reader
    with TemporaryDirectory(prefix="opendisarm-") as folder:
        path = Path(folder) / _named(file.name or "file", "")
        _keep(file, path)
        return _brought(reader, path, org, kind, dry_run=dry_run)


def _brought(reader: Reader, path: Path, org: str, kind: str, *, dry_run: bool) -> Any:
    """Look first; enter only what nothing is wrong with."""
    asked = wanted(kind.strip(), None, _organisation(reader, org.strip()), "")
    wish = ImportWish(by=reader.name, moment=now(), wanted=asked)
    looked = import_files(served(), [path], wish, lambda *_: None)
    if refusal := _refused(reader, looked.files[0]):
        return refusal
    if dry_run:
        return _told(looked, "")
    wish = ImportWish(by=reader.name, moment=now(), wanted=asked, commit=True, hold=True)
    entered = import_files(served(), [path], wish, lambda *_: None)
    batch = ""
    if entered.new_entries:
        batch = [entry.batch for entry in served().store.load(digest=entered.files[0].digest)][-1]
    return _told(entered, batch)


def _organisation(reader: Reader, org: str) -> str:
    """Under whose name: one's own, where the account belongs to one.  Errors  DeskError."""
    if reader.scope.org and org not in ("", reader.scope.org):
        raise DeskError(
            _("Your account brings records of %(org)s only.") % {"org": reader.scope.org}, _("Leave “org” out.")
        )
    return reader.scope.org or org


def _refused(reader: Reader, file: FileImport) -> HttpResponse | None:
    """422 with everything that is wrong; None when nothing is."""
    wrong = [finding for finding in file.findings if finding.severity is Severity.ERROR]
    if wrong:
        told = [_finding(finding) for finding in wrong[:_MOST_TOLD]]
        what = _("%(count)s things are wrong with %(file)s; nothing was entered.") % {
            "count": len(wrong), "file": file.name,
        }  # fmt: skip
        return trouble(422, what, _("Correct what the findings name, and send all of it again."), file.name, told)
    if file.persons:
        return trouble(
            422, _("The file tells who persons are, and no program brings that."),
            _("Bring it on the pages, where whoever does so has shown who they are."), file.name,
        )  # fmt: skip
    if not file.rows_in:
        return trouble(422, _("The file holds no rows."), _("Send at least one record."), file.name)
    beyond = [one for one in file.proposals if not reader.scope.holds(one.org, area_of(one.kind, one.payload))]
    if beyond:
        where = f"{file.name}, row {beyond[0].source.row}"
        return trouble(
            422, _("Records of provinces that your account does not reach are among them."),
            _("Send those of your own provinces; an administrator can widen them."), where,
        )  # fmt: skip
    return None


def _told(outcome: ImportOutcome, batch: str) -> dict[str, Any]:
    [file] = outcome.files
    findings = [*file.findings, *outcome.ahead.findings]
    return {
        "batch": batch, "committed": outcome.committed, "rows_in": file.rows_in, "accepted": file.accepted,
        "skipped": file.skipped, "new_entries": outcome.new_entries,
        "findings": [_finding(finding) for finding in findings[:_MOST_TOLD]],
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code, "severity": finding.severity.value, "what": finding.message,
        "where": str(finding.source), "remedy": finding.remedy,
    }  # fmt: skip


def _named(name: str, ending: str) -> str:
    """A name that is one part of a path and no more, with its ending; letters of any script."""
    plain = _STRANGE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "file"
    return plain if plain.lower().endswith(ending) else f"{plain}{ending}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _keep(file: UploadedFile, path: Path) -> None:
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
