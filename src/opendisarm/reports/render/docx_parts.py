"""Pieces of a Word document for which python-docx has no word: direction, fields, rules, repeated rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from string import Formatter
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

FONT: Final = "Arial"
"""Has Latin and Arabic letters of equal weight, and every office program has it or one of the same measures."""

_MARGIN_TWIPS: Final = "70"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def element(name: str, **attributes: str) -> Any:
    """An element such as element("w:bidi") or element("w:top", val="single")."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def fonts(style: Any, size_points: float) -> None:
    """Latin and Arabic font and size of a style; without the latter Arabic text keeps another size."""
    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), FONT)
    properties.rFonts.set(qn("w:eastAsia"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    style.font.size = Pt(size_points)
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(size_points * 2))))


def right_to_left(paragraph: Any) -> None:
    """A paragraph, and the runs that it has, in Arabic order."""
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(
            element("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
            "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:outlineLvl",
            "w:rPr",
        )  # fmt: skip
    for run in paragraph.runs:
        run.font.rtl = True


def mirrored(table: Any) -> None:
    """A table whose first column stands at the right."""
    properties = table._tbl.tblPr
    properties.insert_element_before(
        element("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc",
        "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook",
    )  # fmt: skip


def ruled(table: Any) -> None:
    """Horizontal rules only, strong above and below, faint between rows; narrow margins at the sides of cells."""
    borders = element("w:tblBorders")
    for edge, size, colour in (("top", "8", "4A545E"), ("bottom", "8", "4A545E"), ("insideH", "4", "C9D0D6")):
        borders.append(element(f"w:{edge}", val="single", sz=size, space="0", color=colour))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", w=_MARGIN_TWIPS, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def whole(row: Any, *, repeated: bool = False) -> None:
    """A row that no page break splits; repeated at the head of every page when it is a header."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if repeated:
        properties.append(element("w:tblHeader"))


def shaded(cell: Any, colour: str) -> None:
    """A cell on a coloured ground (six hex digits)."""
    properties = cell._tc.get_or_add_tcPr()
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))


def with_fields(paragraph: Any, template: str) -> None:
    """Text with {page} and {pages}, which the office program fills in."""
    names = {"page": "PAGE", "pages": "NUMPAGES"}
    for text, field, _, _ in Formatter().parse(template):
        if text:
            paragraph.add_run(text)
        if field:
            _field(paragraph, names[field])


def _field(paragraph: Any, instruction: str) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            said = element("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = f" {instruction} "
            run._r.append(said)
        elif kind == "text":
            run.text = "1"
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def steady(content: bytes) -> bytes:
    """The same archive without the moments at which its parts were packed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for info in _in_order(packed):
            entry = zipfile.ZipInfo(info.filename, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            again.writestr(entry, packed.read(info))
    return out.getvalue()


def _in_order(packed: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    yield from packed.infolist()
