"""Forms read back from their files: by openpyxl, and as the XML that field tools run."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from opendisarm.forms import build, compiled

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
CODES = (None, "en", "fr", "es", "ar")


@cache
def files(lang: str | None) -> dict[str, bytes]:
    return build(lang)


def file(form: str, lang: str | None = None) -> bytes:
    return files(lang)[f"opendisarm_{form}{f'_{lang}' if lang else ''}.xlsx"]


def sheet(xlsx: bytes, name: str) -> list[dict[str, str]]:
    """Rows by column; empty cells are left out."""
    header, *rows = load_workbook(BytesIO(xlsx))[name].iter_rows(values_only=True)
    return [
        {str(column): str(cell) for column, cell in zip(header, row, strict=True) if cell is not None} for row in rows
    ]


@cache
def question(form: str, name: str, lang: str | None = "en") -> dict[str, str]:
    """The first row of a name."""
    return next(row for row in sheet(file(form, lang), "survey") if row.get("name") == name)


@cache
def xform(form: str, lang: str | None = "en") -> Element:
    return fromstring(compiled(file(form, lang))[0])


def answers(form: str) -> Element:
    """The empty submission of a form."""
    found = xform(form).find(f"{H}head/{XF}model/{XF}instance")
    assert found is not None
    return found[0]


def names(element: Element) -> list[str]:
    """Names of the questions and groups right below one, in order."""
    return [child.tag.removeprefix(XF) for child in element]


def everywhere(form: str) -> list[str]:
    """Names of all questions and groups of a form, in order."""
    return [element.tag.removeprefix(XF) for element in answers(form).iter()]


def group(form: str, name: str) -> list[str]:
    """Names right below the first group of a name."""
    found = answers(form).find(f".//{XF}{name}")
    assert found is not None
    return names(found)


def binds(form: str) -> dict[str, dict[str, str]]:
    """Path of a question -> what the XForm says of it."""
    return {bind.attrib["nodeset"]: dict(bind.attrib) for bind in xform(form).iter(f"{XF}bind")}
