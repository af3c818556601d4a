"""How the tables of the vault came to be."""
