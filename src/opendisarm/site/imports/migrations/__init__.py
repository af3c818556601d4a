"""Changes of the tables of the imports."""
