"""Workbooks and texts with separators: sheets, columns, rows."""
