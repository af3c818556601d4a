"""The overview: what is known of the land, what moved it this year, what is due."""
