"""A finished report as a file: the same report gives the same bytes, in each format and language."""

from __future__ import annotations

from typing import Final, Literal

from opendisarm.reports.render.words import Voice
from opendisarm.reports.report import Report

Format = Literal["xlsx", "docx", "html", "json"]

FORMATS: Final[tuple[Format, ...]] = ("xlsx", "docx", "html", "json")


def render(report: Report, format: Format, lang: str = "en") -> bytes:
    """The report as a file.  Errors  ValueError, in one line, on an unknown language or format."""
    voice = Voice(lang)
    match format:
        case "xlsx":
            from opendisarm.reports.render.xlsx import workbook  # each format loads only its own library

            return workbook(report, voice)
        case "docx":
            from opendisarm.reports.render.docx import document

            return document(report, voice)
        case "html":
            from opendisarm.reports.render.html import page

            return page(report, voice)
        case "json":
            from opendisarm.reports.render.json import text

            return text(report, voice)
    raise ValueError(f"Reports are not printed as '{format}'; choose one of: {', '.join(FORMATS)}.")
