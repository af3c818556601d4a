"""Codes of findings: file."""
