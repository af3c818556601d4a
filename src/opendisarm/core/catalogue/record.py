"""Codes of findings: record."""
