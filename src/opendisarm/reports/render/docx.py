"""The report as an editable document that looks like the official form: A4 landscape, headers repeated."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from opendisarm.reports.figures import Number, Role, Row, Table, Unit
from opendisarm.reports.render import cover, picture
from opendisarm.reports.render.docx_parts import (
    element,
    fonts,
    mirrored,
    right_to_left,
    ruled,
    shaded,
    steady,
    whole,
    with_fields,
)
from opendisarm.reports.render.headers import depth, headings
from opendisarm.reports.render.words import MARK, Voice
from opendisarm.reports.report import Report

_SOFT: Final = RGBColor(0x4A, 0x54, 0x5E)
_INK: Final = RGBColor(0x1B, 0x1F, 0x23)
_WIDTH_MM: Final = 265.0
_STUB_MM: Final = 46.0
_CROWDED: Final = 8
"""Figure columns above which a table gets a narrower first column and smaller headers."""
_TERMS_MM: Final = 84.0
_WIDEST_MM: Final = 34.0
_STARTS_A_PAGE: Final = ("C1", "C2", "F2", "G2", "T1", "T4", "I1", "J1", "G1", "H1")
_KEPT_TOGETHER: Final = 16
"""Tables of so many rows are moved to the next page rather than broken."""


def document(report: Report, voice: Voice) -> bytes:
    """DOCX.  Method  no clock: its dates are the moment of knowledge of the report."""
    paper = _Paper(report, voice)
    paper.cover()
    for table in cover.shown(report):
        paper.table(table)
    paper.legend()
    out = BytesIO()
    paper.document.save(out)
    return steady(out.getvalue())


class _Paper:
    """A document being written."""

    def __init__(self, report: Report, voice: Voice) -> None:
        self.report, self.voice, self.document = report, voice, Document()
        self._facts()
        self._styles()
        self._page()

    def cover(self) -> None:
        say = self.voice.say
        self._paragraph(say(self.report.heading), soft=True)
        self._paragraph(self.report.state_name, style="Title")
        self._paragraph(f"{say(self.report.subheading)}, {self.report.year}", style="Subtitle")
        asked = cover.asked(self.report)
        lines = [(line.label, line.value, line.code) for line in cover.lines(self.report, self.voice)]
        lines += [(say(row.label), self.voice.cell(asked.cell(row.key, "answer")), False) for row in asked.rows]
        table = self._grid(len(lines), [64.0, _WIDTH_MM - 64.0])
        for row, (label, value, code) in zip(table.rows, lines, strict=True):
            whole(row)
            self._write(row.cells[0], label, soft=True)
            self._write(row.cells[1], value, ltr=code)
        for note in asked.notes:
            self._paragraph(say(note), soft=True).paragraph_format.space_before = Pt(6)
        bars = picture.bars(self.report, self.voice)
        if bars:
            self._paragraph(say(picture.PICTURE_TITLE), style="Heading 2")
            shown = self.document.add_picture(BytesIO(picture.png(bars, self.voice, 760)), width=Mm(190))
            about = shown._inline.docPr
            about.set("descr", picture.in_words(bars, self.voice))
            about.set("title", say(picture.PICTURE_TITLE))
            self._direct(self.document.paragraphs[-1])

    def table(self, table: Table) -> None:
        form = self._paragraph(self.voice.say(table.form), soft=True)
        form.paragraph_format.keep_with_next = True
        form.paragraph_format.page_break_before = table.id in _STARTS_A_PAGE
        form.paragraph_format.space_before = Pt(0 if table.id in _STARTS_A_PAGE else 18)
        self._paragraph(self.voice.say(table.title), style="Heading 2").paragraph_format.space_before = Pt(0)
        top = depth(table)
        grid = self._grid(top + len(table.rows), _widths(table))
        self._head(grid, table, top)
        together = len(table.rows) <= _KEPT_TOGETHER
        for line, row in zip(grid.rows[top:], table.rows, strict=True):
            whole(line)
            self._row(
                list(line.cells),
                row,
                table,
                keep=(together and row is not table.rows[-1]) or (row is table.rows[-1] and bool(table.notes)),
            )
        for note in table.notes:
            said = self._paragraph(self.voice.say(note), soft=True)
            said.paragraph_format.space_before, said.paragraph_format.space_after = Pt(2), Pt(0)

    def legend(self) -> None:
        say = self.voice.say
        self._paragraph(say(cover.READING), style="Heading 2")
        lines = cover.legend(self.report, self.voice)
        grid = self._grid(len(lines), [50.0, _WIDTH_MM - 50.0])
        for row, (word, meaning) in zip(grid.rows, lines, strict=True):
            whole(row)
            self._write(row.cells[0], word, keep=True)
            self._write(row.cells[1], meaning, keep=True)
        self._paragraph(say(cover.DIGITS), soft=True)
        self._paragraph(say(cover.ADDRESSES), soft=True)

    def _facts(self) -> None:
        about, moment = self.document.core_properties, self.report.as_of.known.astimezone(UTC).replace(tzinfo=None)
        about.title = f"{self.voice.say(self.report.subheading)}, {cover.running(self.report, self.voice)}"
        about.author = about.last_modified_by = self.report.state_name
        about.subject, about.comments, about.language = self.voice.say(self.report.heading), "", self.voice.lang
        about.created = about.modified = moment
        about.revision = 1

    def _styles(self) -> None:
        styles = self.document.styles
        for name, size, bold in (
            ("Normal", 9.5, False),
            ("Title", 22, True),
            ("Subtitle", 13, False),
            ("Heading 2", 13, True),
        ):
            style = styles[name]
            fonts(style, size)
            style.font.bold, style.font.italic, style.font.color.rgb = bold, False, _INK
            style.font.cs_bold, style.font.cs_italic = bold, False
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.space_before = Pt(12 if name == "Heading 2" else 0)
            for old in [*style.element.iter(qn("w:pBdr")), *style.element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}")]:
                old.getparent().remove(old)
        properties = styles["Normal"].element.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(element("w:lang", val=self.voice.lang, bidi=self.voice.lang))

    def _page(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(16)
        section.top_margin, section.bottom_margin = Mm(17), Mm(17)
        section.header_distance = section.footer_distance = Mm(9)
        if self.voice.rtl:
            section._sectPr.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")
        head = section.header.paragraphs[0]
        head.text = f"{cover.running(self.report, self.voice)} · {cover.period(self.report, self.voice)}"
        first, second = section.footer.paragraphs[0], section.footer.add_paragraph()
        first.text = f"{cover.as_of(self.report, self.voice)} · "
        with_fields(first, self.voice.say(cover.PAGE))
        second.text = self.report.head.chain
        for paragraph in (head, first, second):
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(8), _SOFT
        self._direct(head)
        self._direct(first)
        if self.voice.rtl:
            second.alignment = ALIGN.RIGHT

    def _paragraph(self, text: str, *, style: str = "Normal", soft: bool = False) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(text)
        if soft:
            run.font.color.rgb = _SOFT
        self._direct(paragraph)
        return paragraph

    def _grid(self, rows: int, widths: list[float]) -> Any:
        grid = self.document.add_table(rows, len(widths))
        grid.autofit = False
        ruled(grid)
        if self.voice.rtl:
            mirrored(grid)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return grid

    def _head(self, grid: Any, table: Table, top: int) -> None:
        for row in grid.rows[:top]:
            whole(row, repeated=True)
        lines = [list(row.cells) for row in grid.rows[:top]]
        for heading in headings(table):
            cell = lines[heading.row][heading.column]
            if heading.rows > 1 or heading.columns > 1:
                cell = cell.merge(lines[heading.row + heading.rows - 1][heading.column + heading.columns - 1])
            words = heading.column == 0 or table.columns[heading.column - 1].unit is Unit.TERMS
            self._write(
                cell,
                self.voice.say(heading.label),
                soft=True,
                figure=not words,
                centre=heading.over_columns,
                keep=True,
                size=7.5 if len(table.columns) > _CROWDED else 8.5,
            )
        for line in lines:
            for tc in dict.fromkeys(line):
                shaded(tc, "F4F6F8")

    def _row(self, cells: list[Any], row: Row, table: Table, *, keep: bool) -> None:
        soft, bold = row.role is Role.DETAIL, row.role is Role.TOTAL
        self._write(cells[0], self.voice.say(row.label), bold=bold, soft=soft, keep=keep, indent=soft)
        for cell, column in zip(cells[1:], table.columns, strict=True):
            content = table.cell(row.key, column.key)
            text = self.voice.cell(content)
            if isinstance(content, Number):
                mark = MARK if content.reported else ""
                self._write(cell, text + mark, figure=True, bold=bold, soft=soft, keep=keep)
            else:
                words = column.unit is Unit.TERMS
                self._write(cell, text, figure=not words, soft=soft, italic=not words, keep=keep)

    def _write(
        self, cell: Any, text: str, *, bold: bool = False, soft: bool = False, italic: bool = False,
        figure: bool = False, centre: bool = False, keep: bool = False, ltr: bool = False, indent: bool = False,
        size: float = 9,
    ) -> None:  # fmt: skip
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = keep
        if indent:
            paragraph.paragraph_format.left_indent = Mm(4)
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        run.font.cs_bold = bold
        if soft:
            run.font.color.rgb = _SOFT
        if centre:
            paragraph.alignment = ALIGN.CENTER
        if ltr and self.voice.rtl:
            paragraph.alignment = ALIGN.RIGHT
            return
        # Figures stand at the right in every language, so that units stand under units.
        if figure and not centre:
            paragraph.alignment = ALIGN.RIGHT
        self._direct(paragraph, figure=figure)

    def _direct(self, paragraph: Any, *, figure: bool = False) -> None:
        if self.voice.rtl and not figure:
            right_to_left(paragraph)


def _widths(table: Table) -> list[float]:
    """mm of each column: words wide, figures alike and never wider than they need."""
    if len(table.columns) == 1:
        return [150.0, 60.0]
    terms = sum(column.unit is Unit.TERMS for column in table.columns)
    words = _TERMS_MM if table.id != "G2" else 60.0
    stub = 38.0 if len(table.columns) > _CROWDED else _STUB_MM
    figures = min(_WIDEST_MM, (_WIDTH_MM - stub - terms * words) / max(1, len(table.columns) - terms))
    return [stub, *(words if column.unit is Unit.TERMS else figures for column in table.columns)]
