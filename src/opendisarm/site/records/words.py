"""What fields of records are called on pages, and what to write in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from opendisarm.desk.records.changes import Change
from opendisarm.desk.records.fields import Answer, Field
from opendisarm.desk.voices import voice_of

LABELS: Final[dict[str, str | Promise]] = {
    "act": _("act"), "activity": _("activity or task"), "actor": _("actor, in the words of the source"),
    "actor_state": _("state of the actor"), "amount": _("amount"), "area_m2": _("area as reported"),
    "as_of": _("as of"), "ballot": _("ballot"), "basis": _("basis"), "body": _("body"), "category": _("category"),
    "cell": _("column of the form"), "certainty": _("certainty"), "citation": _("source, as it is cited"),
    "code": _("code"), "contamination": _("contamination"), "currency": _("currency"), "deadline": _("deadline"),
    "depth_cm": _("depth"), "document": _("document"), "duty": _("duty"), "effective": _("in effect from"),
    "event": _("event"), "evidence": _("evidence"), "fate": _("what became of it"), "figure": _("figure"),
    "form": _("form"), "grade": _("grade"), "hazard": _("hazardous area"), "instrument": _("instrument"),
    "level": _("level"), "measure": _("measure"), "meeting": _("meeting"), "method": _("method"),
    "model": _("model"), "name": _("name of the unit"), "note": _("note"), "number": _("number, as printed"),
    "on": _("field date"), "operator": _("operator"), "parent": _("code of the unit above"),
    "place.admin1": _("province"), "place.admin1_code": _("code of the province"), "place.admin2": _("district"),
    "place.admin2_code": _("code of the district"), "place.state": _("state"), "populated": _("populated area"),
    "position": _("position"), "practised": _("practice"), "provision": _("provision"),
    "quantity": _("number of items"), "reason": _("reason"), "ref": _("sender's id"), "report": _("report"),
    "resolution": _("resolution"), "said": _("what is declared"), "shape": _("shape"), "signed_by": _("signed by"),
    "started": _("first day of the work"), "state": _("state"), "status": _("status"), "step": _("step"),
    "text": _("wording"), "title": _("title"), "to": _("where the land goes"), "unit": _("unit"),
    "until": _("last day"), "value": _("value, as printed"), "venue": _("venue"), "weapon": _("weapon"),
    "what": _("what is counted"), "year": _("year"),
}  # fmt: skip

KIND_WORDS: Final[dict[str, str | Promise]] = {
    "land.suspected": _("suspected hazardous area"), "land.confirmed": _("confirmed hazardous area"),
    "land.cancelled": _("land cancelled"), "land.reduced": _("land reduced"), "land.cleared": _("land cleared"),
    "land.correction": _("correction of land"), "device.found": _("device found"),
    "event.reported": _("event reported"), "place.admin": _("administrative unit"),
    "figure.published": _("published figure"), "report.declaration": _("declaration in a report"),
    "norm.act": _("act of a state"), "norm.endorsement": _("endorsement"), "norm.vote": _("vote"),
    "norm.position": _("position of a state"), "norm.milestone": _("milestone of an instrument"),
    "norm.count": _("published count of states"), "norm.obligation": _("step of an obligation"),
    "norm.report": _("report of a state"), "norm.measure": _("national measure"), "norm.practice": _("practice"),
    "norm.assistance": _("measure of victim assistance"), "incident.use": _("use of weapons"),
}  # fmt: skip
ACT_WORDS: Final[dict[str, str | Promise]] = {
    "journal.approval": _("approved"), "journal.verification": _("verified"), "journal.return": _("returned"),
    "journal.withdrawal": _("withdrawn"),
}  # fmt: skip

UNITS: Final[dict[str, str]] = {"m2": "m²", "cm": "cm"}

_HINTS: Final[dict[Answer, str | Promise]] = {
    Answer.ROUGH_DAY: _("2024-05-31; or 2024-05, or 2024, where only that is known"),
    Answer.STATE: _("three letters, for example KHM"),
    Answer.SHAPE: _("WKT or GeoJSON: longitude first, then latitude, in degrees (WGS 84)"),
}

KINDS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (_("Land"), tuple(kind for kind in KIND_WORDS if kind.startswith("land."))),
    (_("What was found, and what happened"), ("device.found", "event.reported", "incident.use")),
    (_("States and their duties"), (
        "norm.act", "norm.endorsement", "norm.obligation", "norm.report", "norm.measure", "norm.practice",
        "norm.assistance", "norm.position", "norm.vote",
    )),
    (_("Instruments"), ("norm.milestone", "norm.count")),
    (_("Published and declared"), ("figure.published", "report.declaration")),
    (_("Administrative units"), ("place.admin",)),
)  # fmt: skip
"""Kinds of record that are added by a form, as they are looked for."""


def label(name: str) -> str | Promise:
    """What a field is called; its own name where nobody gave it words."""
    return LABELS.get(name, name.replace("_", " "))


def kind_words(kind: str) -> str | Promise:
    """What a kind of record is called."""
    return KIND_WORDS.get(kind, kind)


def shown(field: Field | None, texts: Sequence[str]) -> str:
    """What is said in a field, as people read it: words of a list in their language, whole numbers grouped."""
    if field is None:
        return ", ".join(texts)
    if field.words:
        return ", ".join(gettext(text.replace("_", " ")) for text in texts)
    text = texts[0] if texts else ""
    if field.answer in (Answer.NUMBER, Answer.WHOLE) and field.name != "year" and text.isascii() and text.isdecimal():
        return voice_of((get_language() or "en").split("-")[0]).number(int(text))
    return text


def change_words(field: Field | None, one: Change) -> tuple[str | Promise, str, str]:
    """(label, before, after) of a change."""
    listed = field is not None and bool(field.words)
    old, new = ((text.split("+") if listed else [text]) if text else [] for text in (one.old, one.new))
    return label(one.field), shown(field, old), shown(field, new)


def hint(field: Field) -> str | Promise:
    """What to write in a field, "" where that is plain."""
    return _HINTS.get(field.answer, "")
