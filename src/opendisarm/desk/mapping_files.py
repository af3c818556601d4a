"""Mapping files as text: one that somebody brings, one that is handed out, and what is known without any."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from opendisarm.desk.mapping import mapping_in
from opendisarm.importers import mapping as mappings


def mapping_of(name: str, content: bytes) -> Mapping[str, Any]:
    """The mapping in a YAML file that somebody brought.  name: as its sender calls it, for the message.

    Errors  DeskError with the first thing that is wrong with it; OSError.
    """
    with tempfile.TemporaryDirectory(prefix="opendisarm-mapping-") as folder:
        path = Path(folder) / (Path(name).name or "mapping.yaml")
        path.write_bytes(content)
        return mapping_in(path)


def as_yaml(mapping: Mapping[str, Any]) -> str:
    """A mapping as the import reads it.  Errors  OSError."""
    with tempfile.TemporaryDirectory(prefix="opendisarm-mapping-") as folder:
        path = Path(folder) / "mapping.yaml"
        mappings.save(mapping, path)
        return path.read_text(encoding="utf-8")


def known_headers() -> Mapping[str, Sequence[str]]:
    """Field of a land record -> headers that are taken for it when no mapping says otherwise, best first."""
    return mappings.synonyms()
