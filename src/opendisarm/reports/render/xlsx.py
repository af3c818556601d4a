"""The report as a workbook: a sheet for the cover, for each table, and for the entries behind the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from opendisarm.reports.figures import Cell, Column, Number, Phrase, Role, Row, Table, Unit
from opendisarm.reports.render import cover
from opendisarm.reports.render.headers import depth, headings
from opendisarm.reports.render.sources import sources
from opendisarm.reports.render.words import MARK, Voice
from opendisarm.reports.report import Report

COVER_SHEET: Final = Phrase("Cover page")
PART_SHEET: Final = Phrase("{form}, {part}")
SOURCES_SHEET: Final = Phrase("Sources")
SOURCES_TITLE: Final = Phrase("The entries behind each figure")
CUT_OFF: Final = Phrase("{shown} of {count} lines are shown. The JSON file lists all of them.")
SOURCE_COLUMNS: Final = (
    (Phrase("Cell"), 34), (Phrase("Figure"), 14), (Phrase("Entry"), 26), (Phrase("Kind"), 18), (Phrase("Date"), 12),
    (Phrase("Amount"), 14), (Phrase("Unit"), 9), (Phrase("Polygon"), 10), (Phrase("File"), 34), (Phrase("Sheet"), 14),
    (Phrase("Row"), 9),
)  # fmt: skip
DRAWN: Final = Phrase("drawn")
REPORTED: Final = Phrase("reported")

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS: Final = {
    Unit.TERMS: 52.0, Unit.M2: 13.0, Unit.AREAS: 11.0, Unit.RECORDS: 9.0, Unit.ITEMS: 12.5, Unit.PERSONS: 10.5,
    Unit.SERVICES: 11.0, Unit.SESSIONS: 10.0,
}  # fmt: skip
_STUB_WIDTH: Final = 25.0
_ONLY_STUB_WIDTH: Final = 62.0
"""Of a table with one column, whose questions are sentences."""
_LETTERS_PER_UNIT: Final = 1.15
"""Column widths count the widest digits; letters of prose are narrower."""

_FIRST_HEADER: Final = 4
_LINE_POINTS: Final = 15


def workbook(report: Report, voice: Voice) -> bytes:
    """XLSX.  Method  no clock: the moment of the file is the moment of knowledge of the report."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{voice.say(report.subheading)}, {cover.running(report, voice)}",
            "subject": voice.say(report.heading),
            "author": report.state_name,
            "created": report.as_of.known.astimezone(UTC).replace(tzinfo=None),
        }
    )
    sheets = _Sheets(book, report, voice)
    sheets.cover()
    for table in cover.shown(report):
        sheets.table(table)
    sheets.sources()
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no program that opens a table takes for a formula, even when it is saved as CSV."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


