"""Bringing files: uploaded sealed, looked at, checked as a dry run, committed for review; step by step, in pages."""
