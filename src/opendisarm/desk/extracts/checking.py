"""Check an extract: with the public key alone, without a workspace and without a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from opendisarm.desk.errors import DeskError
from opendisarm.desk.states import state_name
from opendisarm.extracts import keys
from opendisarm.extracts.extract import Extract, checked, text_in
from opendisarm.extracts.page import page_of, whole
from opendisarm.extracts.refused import RefusedError
from opendisarm.extracts.statement import Statement
from opendisarm.extracts.withdrawn import opened_list
from opendisarm.extracts.wording import ExtractVoice
from opendisarm.reports.figures import Phrase


@dataclass(frozen=True, slots=True)
class InWords:
    """What an extract says, in lines for people.

    tone   danger, released, or nothing: as the page colours its first sentence, the verdict.
    lines  (what, how much or which), as on the page.
    """

    verdict: str
    tone: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """An extract that may be relied on.  key: id of the key that signed it.

    withdrawn_until  up to when withdrawals were looked at; None: they were not.
    """

    says: Statement
    key: str
    words: InWords
    withdrawn_until: datetime | None


def check(content: bytes, public: bytes, moment: datetime, withdrawn: bytes = b"", lang: str = "en") -> Checked:
    """Check an extract on a day.

    content    the PDF as it was sent, or the text of its code.      public     what 'extract key' prints (PEM).
    withdrawn  the signed list of withdrawn extracts; b"" leaves withdrawals aside.
    Errors     DeskError, in the words of the language, when it must not be relied on.
    """
    voice = voice_of(lang)
    try:
        key = keys.public_key(public)
        gone = opened_list(withdrawn.decode("utf-8", errors="replace"), key) if withdrawn else None
        found = checked(text_in(content), key, moment.date(), gone.names() if gone else frozenset())
    except RefusedError as why:
        raise DeskError(_said(voice, why.what), _said(voice, why.remedy)) from why
    except ValueError as why:
        raise DeskError(str(why), "") from why
    return Checked(found.says, keys.key_id(key), in_words(found, lang), gone.made if gone else None)


def in_words(extract: Extract, lang: str) -> InWords:
    """What an extract says, in a language.  Errors  DeskError on a language that there is not."""
    voice = voice_of(lang)
    page = page_of(extract, voice, "", name_of_state(extract.says, lang))
    facts = [(name, value if voice.rtl else _plain(value)) for name, value in page["facts"]]
    accounts = [(one["word"], f"{one['m2']} {page['stands'][1]}") for one in page["accounts"]]
    notes = [(one["name"], one["said"]) for one in page["notes"]]
    limits = (page["limits"], page["not_safe"])
    lines = (*facts, *_corners(page), *accounts, *_releases(page), *notes, limits, tuple(page["head"]))
    return InWords(page["verdict"], page["tone"], lines)


def _corners(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every corner of a drawn parcel: otherwise a page with another outline would pass for the one that was signed."""
    outline = page["outline"] or {"head": ["", "", ""], "rows": []}
    corner, north, east = outline["head"]
    for number, latitude, longitude in outline["rows"]:
        yield f"{corner} {number}", f"{north} {latitude}, {east} {longitude}"


def _releases(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    told = page["releases"]
    if told is None:
        return
    for way, *rest in told["rows"]:
        yield f"{told['head'][0]} {way}", ", ".join(rest)
    for sentence in told["more"]:
        yield told["title"], sentence
    name, day = told["handover"]
    yield name, day


def name_of_state(says: Statement, lang: str) -> str:
    """The name of the state in a language; "" where nobody knows another than its code."""
    name = state_name(says.state, lang) if says.state else ""
    return "" if name == says.state else name


def voice_of(lang: str) -> ExtractVoice:
    """Who says the words of an extract in a language.  Errors  DeskError on a language that there is not."""
    try:
        return ExtractVoice(lang)
    except ValueError as why:
        raise DeskError(str(why), "") from why


def _said(voice: ExtractVoice, words: Phrase) -> str:
    """A sentence; serial numbers and keys in it keep their order in a line of Arabic."""
    facts = {name: whole(value) if voice.rtl and isinstance(value, str) else value for name, value in words.facts}
    return voice.say(words.of(**facts))


def _plain(text: str) -> str:
    """Without the signs that keep a name in order in a line of Arabic: a terminal shows them."""
    return text.replace("\N{LEFT-TO-RIGHT ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")
