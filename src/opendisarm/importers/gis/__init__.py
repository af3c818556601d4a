"""Vector files, by way of GDAL."""
