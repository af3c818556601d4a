"""The interface for programs: JSON with a schema for every answer; the same use cases as the pages."""
