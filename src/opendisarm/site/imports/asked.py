"""What the forms of the import ask, read into what the desk takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from opendisarm.access.scope import Reader
from opendisarm.core.records import RECORD_KINDS
from opendisarm.desk.errors import DeskError
from opendisarm.site.imports.machine import Asked
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.imports.reach import mappings_of
from opendisarm.site.imports.sealing import seal_words, site_key, words_in
from opendisarm.site.imports.words import field_words

KINDS: Final = tuple(kind for kind in RECORD_KINDS if not kind.startswith("norm."))
"""Kinds that field files hold."""
_HABITS: Final = {"date_order": ("dmy", "mdy", "ymd"), "decimal": (".", ",")}
_PLACES: Final = ("sheet", "layer", "crs")
_LONGEST: Final = 120


def asked_of(form: QueryDict, reader: Reader, state: str) -> Asked:
    """What was said when files were brought.  state: of the workspace, "" when it holds several.

    Errors  DeskError in a sentence.
    """
    kind, org = form.get("kind", ""), reader.scope.org or _line(form.get("org", ""))
    if kind and kind not in RECORD_KINDS:
        raise DeskError(_("There is no such kind of record."), _("Choose one of the list."))
    said = state or form.get("state", "").strip().upper()
    if said and not (len(said) == 3 and said.isascii() and said.isalpha()):
        raise DeskError(_("A state is named by three letters."), _("Write it as ISO 3166-1 alpha-3, for example KHM."))
    asked = Asked(kind=kind, org=org, state="" if state else said, repair=form.get("repair") == "on")
    number = form.get("kept", "")
    if not number:
        return asked
    kept = mappings_of(reader).filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if kept is None:
        raise DeskError(_("This mapping is no longer kept."), _("Choose another one, or none."))
    return replace(asked, mapping=mapping_kept(kept), confirmed=True)


def remapped(form: QueryDict, look: Mapping[str, Any], before: Asked) -> Asked:
    """What was said of the columns: field of ours for each of theirs.  look: as `desk.looking` told of the first file.

    Errors  DeskError when one field is given to two columns.
    """
    headers: Sequence[str] = look["headers"]
    columns: dict[str, str] = {}
    for at, header in enumerate(headers):
        wanted = form.get(f"column-{at}", "")
        if not wanted or not header:
            continue
        if wanted in columns:
            raise DeskError(
                _("“%(field)s” is given to two columns: %(first)s and %(second)s.")
                % {"field": field_words(wanted), "first": columns[wanted], "second": header},
                _("Choose another field for one of them, or leave it out."),
            )
        columns[wanted] = header
    left_out = {name: "" for name in look["columns"] if name not in columns}
    mapping: dict[str, Any] = {**before.mapping, **{k: v for k, v in look["mapping"].items() if k != "columns"}}
    for name, words in _HABITS.items():
        _put(mapping, name, form.get(name, "") if form.get(name, "") in words else "")
    for name in _PLACES:
        if name in form:
            _put(mapping, name, _line(form.get(name, "")))
    if "header_row" in form:
        row = form.get("header_row", "").strip()
        _put(mapping, "header_row", row if row.isascii() and row.isdecimal() and len(row) < 7 and int(row) else "")
    kind = form.get("kind", "")
    _put(mapping, "kind", "" if "kind" in columns else kind if kind in RECORD_KINDS else "")
    if form.get("again") != "look":
        mapping["columns"] = {**left_out, **columns}
    else:  # another sheet or row has other headers
        mapping.pop("columns", None)
    return replace(
        before, kind=kind if kind in RECORD_KINDS else "", mapping=mapping, repair=form.get("repair") == "on"
    )


def keep_mapping(name: str, org: str, by: str, mapping: Mapping[str, Any], moment: datetime) -> KeptMapping:
    """Keep a mapping under a name; one of the same name of this organisation is replaced.

    Errors  DeskError when it is no name.
    """
    name = _line(name)
    if not 0 < len(name) <= 80 or not name.isprintable():
        raise DeskError(_("A mapping is kept under a name of 1 to 80 letters."), _("Give it another name."))
    sealed = seal_words(dict(mapping), site_key(settings.WORKSPACE), "mapping")
    kept, _made = KeptMapping.objects.update_or_create(
        org=org, name=name, defaults={"sealed": sealed, "by": by, "made": moment}
    )
    return kept


def mapping_kept(kept: KeptMapping) -> dict[str, Any]:
    """The mapping that was kept."""
    found: dict[str, Any] = words_in(bytes(kept.sealed), site_key(settings.WORKSPACE), "mapping")
    return found


def _put(mapping: dict[str, Any], name: str, word: str) -> None:
    if word:
        mapping[name] = word
    else:
        mapping.pop(name, None)


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_LONGEST]
