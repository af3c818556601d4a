"""Values and pure functions: no files, no clock, no user, no law, no Django."""
