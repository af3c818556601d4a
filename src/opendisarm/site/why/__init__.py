"""Why: from any figure to the records, files and rows behind it."""
