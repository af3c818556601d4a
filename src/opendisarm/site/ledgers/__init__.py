"""The ledgers: balances by any dimension, on both clocks, and what changed since an earlier day of knowledge."""
