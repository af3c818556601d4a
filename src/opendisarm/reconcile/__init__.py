"""Published figures against themselves, against each other and against our ledger."""
