"""Codes of findings about tables: sheets, headers, rows, and points that draw an area together."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# --- the file as a whole ----------------------------------------------------------------------------------------------

NO_READER = Code(
    "NO_READER", _ERROR,
    "No reader knows this kind of file.",
    "Send XLSX, ODS, CSV, GeoPackage, Shapefile (zipped), KML or GeoJSON.",
    "users B3",
)  # fmt: skip
TABLE_UNREADABLE = Code(
    "TABLE_UNREADABLE", _ERROR,
    "The workbook cannot be opened: {why}.",
    "Open it in the spreadsheet program, remove any password, save it as XLSX or CSV, and send that.",
    "users B2.3",
)  # fmt: skip
QUOTES_UNCLOSED = Code(
    "QUOTES_UNCLOSED", _ERROR,
    "A quotation mark opened in line {line} is never closed, so the rest of the file would be one cell.",
    "Close or remove it, or save the table again as CSV from the spreadsheet program.",
    "users B2.3",
)  # fmt: skip
QUOTES_ODD = Code(
    "QUOTES_ODD", _WARNING,
    "A quotation mark stands in the middle of a cell (first in line {line}); the cell is read without it.",
    "Double the quotation marks inside a cell, or save the table again as CSV.",
    "users B2.3",
)  # fmt: skip
NO_TABLE = Code(
    "NO_TABLE", _ERROR,
    "No table is found: none of the first {rows} rows names two columns that are known.",
    "Name the columns as in the template, or give a mapping with header_row and columns.",
    "users B2.3",
)  # fmt: skip
NO_ROWS = Code(
    "NO_ROWS", _WARNING,
    "The table has a header and no rows.",
    "Check that this is the right file and the right sheet.",
    "users B2.3",
)  # fmt: skip
SHEET_ABSENT = Code(
    "SHEET_ABSENT", _ERROR,
    'There is no sheet "{sheet}"; the file has: {sheets}.',
    "Correct the name of the sheet in the mapping.",
    "users B3",
)  # fmt: skip
SHEETS_NOT_READ = Code(
    "SHEETS_NOT_READ", _INFO,
    "Only sheet {sheet} was read; not read: {others}.",
    "If another sheet was meant, name it in the mapping (sheet).",
    "users B2.3",
)  # fmt: skip
KIND_NOT_TOLD = Code(
    "KIND_NOT_TOLD", _ERROR,
    "Nothing tells what the rows are: there is no column for the kind of record.",
    "Say the kind when you import (for example land.cleared), or add a column named kind. Kinds: {kinds}.",
    "standards 2.1",
)  # fmt: skip
KIND_UNKNOWN = Code(
    "KIND_UNKNOWN", _ERROR,
    '"{value}" is not a kind of record that a table can hold.{like}',
    "Use one of: {kinds}.",
    "standards 2.1",
)  # fmt: skip
MAPPING_UNREADABLE = Code(
    "MAPPING_UNREADABLE", _ERROR,
    "The mapping cannot be read: {why}.",
    "Compare it with the example in the documentation; it is YAML with a section named columns.",
    "users B3",
)  # fmt: skip
MAPPING_WORD = Code(
    "MAPPING_WORD", _ERROR,
    'The mapping says "{word}", which is not {what}.{like}',
    "Use one of: {known}.",
    "users B3",
)  # fmt: skip
COLUMN_ABSENT = Code(
    "COLUMN_ABSENT", _ERROR,
    'The mapping reads {field} from column "{header}", which the table does not have.{like}',
    "Correct the mapping. The table has: {headers}.",
    "users B3",
)  # fmt: skip
COLUMN_TWICE = Code(
    "COLUMN_TWICE", _WARNING,
    'Columns "{used}" and "{other}" both look like {field}; "{used}" is read, the other is kept as a remark.',
    "Remove or rename one of them, or say in the mapping which is {field}.",
    "users B2.3",
)  # fmt: skip
COLUMNS_UNKNOWN = Code(
    "COLUMNS_UNKNOWN", _INFO,
    "Columns without a field of ours, kept with each record as they are: {headers}.",
    "If one of them should be used, name it in the mapping.",
    "users B2.3",
)  # fmt: skip
UNIT_IN_HEADER = Code(
    "UNIT_IN_HEADER", _INFO,
    "The column is in {unit}; its values are converted to {ours} (times {factor}).",
    "Nothing to do if the unit is right.",
    "standards 2.5, unit slips",
)  # fmt: skip
UNIT_NOT_TOLD = Code(
    "UNIT_NOT_TOLD", _INFO,
    "The column does not say its unit; it is read as {ours}.",
    "If it is another unit, write it into the header, for example: area (ha).",
    "standards 2.5, unit slips",
)  # fmt: skip
DECIMAL_MARK_SEEN = Code(
    "DECIMAL_MARK_SEEN", _INFO,
    'Numbers such as {example} show that "{mark}" is the decimal mark; all numbers written as text are read so.',
    "If that is wrong, say decimal in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
DATE_ORDER_SEEN = Code(
    "DATE_ORDER_SEEN", _INFO,
    "Dates such as {example} show the order {order}; all dates written with digits are read so.",
    "If that is wrong, say date_order in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
MERGED_HEADER = Code(
    "MERGED_HEADER", _WARNING,
    "The header has merged cells ({cells}); only the first column under each carries the name.",
    "Unmerge them and give each column its own name.",
    "users B2.3",
)  # fmt: skip
MERGED_CELLS = Code(
    "MERGED_CELLS", _WARNING,
    "{count} groups of cells under the header are merged (first: {cells}); only the first cell of each has a value.",
    "Unmerge them and fill in every row.",
    "users B2.3",
)  # fmt: skip
FORMULA_CELL = Code(
    "FORMULA_CELL", _INFO,
    "{count} cells of this column hold formulas (first: {cell}); the results saved with the file are used.",
    "If in doubt, open the file, let it recalculate, and save it again.",
    "users B2.3",
)  # fmt: skip

# --- a row ------------------------------------------------------------------------------------------------------------

FORMULA_EMPTY = Code(
    "FORMULA_EMPTY", _ERROR,
    "The cell holds a formula whose result was never saved.",
    "Open the file in a spreadsheet program and save it again, or paste the column as values.",
    "users B2.3",
)  # fmt: skip
CELL_ERROR = Code(
    "CELL_ERROR", _ERROR,
    "The cell holds an error of the spreadsheet program ({value}).",
    "Repair the formula, or type the value; leave the cell empty if it is unknown.",
    "users B2.3",
)  # fmt: skip
ROW_TOO_LONG = Code(
    "ROW_TOO_LONG", _ERROR,
    "The row has {count} cells beyond the last header, the first of them: {value}.",
    "Look for a separator inside a text that is not in quotes, or give the extra columns a header.",
    "users B2.3",
)  # fmt: skip
TEMPLATE_ROW = Code(
    "TEMPLATE_ROW", _WARNING,
    'The row looks like an example or an instruction of the template ("{text}") and is skipped.',
    "Delete it; if it is a real record, change that text.",
    "users B4",
)  # fmt: skip
TOTAL_ROW = Code(
    "TOTAL_ROW", _WARNING,
    'The row looks like a total ("{text}") and is skipped; totals are computed from the records.',
    "Delete it; if it is a real record, give it a date and change that text.",
    "users B4",
)  # fmt: skip
FIELD_MISSING = Code(
    "FIELD_MISSING", _ERROR,
    "{field} is missing; a {kind} record needs it.",
    "Fill it in, or send the record when it is known.",
    "standards 2.1",
)  # fmt: skip

# --- ordered points ---------------------------------------------------------------------------------------------------

POINT_WITHOUT_POLYGON = Code(
    "POINT_WITHOUT_POLYGON", _ERROR,
    "The point does not say to which area it belongs.",
    "Fill in the id of the area ({field}).",
    "standards 9.1",
)  # fmt: skip
POINT_NUMBER_MISSING = Code(
    "POINT_NUMBER_MISSING", _ERROR,
    "A corner of shape {shape} has no number, so the order of the corners is not known.",
    "Number the corners in the order in which one walks around the area.",
    "standards 9.1",
)  # fmt: skip
POINT_NUMBER_TWICE = Code(
    "POINT_NUMBER_TWICE", _ERROR,
    "Number {number} is given to two corners of shape {shape} (rows {rows}).",
    "Number the corners in the order in which one walks around the area.",
    "standards 9.1",
)  # fmt: skip
POINT_WITHOUT_PLACE = Code(
    "POINT_WITHOUT_PLACE", _ERROR,
    "Corner {number} of shape {shape} has no coordinates.",
    "Fill in the coordinates, or delete the point.",
    "standards 9.1",
)  # fmt: skip
POINTS_TOO_FEW = Code(
    "POINTS_TOO_FEW", _ERROR,
    "Shape {shape} has {count} distinct corners; an area needs three.",
    "Add the missing corners.",
    "users B4.2",
)  # fmt: skip
POINT_TWICE = Code(
    "POINT_TWICE", _WARNING,
    "Corners {first} and {second} of shape {shape} are the same place (within 0.000001 degrees).",
    "Delete one of them, or correct its coordinates.",
    "users B4.6",
)  # fmt: skip
POINT_ID_TWICE = Code(
    "POINT_ID_TWICE", _WARNING,
    'Point id "{id}" is given to {count} points of this area.',
    "Give every point its own id.",
    "users B4.7",
)  # fmt: skip
POINT_ID_TWICE_TRIMMED = Code(
    "POINT_ID_TWICE_TRIMMED", _WARNING,
    'Point id "{id}" is given to {count} points of this area that differ by spaces only.',
    "Remove the spaces and give every point its own id.",
    "users B4.8",
)  # fmt: skip
RING_CLOSED = Code(
    "RING_CLOSED", _INFO,
    "Shape {shape} repeats its first corner at the end ({count} points); that closes the ring and is no corner.",
    "Nothing to do.",
    "users B4, fixers",
)  # fmt: skip
REFERENCE_POINTS = Code(
    "REFERENCE_POINTS", _INFO,
    "{count} points ({types}) are reference points and not corners; they are kept as remarks.",
    "Nothing to do.",
    "standards 2.1",
)  # fmt: skip
POINT_TYPE_UNKNOWN = Code(
    "POINT_TYPE_UNKNOWN", _WARNING,
    'Point type "{value}" is not known; the point is taken as a corner.',
    "Known are: {known}.",
    "standards 9.1",
)  # fmt: skip
POINT_ROWS_DIFFER = Code(
    "POINT_ROWS_DIFFER", _WARNING,
    'The points of this area do not agree on {field}: "{first}" (row {row}) and "{other}"; the first is used.',
    "Make the rows of one area agree.",
    "standards 9.1",
)  # fmt: skip

# --- national tables --------------------------------------------------------------------------------------------------

DEVICE_TOTAL_DIFFERS = Code(
    "DEVICE_TOTAL_DIFFERS", _WARNING,
    "The parts ({parts}) sum to {sum}, but the total column says {total}; the parts are used.",
    "Ask the sender which of them is right.",
    "colombia, desminado: published table",
)  # fmt: skip
OPERATIONS_WITHOUT_AREA = Code(
    "OPERATIONS_WITHOUT_AREA", _WARNING,
    "The row reports {operations} clearance operations, but 0 m2 cleared.",
    "Ask the sender for the area; until then the row counts as 0 m2.",
    "colombia, desminado: published table",
)  # fmt: skip
SIGN_OPPOSITE = Code(
    "SIGN_OPPOSITE", _WARNING,
    "The longitude {value} is east of Greenwich; all of Colombia lies west of it.",
    "Check the sign with the sender; as it is, the point lies outside the country.",
    "colombia, eventos: published table",
)  # fmt: skip
