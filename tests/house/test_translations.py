"""Every catalogue of translations is complete, and says the same things with the same placeholders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.tree import files, name

PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")


def test_nothing_is_left_untranslated() -> None:
    open_ = [f"{where}: {message.id!r}" for where, message in _messages() if not all(_strings(message.string))]
    assert not open_, "\n".join(open_)


def test_no_translation_is_a_guess() -> None:
    fuzzy = [f"{where}: {message.id!r}" for where, message in _messages() if message.fuzzy]
    assert not fuzzy, "\n".join(fuzzy)


def test_placeholders_survive_translation() -> None:
    lost = [
        f"{where}: {message.id!r} -> {text!r}"
        for where, message in _messages()
        for text in _strings(message.string)
        if text and _placeholders(text) not in [_placeholders(original) for original in _strings(message.id)]
    ]
    assert not lost, "\n".join(lost)


def test_every_language_translates_the_same_messages() -> None:
    by_domain: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for file, catalogue in _catalogues():
        by_domain[name(file.parent)][file.name] = frozenset(str(message.id) for message in catalogue if message.id)
    for domain, told in by_domain.items():
        everything = frozenset().union(*told.values())
        missing = {where: sorted(everything - ids) for where, ids in told.items() if everything - ids}
        assert not missing, f"{domain}: {missing}"


def _catalogues() -> Iterator[tuple[Path, Catalog]]:
    for file in files():
        if file.suffix == ".po":
            with file.open("rb") as content:
                yield file, read_po(content, abort_invalid=True)


def _messages() -> Iterator[tuple[str, Message]]:
    for file, catalogue in _catalogues():
        for message in catalogue:
            if message.id:
                yield f"{name(file)}, line {message.lineno}", message


def _strings(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text or "")]


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
