"""OGC API Features: layers for QGIS and other programs that draw maps (Part 1: core, geojson, oas30; read only)."""
