"""The overview: what is known of the land, what moved it, what is due, and what waits."""
