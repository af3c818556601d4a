"""Ledgers kept as files of arrays: written whole, read back by the types of their fields, thrown away at will."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final, get_type_hints

import numpy as np

from opendisarm.core.canonical import canonical_json
from opendisarm.ledgers.words import Words

BROKEN: Final = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)
"""What reading a file that was cut off, or written by another version, may raise."""

_KEPT_SECONDS: Final = 30 * 86_400
"""Ledgers of older heads serve questions "as known on"; a month later they are folded again if anybody asks.

What a fold that was cut off left behind (.part) goes the same way.
"""


def keep(file: Path, parts: Mapping[str, Any], without: Collection[str] = ()) -> None:
    """Write dataclasses of arrays, words, texts and further such dataclasses.

    without  names of fields that are left out.     Errors  OSError.
    Older files of the same ledger (the first word of the name) are removed after a month.
    """
    arrays: dict[str, Any] = {}
    for name, part in parts.items():
        _flatten(name, part, without, arrays)
    file.parent.mkdir(exist_ok=True)
    part_file = file.with_name(f"{file.name}.{os.getpid()}.part")
    with part_file.open("wb") as out:
        np.savez(out, **arrays)
    part_file.replace(file)
    for older in file.parent.glob(f"{file.name.partition('-')[0]}-*"):
        if older != file and older.stat().st_mtime < file.stat().st_mtime - _KEPT_SECONDS:
            older.unlink(missing_ok=True)


def kept(file: Path, parts: Mapping[str, type[Any]], instead: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What `keep` wrote.  instead: values for fields that were left out.  Errors  those of `BROKEN`."""
    with np.load(file) as arrays:
        return {name: _built(name, of, arrays, instead or {}) for name, of in parts.items()}


def _flatten(at: str, value: Any, without: Collection[str], arrays: dict[str, Any]) -> None:
    for field in fields(value):
        inner, name = getattr(value, field.name), f"{at}.{field.name}"
        if field.name in without:
            continue
        if isinstance(inner, Words):
            arrays[f"{name}.codes"] = inner.codes
            arrays[f"{name}.names"] = _texts(inner.names)
        elif isinstance(inner, tuple):
            arrays[name] = _texts(inner)
        elif is_dataclass(inner):
            _flatten(name, inner, without, arrays)
        else:
            arrays[name] = inner


def _built(at: str, of: type[Any], arrays: Any, instead: Mapping[str, Any]) -> Any:
    hints = get_type_hints(of)
    values: dict[str, Any] = {}
    for field in fields(of):
        name, hint = f"{at}.{field.name}", hints[field.name]
        if field.name in instead:
            values[field.name] = instead[field.name]
        elif hint is Words:
            values[field.name] = Words(arrays[f"{name}.codes"], _words(arrays[f"{name}.names"]))
        elif is_dataclass(hint) and isinstance(hint, type):
            values[field.name] = _built(name, hint, arrays, instead)
        elif getattr(hint, "__origin__", None) is tuple:
            values[field.name] = _words(arrays[name])
        else:
            values[field.name] = arrays[name]
    return of(**values)


def _texts(texts: tuple[str, ...]) -> Any:
    return np.frombuffer(canonical_json(list(texts)).encode(), np.uint8)


def _words(held: Any) -> tuple[str, ...]:
    return tuple(json.loads(held.tobytes()))
