"""Where the journal is kept: Django models on SQLite or PostgreSQL."""