@dataclass(frozen=True)
class _Sheets:
    book: Workbook
    report: Report
    voice: Voice

    def cover(self) -> None:
        sheet = self._sheet(COVER_SHEET)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 84)
        lines = [(line.label, line.value, line.code) for line in cover.lines(self.report, self.voice)]
        asked = cover.asked(self.report)
        said = [(self.voice.say(row.label), self.voice.cell(asked.cell(row.key, "answer"))) for row in asked.rows]
        sheet.merge_range(0, 0, 0, 1, harmless(self.voice.say(self.report.heading)), self._look(soft=True, wrap=True))
        sheet.set_row(0, 2 * _LINE_POINTS)
        sheet.set_row(1, 2 * _LINE_POINTS)
        self._text(sheet, 1, 0, self.report.state_name, self._look(bold=True, size=18))
        self._text(sheet, 2, 0, self.voice.say(self.report.subheading), self._look(size=13))
        at = 4
        for label, value, code in lines:
            self._text(sheet, at, 0, label, self._look(soft=True, rule=True))
            self._text(sheet, at, 1, value, self._look(rule=True, mono=code, ltr=code))
            at += 1
        for label, value in said:
            self._text(sheet, at, 0, label, self._look(soft=True, rule=True))
            self._text(sheet, at, 1, value, self._look(italic=True, rule=True))
            at += 1
        for note in asked.notes:
            at += 1
            self._text(sheet, at, 0, self.voice.say(note), self._look(soft=True))
        at += 1
        self._text(sheet, at, 0, self.voice.say(cover.READING), self._look(bold=True))
        for word, meaning in cover.legend(self.report, self.voice):
            at += 1
            self._text(sheet, at, 0, word, self._look())
            self._text(sheet, at, 1, meaning, self._look(wrap=True))
        for note in (cover.DIGITS, cover.ADDRESSES):
            at += 2 if note is cover.DIGITS else 1
            self._text(sheet, at, 0, self.voice.say(note), self._look(soft=True))

    def table(self, table: Table) -> None:
        sheet = self._sheet(PART_SHEET.of(form=table.form, part=table.part) if table.part else table.form)
        last = max(len(table.columns), 1)
        sheet.set_column(0, 0, _stub_width(table))
        for position, column in enumerate(table.columns, 1):
            sheet.set_column(position, position, _WIDTHS[column.unit])
        self._text(sheet, 0, 0, self.voice.say(table.form), self._look(soft=True))
        self._text(sheet, 1, 0, self.voice.say(table.title), self._look(bold=True, size=14))
        self._text(sheet, 2, 0, self._running(), self._look(soft=True))
        body = _FIRST_HEADER + depth(table)
        for heading in headings(table):
            words = heading.column == 0 or table.columns[heading.column - 1].unit is Unit.TERMS
            look = self._look(soft=True, head=True, wrap=True, figure=not words, centre=heading.over_columns)
            top, left = _FIRST_HEADER + heading.row, heading.column
            said = harmless(self.voice.say(heading.label))
            if heading.rows > 1 or heading.columns > 1:
                sheet.merge_range(top, left, top + heading.rows - 1, left + heading.columns - 1, said, look)
            else:
                sheet.write_string(top, left, said, look)
        sheet.set_row(body - 1, _LINE_POINTS * self._header_lines(table))
        for at, row in enumerate(table.rows, body):
            sheet.set_row(at, _LINE_POINTS * self._lines(table, row))
            detail = row.role is Role.DETAIL
            label = self._look(rule=True, wrap=True, bold=row.role is Role.TOTAL, soft=detail, indent=int(detail))
            self._text(sheet, at, 0, self.voice.say(row.label), label)
            for position, column in enumerate(table.columns, 1):
                self._cell(sheet, at, position, table.cell(row.key, column.key), row, column)
        end = body + len(table.rows)
        width = _stub_width(table) + sum(_WIDTHS[column.unit] for column in table.columns)
        for at, note in enumerate(table.notes, end + 1):
            said = self.voice.say(note)
            sheet.merge_range(at, 0, at, last, harmless(said), self._look(soft=True, wrap=True))
            sheet.set_row(at, _LINE_POINTS * _lines(said, width))
        sheet.freeze_panes(body, 1)
        sheet.repeat_rows(_FIRST_HEADER, body - 1)
        sheet.print_area(0, 0, end + len(table.notes) + 1, last)

    def sources(self) -> None:
        found = sources(self.report)
        sheet = self._sheet(SOURCES_SHEET)
        self._text(sheet, 0, 0, self.voice.say(SOURCES_TITLE), self._look(bold=True, size=14))
        self._text(sheet, 1, 0, self._running(), self._look(soft=True))
        if found.count > len(found.lines):
            cut = CUT_OFF.of(shown=len(found.lines), count=found.count)
            self._text(sheet, 2, 0, self.voice.say(cut), self._look(bold=True))
        for position, (label, width) in enumerate(SOURCE_COLUMNS):
            sheet.set_column(position, position, width)
            self._text(sheet, 3, position, self.voice.say(label), self._look(soft=True, head=True))
        plain, code, figure = self._look(), self._look(ltr=True), self._look(figure=True)
        day = self._look(ltr=True, day=True)
        words = {True: self.voice.say(DRAWN), False: self.voice.say(REPORTED)}
        units = {unit: self.voice.say(word) for unit, word in cover.UNIT_WORDS.items()}
        for at, line in enumerate(found.lines, 4):
            share, source = line.share, line.source
            self._text(sheet, at, 0, line.address, code)
            sheet.write_number(at, 1, line.figure, figure)
            self._text(sheet, at, 2, share.entry, code)
            self._text(sheet, at, 3, share.kind, code)
            sheet.write_datetime(at, 4, share.on, day)
            sheet.write_number(at, 5, share.amount, figure)
            self._text(sheet, at, 6, units[line.unit], plain)
            self._text(sheet, at, 7, words[share.drawn] if line.unit is Unit.M2 else "", plain)
            self._text(sheet, at, 8, source.file, code)
            self._text(sheet, at, 9, source.sheet, code)
            if source.row:
                sheet.write_number(at, 10, source.row, figure)
        sheet.freeze_panes(4, 1)
        sheet.autofilter(3, 0, 3 + len(found.lines), len(SOURCE_COLUMNS) - 1)
        sheet.repeat_rows(3, 3)

    def _sheet(self, name: Phrase) -> Any:
        sheet = self.book.add_worksheet(self.voice.say(name)[:31])
        if self.voice.rtl:
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        page = self._escaped(self.voice.say(cover.PAGE)).replace("{page}", "&P").replace("{pages}", "&N")
        state, period = (
            self._escaped(cover.running(self.report, self.voice)),
            self._escaped(cover.period(self.report, self.voice)),
        )
        # The blank after a size keeps a text that starts with a digit out of the size.
        sheet.set_header(f"&L&8 {state}&R&8 {period}")
        as_of = self._escaped(cover.as_of(self.report, self.voice))
        sheet.set_footer(f"&L&8 {as_of}&C&7 {self.report.head.chain}&R&8 {page}")
        return sheet

    def _lines(self, table: Table, row: Row) -> int:
        """How many lines the words of a row need: office programs do not agree on who stretches rows."""
        texts = [(self.voice.cell(table.cell(row.key, column.key)), _WIDTHS[column.unit]) for column in table.columns]
        return max(_lines(text, width) for text, width in (*texts, (self.voice.say(row.label), _stub_width(table))))

    def _header_lines(self, table: Table) -> int:
        """Lines of the lowest header row; a column without a group has the rows above it, too."""
        above = depth(table) - 1
        return max(
            1,
            *(
                _lines(self.voice.say(column.label), 0.9 * _WIDTHS[column.unit])
                - (above if column.group is None else 0)
                for column in table.columns
            ),
        )

    def _escaped(self, text: str) -> str:
        """For a header or footer, where & starts a code, and which office programs write from left to right."""
        plain = text.replace("&", "&&")
        return f"\N{RIGHT-TO-LEFT EMBEDDING}{plain}\N{POP DIRECTIONAL FORMATTING}" if self.voice.rtl else plain

    def _running(self) -> str:
        return f"{cover.running(self.report, self.voice)}, {cover.as_of(self.report, self.voice)}"

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell, line: Row, of: Column) -> None:
        total, soft = line.role is Role.TOTAL, line.role is Role.DETAIL
        if isinstance(cell, Number):
            look = self._look(figure=True, rule=True, bold=total, soft=soft, mark=cell.reported != 0)
            sheet.write_number(row, column, cell.value, look)
        elif of.unit is Unit.TERMS:
            self._text(sheet, row, column, self.voice.cell(cell), self._look(rule=True, wrap=True, soft=soft))
        else:
            look = self._look(rule=True, italic=True, soft=True, wrap=True, figure=True)
            self._text(sheet, row, column, self.voice.cell(cell), look)

    def _text(self, sheet: Any, row: int, column: int, text: str, look: Any) -> None:
        if text:
            sheet.write_string(row, column, harmless(text), look)

    def _look(
        self, *, bold: bool = False, italic: bool = False, soft: bool = False, size: int = 10, rule: bool = False,
        head: bool = False, wrap: bool = False, figure: bool = False, mark: bool = False, centre: bool = False,
        indent: int = 0, mono: bool = False, ltr: bool = False, day: bool = False,
    ) -> Any:  # fmt: skip
        """A cell format; figures stand at the right, words where reading starts."""
        start = "right" if self.voice.rtl else "left"
        look = {
            "font_name": "Liberation Mono" if mono else "Arial", "font_size": size, "bold": bold, "italic": italic,
            "valign": "bottom" if head else "top", "text_wrap": wrap, "indent": indent,
            "align": "center" if centre else "right" if figure else start,
            "reading_order": 1 if ltr or not self.voice.rtl else 2,
        }  # fmt: skip
        if figure:
            look["num_format"] = f'#,##0"{MARK}"' if mark else "#,##0"
        if day:
            look["num_format"] = "yyyy-mm-dd"
        if soft:
            look["font_color"] = "#4A545E"
        if rule:
            look |= {"bottom": 1, "bottom_color": "#C9D0D6"}
        if head:
            look |= {"bottom": 1, "bottom_color": "#4A545E", "bg_color": "#F4F6F8"}
        return self.book.add_format(look)


def _stub_width(table: Table) -> float:
    return _STUB_WIDTH if len(table.columns) > 1 else _ONLY_STUB_WIDTH


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so many letters wide, broken between words."""
    width *= _LETTERS_PER_UNIT
    lines, room = 1, width
    for word in text.split():
        if len(word) > room and room < width:
            lines, room = lines + 1, width
        room -= len(word) + 1
    return lines
