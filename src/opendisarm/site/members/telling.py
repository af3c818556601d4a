"""What is on record about a change, as pairs: a word, and what was said; differences as before and after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from opendisarm.site.members.models import Change

_HEAD = 12
"""Signs of a journal head that are shown in a list."""


def told_of(change: Change) -> list[tuple[str, str]]:
    """(word of what, what was said), in the order in which it was put on record; what is empty is left out."""
    before, after = change.told.get("before"), change.told.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            (_word(name), f"{_said(name, before.get(name)) or '–'} → {_said(name, value) or '–'}")
            for name, value in after.items()
            if value != before.get(name)
        ]
    pairs = [(_word(name), _said(name, value)) for name, value in change.told.items()]
    return [(name, said) for name, said in pairs if said]


def _word(name: str) -> str:
    return {"org": _("organisation"), "is_active": _("may sign in"), "areas": _("provinces")}.get(
        name, _(name.replace("_", " "))
    )


def _said(name: str, value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(map(str, value))
        case None:
            return ""
    if name == "head":
        return f"{str(value)[:_HEAD]}…"
    return _(str(value).replace("_", " ")) if name in ("role", "kind") and value else str(value)
