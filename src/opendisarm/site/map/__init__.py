"""The map of the ground."""
