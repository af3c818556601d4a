"""The report for machines: every cell with its address, type, value, unit and the entries behind it.

The shape is published in `opendisarm/reports/schemas` (JSON Schema 2020-12): a file for each report, and
`report.schema.json` with what all of them share.
"""

from __future__ import annotations

import json
from typing import Any, Final

from opendisarm.reports.figures import (
    Cell,
    Label,
    NoneDeclared,
    NotApplicable,
    Number,
    Table,
    Terms,
    Unit,
    Unknown,
    Withheld,
    addressed,
)
from opendisarm.reports.render.words import Voice
from opendisarm.reports.report import Report

SCHEMA: Final = "urn:opendisarm:report:{name}:1"


def text(report: Report, voice: Voice) -> bytes:
    """UTF-8 JSON, keys in the order of the schema; only titles and labels depend on the language."""
    shape = {
        "schema": SCHEMA.format(name=report.name),
        "report": report.name,
        "language": voice.lang,
        "state": {"code": report.state, "name": report.state_name},
        "year": report.year,
        "period": {"first": report.period.first.isoformat(), "last": report.period.last.isoformat()},
        "as_of": {"on": report.as_of.on.isoformat(), "known": report.as_of.known.isoformat()},
        "journal": {"entries": report.head.seq, "head": report.head.chain},
        "title": [voice.say(report.heading), voice.say(report.subheading)],
        "tables": [_table(table, voice) for table in report.tables],
        "cells": [
            {"address": address, **_unit(column.unit), **_cell(cell, voice)}
            for address, _, column, cell in addressed(report.tables)
        ],
    }
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: Table, voice: Voice) -> dict[str, Any]:
    return {
        "id": table.id,
        "form": voice.say(table.form),
        "title": voice.say(table.title),
        "rows": [_line(row.key, row.label, voice, role=row.role.value) for row in table.rows],
        "columns": [
            _line(column.key, column.label, voice, unit=column.unit.value, of_which=column.of_which)
            for column in table.columns
        ],
        "notes": [voice.say(note) for note in table.notes],
    }


def _line(key: str, label: Label, voice: Voice, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": voice.say(label), **more}


def _unit(unit: Unit) -> dict[str, str]:
    return {"unit": unit.value}


def _cell(cell: Cell, voice: Voice) -> dict[str, Any]:
    match cell:
        case Number():
            shape: dict[str, Any] = {"type": "number", "value": cell.value}
            if cell.reported:
                shape["reported"] = cell.reported
            return {**shape, "because": [share.entry for share in cell.because.shares()]}
        case Terms():
            because = [share.entry for share in cell.because.shares()]
            return {"type": "terms", "value": [code for code, _ in cell.words], "because": because}
        case NoneDeclared():
            return {"type": "none_declared", "value": None, "because": [cell.entry]}
        case Unknown():
            return {"type": "unknown", "value": None, "because": []}
        case NotApplicable():
            because = [cell.entry] if cell.entry else []
            return {"type": "not_applicable", "value": None, "reason": cell.reason, "because": because}
        case Withheld():
            because = [cell.entry] if cell.entry else []
            return {"type": "withheld", "value": None, "seen_by": voice.say(cell.seen_by), "because": because}
