"""The use cases: what the doors may ask for."""
