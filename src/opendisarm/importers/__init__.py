"""Field files in, rows out: each module knows one family of formats."""
