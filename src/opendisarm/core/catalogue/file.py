"""Codes of findings about a file as a whole: can it be opened, is it safe, which layer is read, where does it lie."""

from __future__ import annotations

from typing import Final

from opendisarm.core.findings import Code, Severity

_ATTACKS: Final = "users D5: attack stories on imports"
_NAMED_ERRORS: Final = "users, GeoPandas: CRS never guessed, invalid rows named"

# --- opening ---------------------------------------------------------------------------------------------------------

FILE_MISSING = Code(
    "FILE_MISSING", Severity.ERROR,
    "There is no such file.",
    "Check the name and the folder, then try again.",
)  # fmt: skip
FILE_EMPTY = Code(
    "FILE_EMPTY", Severity.ERROR,
    "The file holds nothing (0 bytes).",
    "Export it again; the transfer or the export was probably interrupted.",
)  # fmt: skip
FILE_IS_FOLDER = Code(
    "FILE_IS_FOLDER", Severity.ERROR,
    "This is a folder, not a file.",
    "Choose a file inside it; only a file geodatabase (a folder whose name ends in .gdb) is read as a folder.",
)  # fmt: skip
FILE_UNREADABLE = Code(
    "FILE_UNREADABLE", Severity.ERROR,
    "The file cannot be read: {why}.",
    "Check that it is an ordinary file and that you may open it, then try again.",
)  # fmt: skip
FILE_TOO_LARGE = Code(
    "FILE_TOO_LARGE", Severity.ERROR,
    "The file has {size_mb} MB; at most {largest_mb} MB are read at once.",
    "Split it, for example by province or by year, or save it as GeoPackage, and import the parts.",
)  # fmt: skip
FILE_ADDRESS = Code(
    "FILE_ADDRESS", Severity.ERROR,
    "This is an address of another place, not a file on this machine.",
    "Download the file first and import the copy; nothing is ever fetched from a network during an import.",
    _ATTACKS,
)  # fmt: skip
FILE_NAME_UNUSABLE = Code(
    "FILE_NAME_UNUSABLE", Severity.ERROR,
    "The name of the file or of a folder above it holds the character {character}, which GIS readers take for a sign.",
    "Rename it with letters, digits, dots and dashes only, and import it again.",
)  # fmt: skip

# --- text ------------------------------------------------------------------------------------------------------------

ENCODING_GUESSED = Code(
    "ENCODING_GUESSED", Severity.WARNING,
    "The text is not Unicode and does not say its encoding; it was read as {encoding}.",
    "Look at names with accents or in Arabic or Cyrillic script; if they look wrong, export again as UTF-8.",
)  # fmt: skip
ENCODING_MIXED = Code(
    "ENCODING_MIXED", Severity.WARNING,
    "The text is UTF-8 except in {count} places, the first in line {line}; they show as \ufffd.",
    "Correct the words with \ufffd in them, or export again as UTF-8 from one source.",
)  # fmt: skip
TEXT_IS_BINARY = Code(
    "TEXT_IS_BINARY", Severity.ERROR,
    "This is not text: it holds bytes that no text file has.",
    "Check that the ending of the name fits the content, or export the file again.",
)  # fmt: skip
TEXT_LOST = Code(
    "TEXT_LOST", Severity.WARNING,
    "Letters were lost before the file reached us: the value reads '{value}'.",
    "Export again as UTF-8 (for a shapefile: with its .cpg file), or use GeoPackage.",
)  # fmt: skip

# --- archives and XML ------------------------------------------------------------------------------------------------

ARCHIVE_BROKEN = Code(
    "ARCHIVE_BROKEN", Severity.ERROR,
    "The archive is damaged or cut off ({why}).",
    "Make it again and compare the size of the copy with that of the original.",
)  # fmt: skip
ARCHIVE_ENCRYPTED = Code(
    "ARCHIVE_ENCRYPTED", Severity.ERROR,
    "The file is protected by a password.",
    "Save a copy without a password and import that copy.",
)  # fmt: skip
ARCHIVE_SWELLS = Code(
    "ARCHIVE_SWELLS", Severity.ERROR,
    "The archive unpacks to more than it should ({why}); it was not opened.",
    "If it is honest, unpack it yourself and import its parts; else ask the sender what it is.",
    _ATTACKS,
)  # fmt: skip
ARCHIVE_NESTED = Code(
    "ARCHIVE_NESTED", Severity.ERROR,
    "The archive holds another archive, {member}.",
    "Unpack the outer one and import what is inside.",
    _ATTACKS,
)  # fmt: skip
ARCHIVE_UNSAFE_NAME = Code(
    "ARCHIVE_UNSAFE_NAME", Severity.ERROR,
    "The archive wants to write outside its own folder: {member}.",
    "Do not unpack it; ask the sender what it is, and have it made again from plain files.",
    _ATTACKS,
)  # fmt: skip
ARCHIVE_METHOD = Code(
    "ARCHIVE_METHOD", Severity.ERROR,
    "The archive packs {member} by a method that is not read here.",
    "Make it again as an ordinary .zip (method 'deflate').",
)  # fmt: skip
XML_DECLARES = Code(
    "XML_DECLARES", Severity.ERROR,
    "{part} carries a document type declaration, which can hide other files or endless text; it was not opened.",
    "Delete the line that starts with <!DOCTYPE, or export the file again from the GIS.",
    _ATTACKS,
)  # fmt: skip
XML_BROKEN = Code(
    "XML_BROKEN", Severity.ERROR,
    "{part} is not well-formed XML ({why}).",
    "Export the file again; it was probably cut off or edited by hand.",
)  # fmt: skip

# --- GIS files -------------------------------------------------------------------------------------------------------

