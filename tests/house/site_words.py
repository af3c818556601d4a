"""The words of the site's pages, gathered from its templates and its code, and its catalogues brought up to date.

`python -m tests.house.site_words` adds messages that are new, without a translation, and takes out those that are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from opendisarm.access.roles import Permission, Role
from opendisarm.core import persons, records, review, vocabulary
from opendisarm.core.findings import Severity
from opendisarm.core.records import norms, obligations
from opendisarm.desk.records.standing import Standing as RecordStanding
from opendisarm.desk.review import Why
from opendisarm.law import answers
from opendisarm.ledgers.norms.standing import Standing as NormStanding
from opendisarm.ledgers.people import accounts
from tests.house.tree import SRC

SITE: Final = SRC / "site"
LOCALE: Final = SITE / "locale"
LANGUAGES: Final = ("ar", "es", "fr")
KEYWORDS: Final[dict[str, Any]] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
_ROOMS: Final = (vocabulary, review, persons, norms, obligations, answers, accounts)
_LISTS: Final = (Severity, Role, Permission, RecordStanding, NormStanding, Why)
_NO_WORDS: Final = {"InstrumentId", "DutyId", "Treaty"}
"""Closed lists of names that are the same in every language."""

Id = str | tuple[str, ...]


def extracted() -> dict[tuple[Id, str], None]:
    """(message, context) of everything that a page may say, in alphabetical order."""
    found: set[tuple[Id, str]] = {(word, "") for word in closed_lists()}
    for file in sorted(SITE.rglob("*.py")):
        found |= set(_of(file.read_bytes()))
    for file in sorted(SITE.rglob("*.html")):
        # What stands in its place of a template is Python again, as far as words go.
        code = templatize(file.read_text(encoding="utf-8"), origin=file.name)
        found |= set(_of(_aligned(code).encode()))
    singles = {message[0] for message, _ in found if isinstance(message, tuple)}
    kept = [one for one in found if one[0] not in singles]
    return dict.fromkeys(sorted(kept, key=lambda one: (_first(one[0]).casefold(), _first(one[0]), one[1])))


def closed_lists() -> Iterator[str]:
    """Words that templates show by `|words`: values of closed lists, with spaces for underscores."""
    lists: list[type[StrEnum]] = list(_LISTS)
    for room in _ROOMS:
        lists += [
            one for name, one in vars(room).items()
            if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum and name not in _NO_WORDS
        ]  # fmt: skip
    for one in lists:
        yield from (str(value).replace("_", " ") for value in one if any(letter.isalpha() for letter in value))
    yield from (kind.replace("_", " ") for kind in records.RECORD_KINDS)


def brought_up_to_date(language: str) -> Catalog:
    """The catalogue of a language with exactly the messages of today; those it knew keep their translation."""
    before = catalogue(language)
    after = Catalog(locale=language, domain="django", fuzzy=False)
    for message, context in extracted():
        known = before.get(_first(message), context or None)
        same = known is not None and (known.id == message or _first(known.id) == message)
        after.add(message, known.string if same and known is not None else None, context=context or None)
    return after


def catalogue(language: str) -> Catalog:
    """As it lies in the tree; an empty one where there is none."""
    file = LOCALE / f"{language}.po"
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as content:
        return read_po(content, locale=language, abort_invalid=True)


def written(made: Catalog) -> bytes:
    """A catalogue as it is kept: without days, names and places of lines, so that only words make a difference."""
    content = BytesIO()
    write_po(content, made, width=118, omit_header=True, no_location=True)
    return _header(made) + content.getvalue().rstrip(b"\n") + b"\n"


def _header(made: Catalog) -> bytes:
    lines = (
        f"# The site's words: {made.locale}.",
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        f'"Language: {made.locale}\\n"',
        f'"Plural-Forms: {made.plural_forms}\\n"',
        "",
        "",
    )
    return "\n".join(lines).encode()


def _of(content: bytes) -> Iterator[tuple[Id, str]]:
    for _, message, _, context in extract("python", BytesIO(content), KEYWORDS):
        if message:
            yield message, context or ""


def _aligned(code: str) -> str:
    """Calls stand at any depth of a page; Python would see blocks there that never end."""
    return "\n".join(line.strip() for line in code.splitlines())


def _first(message: Id) -> str:
    return message if isinstance(message, str) else message[0]


def main(languages: Iterable[str] = LANGUAGES) -> None:
    """Write the catalogues of today."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    LOCALE.mkdir(exist_ok=True)
    for language in languages:
        made = brought_up_to_date(language)
        Path(LOCALE / f"{language}.po").write_bytes(written(made))
        empty = sum(1 for message in made if message.id and not all(_strings(message.string)))
        print(f"{language}: {len(made)} messages, {empty} without a translation")


def _strings(text: Any) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [text or ""]


if __name__ == "__main__":
    main()
