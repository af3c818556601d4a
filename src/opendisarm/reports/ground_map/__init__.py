"""A map of the ground as a picture: for readers without scripts, and for paper."""
