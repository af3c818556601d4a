"""The paper: an extract as PDF/A-2b (and PDF/UA-1), A4, byte for byte the same whenever it is made again.

Everything on it comes from the signed statement and the reader's language. The signed text stands on it twice: as a
QR code, and as a keyword in the PDF's own description, where a check finds it without reading a picture.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

import typst

from opendisarm.extracts.extract import Extract
from opendisarm.extracts.letters import shown
from opendisarm.extracts.page import page_of
from opendisarm.extracts.wording import ExtractVoice

STANDARDS: Final[list[typst.PDFStandard]] = ["a-2b", "ua-1"]


def pdf(extract: Extract, lang: str, key: str, state_name: str = "") -> bytes:
    """The PDF.  key: id of the key that signed.  Errors  ValueError on a language that there is not."""
    return _set(
        extract, lang, key, state_name,
        lambda compiler, moment: compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment),
    )[0]  # fmt: skip


def picture(extract: Extract, lang: str, key: str, state_name: str = "", ppi: float = 110.0) -> list[bytes]:
    """The pages as PNG, for a screen."""
    return _set(extract, lang, key, state_name, lambda compiler, _: compiler.compile(format="png", ppi=ppi))


def _set(
    extract: Extract, lang: str, key: str, state_name: str, make: Callable[[typst.Compiler, int], Any]
) -> list[bytes]:
    page = shown(page_of(extract, ExtractVoice(lang), key, state_name))
    issued = extract.says.issued.astimezone(UTC)
    page["day"] = [issued.year, issued.month, issued.day]
    compiler = typst.Compiler(
        files("opendisarm.extracts").joinpath("page.typ").read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
    )
    made = make(compiler, int(issued.timestamp()))
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    with as_file(files("opendisarm").joinpath("data", "fonts")) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
