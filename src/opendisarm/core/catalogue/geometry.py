"""Codes of findings: geometry."""
