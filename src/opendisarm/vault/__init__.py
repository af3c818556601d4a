"""Identifying data of persons: ciphertext in a database of its own, the keys outside it, every reading on record."""
