"""A report as a file to be taken away, and its public edition.  Nothing is written to any disk here: bytes go out.

The public edition is that of `opendisarm report ... --public`: what it shows of persons is an entry of the journal
before anybody is given the file (desk/people/publishing.py says why).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, get_args

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.desk.errors import DeskError
from opendisarm.desk.handing_in.reading import LAYOUTS, moment_meant, report_for, state_meant
from opendisarm.desk.people.public_report import for_public
from opendisarm.desk.people.publishing import append, public_casualties
from opendisarm.desk.reporting import REPORTS, Format
from opendisarm.desk.voices import voice_of
from opendisarm.desk.workspace import Workspace
from opendisarm.reports.render import render

FORMATS: Final[dict[str, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
"""What a report can be taken away as, with its media type."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """name: of letters, digits and hyphens, safe on every system."""

    name: str
    media_type: str
    content: bytes


def report_file(
    workspace: Workspace,
    reader: Reader,
    form: str,
    state: str,
    year: int,
    known: datetime | None,
    format: str,
    lang: str,
) -> ReportFile:
    """The report as this reader may see it.  Errors  DeskError as `report_for`; no such format or language."""
    wanted = _format(format, lang)
    report = report_for(workspace, reader, form, state, year, known)
    content = render(report, wanted, lang)
    return ReportFile(f"{form}-{report.state}-{year}-{lang}.{wanted}", FORMATS[wanted], content)


def publish(
    workspace: Workspace, reader: Reader, form: str, state: str, year: int, format: str, lang: str, moment: datetime
) -> ReportFile:
    """The public edition, as known now; what it shows of persons is on record when this returns.

    Errors  DeskError: somebody who may not publish, or who reaches only a part of the records; as `report_file`.
    """
    wanted = _format(format, lang)
    if not reader.may(Permission.PUBLISH) or reader.scope != EVERYTHING:
        raise DeskError("Your account does not publish for the whole state.", "Ask somebody whose account does.")
    if form not in REPORTS:
        raise DeskError(f"There is no report '{form[:20]}'.", f"Choose one of: {', '.join(REPORTS)}.")
    code = state_meant(workspace, state)
    report_for(workspace, reader, form, code, year, None)  # what does not tie is told before anything is published
    # Nobody else publishes in between: two editions that do not know of each other could give a person away.
    with workspace.store.alone():
        known = moment_meant(workspace, None)
        report = REPORTS[form](workspace, code, year, known)
        public = public_casualties(workspace, code, year, report.as_of.on, known)
        content = render(for_public(report, LAYOUTS[form], public), wanted, lang)
        append(workspace, public.new, reader.name, moment)
    return ReportFile(f"{form}-{code}-{year}-{lang}-public.{wanted}", FORMATS[wanted], content)


def _format(format: str, lang: str) -> Format:
    voice_of(lang)
    for wanted in get_args(Format):
        if format == wanted:
            known: Format = wanted
            return known
    raise DeskError(f"Reports are not printed as '{format[:20]}'.", f"Choose one of: {', '.join(FORMATS)}.")
