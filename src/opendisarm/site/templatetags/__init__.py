"""How figures, days and links stand on a page."""