GIS_UNKNOWN = Code(
    "GIS_UNKNOWN", Severity.ERROR,
    "The content is none of the GIS formats that are read, or does not fit its name.",
    "Send GeoPackage, file geodatabase, Shapefile (zipped), GeoJSON, KML, KMZ, FlatGeobuf, GML or GPX.",
)  # fmt: skip
GIS_FORBIDDEN = Code(
    "GIS_FORBIDDEN", Severity.ERROR,
    "The file only points at other files or services, and those are never followed.",
    "Open it in a GIS, export its layer as GeoPackage, and import that.",
    _ATTACKS,
)  # fmt: skip
GIS_UNREADABLE = Code(
    "GIS_UNREADABLE", Severity.ERROR,
    "The GIS reader gave up: {why}.",
    "Open the file in a GIS, save it as GeoPackage, and import that.",
)  # fmt: skip
GIS_CUT_OFF = Code(
    "GIS_CUT_OFF", Severity.ERROR,
    "Reading stopped here; {count} features from this one on could not be read: {why}.",
    "The file is damaged. What came before was read; send a whole copy.",
    "rows in = accepted + rejected + skipped",
)  # fmt: skip
SIDECAR_MISSING = Code(
    "SIDECAR_MISSING", Severity.ERROR,
    "The shapefile came without its {ending} file, which holds its {what}.",
    "Send all parts together in one .zip (.shp, .shx, .dbf, .prj, .cpg).",
)  # fmt: skip
LAYER_UNKNOWN = Code(
    "LAYER_UNKNOWN", Severity.ERROR,
    "The mapping asks for layer '{layer}', which the file does not have; it has {layers}.",
    "Correct 'layer' in the mapping.",
)  # fmt: skip
LAYERS_NONE = Code(
    "LAYERS_NONE", Severity.ERROR,
    "The file has no layer with features.",
    "Check that the export was finished and not filtered to nothing.",
)  # fmt: skip
LAYERS_LEFT = Code(
    "LAYERS_LEFT", Severity.WARNING,
    "Layer '{layer}' was read; the file also has {others}, which were not.",
    "To read another one, name it as 'layer' in the mapping and import the file again.",
)  # fmt: skip
CURVES_LINEARISED = Code(
    "CURVES_LINEARISED", Severity.INFO,
    "The layer may hold curved edges; they were read as short straight ones.",
    "Nothing to do, unless areas must agree with the GIS to the square metre.",
)  # fmt: skip

# --- coordinate reference systems ------------------------------------------------------------------------------------

CRS_UNKNOWN = Code(
    "CRS_UNKNOWN", Severity.ERROR,
    "The layer does not say in which coordinate system its numbers are{detail}, and it is never guessed.",
    "Ask the sender, then put it into the mapping, for example crs: EPSG:32636.",
    _NAMED_ERRORS,
)  # fmt: skip
CRS_NOT_UNDERSTOOD = Code(
    "CRS_NOT_UNDERSTOOD", Severity.ERROR,
    "The coordinate system '{crs}' cannot be brought to longitude and latitude.",
    "Give an EPSG code, for example EPSG:4326, or export the layer in WGS 84.",
)  # fmt: skip
CRS_FROM_MAPPING = Code(
    "CRS_FROM_MAPPING", Severity.INFO,
    "The layer does not say its coordinate system; {crs} was taken from the mapping.",
    "Check on the map that the shapes lie where they should.",
)  # fmt: skip
CRS_CONTRADICTED = Code(
    "CRS_CONTRADICTED", Severity.WARNING,
    "The file says {crs}, the mapping says {other}; the file's own was used.",
    "Remove 'crs' from the mapping, or have the file exported with the right coordinate system.",
)  # fmt: skip
CRS_INEXACT = Code(
    "CRS_INEXACT", Severity.WARNING,
    "The way from {crs} to WGS 84 is known only roughly here ({accuracy}).",
    "Do not use these boundaries in the field before the sender exports the layer in WGS 84.",
)  # fmt: skip

# --- one feature -----------------------------------------------------------------------------------------------------

SHAPE_UNREADABLE = Code(
    "SHAPE_UNREADABLE", Severity.ERROR,
    "The shape cannot be read: {why}.",
    "Draw it again in the GIS; a ring needs at least three different corners and must end where it began.",
    _NAMED_ERRORS,
)  # fmt: skip
SHAPE_MISSING = Code(
    "SHAPE_MISSING", Severity.WARNING,
    "The feature has no shape; it was read from its columns alone.",
    "Send the boundary if there is one.",
)  # fmt: skip
SHAPE_IS_LINE = Code(
    "SHAPE_IS_LINE", Severity.ERROR,
    "The shape is a line, and a line has no area.",
    "Close the line to a polygon in the GIS, or give the width that was cleared and send its outline.",
)  # fmt: skip
SHAPE_IS_MIXED = Code(
    "SHAPE_IS_MIXED", Severity.ERROR,
    "The shape mixes {kinds} in one feature.",
    "Split it into one feature for each, with its own row of columns.",
)  # fmt: skip
SHAPE_OFF_EARTH = Code(
    "SHAPE_OFF_EARTH", Severity.ERROR,
    "A corner lies at {x}, {y} in {crs}, which has no longitude and latitude.",
    "Check whether the layer really is in that coordinate system, and whether its two columns are swapped.",
)  # fmt: skip
ANTIMERIDIAN = Code(
    "ANTIMERIDIAN", Severity.WARNING,
    "The shape reaches across the 180th meridian, or over more than half of the earth; it was kept as drawn.",
    "Cut it at the 180th meridian into two parts in the GIS; until then its area is wrong.",
    "RFC 7946, 3.1.9",
)  # fmt: skip
