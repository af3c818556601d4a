"""The land ledger: square metres from one account to another."""
