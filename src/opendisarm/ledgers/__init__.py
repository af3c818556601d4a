"""Pure functions from entries to postings, one room a ledger."""
