"""Tables and layers as files: CSV, XLSX, GeoJSON, GeoPackage.

table         what is written: columns with their types and units, rows one after the other, as of when
harmless      text that no spreadsheet program takes for a formula
csv_file      comma-separated, for every program
xlsx_file     a workbook
geojson_file  RFC 7946
geopackage    layers for QGIS, with their style
qgis_style    that style: a colour, a pattern and a word for each kind of record
"""
