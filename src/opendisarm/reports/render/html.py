"""The report as one page: a single file that asks nobody for anything, readable on a phone and on paper."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from opendisarm.reports.figures import Cell, Number, Phrase, Role, Table, Terms, Unit
from opendisarm.reports.render import cover, picture
from opendisarm.reports.render.headers import depth, headings
from opendisarm.reports.render.words import MARK, Voice
from opendisarm.reports.report import Report

CONTENTS: Final = Phrase("Contents")
_WIDTHS: Final = (("wide", 760), ("narrow", 350))
_KEPT_TOGETHER: Final = 16
"""Tables of so many rows are printed on one page."""

_NAMESPACES: Final = re.compile(r' (?:xmlns(?::xlink)?|version)="[^"]*"')


def page(report: Report, voice: Voice) -> bytes:
    """UTF-8 HTML."""
    asked = cover.asked(report)
    bars = picture.bars(report, voice)
    text: str = _template().render(
        lang=voice.lang,
        rtl=voice.rtl,
        css=files("opendisarm.reports.render").joinpath("page.css").read_text(encoding="utf-8"),
        running=cover.running(report, voice),
        heading=voice.say(report.heading),
        subheading=voice.say(report.subheading),
        state=report.state_name,
        year=str(report.year),
        lines=cover.lines(report, voice),
        asked=[
            (voice.say(row.label), voice.cell(asked.cell(row.key, "answer")), asked.address(row.key, "answer"))
            for row in asked.rows
        ],
        asked_notes=[voice.say(note) for note in asked.notes],
        contents=voice.say(CONTENTS),
        pictures=[
            (name, _NAMESPACES.sub("", picture.svg(bars, voice, width, name))) for name, width in _WIDTHS if bars
        ],
        picture_title=voice.say(picture.PICTURE_TITLE),
        picture_words=picture.in_words(bars, voice),
        same_figures=voice.say(picture.SAME_FIGURES),
        tables=[_table(table, voice) for table in cover.shown(report)],
        reading=voice.say(cover.READING),
        legend=cover.legend(report, voice),
        digits=voice.say(cover.DIGITS),
        addresses=voice.say(cover.ADDRESSES),
        as_of=cover.as_of(report, voice),
        head=report.head.chain,
    )
    return (text + "\n").encode()


@cache
def _template() -> Any:
    loader = PackageLoader("opendisarm.reports", "render")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)
    return environment.get_template("page.html")


def _table(table: Table, voice: Voice) -> dict[str, Any]:
    return {
        "id": table.id,
        "form": voice.say(table.form),
        "title": voice.say(table.title),
        "head": _head(table, voice),
        "rows": [
            {
                "role": "" if row.role is Role.PART else row.role.value,
                "label": voice.say(row.label),
                "cells": [
                    _cell(table.cell(row.key, column.key), table.address(row.key, column.key), voice, column.unit)
                    for column in table.columns
                ],
            }
            for row in table.rows
        ],
        "short": len(table.rows) <= _KEPT_TOGETHER,
        "notes": [voice.say(note) for note in table.notes],
    }


def _head(table: Table, voice: Voice) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = [[] for _ in range(depth(table))]
    for heading in headings(table):
        words = heading.column > 0 and table.columns[heading.column - 1].unit is Unit.TERMS
        rows[heading.row].append(
            {"text": voice.say(heading.label), "rows": heading.rows, "columns": heading.columns, "words": words}
        )
    return rows


def _cell(cell: Cell, address: str, voice: Voice, unit: Unit) -> dict[str, str]:
    kind = "" if isinstance(cell, Number) else "words" if isinstance(cell, Terms) else "said"
    if unit is Unit.TERMS and kind == "said":
        kind = "words said"
    mark = MARK if isinstance(cell, Number) and cell.reported else ""
    return {"text": voice.cell(cell), "kind": kind, "mark": mark, "address": address}
