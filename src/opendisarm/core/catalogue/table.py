"""Codes of findings: table."""
