"""Records: search, filter, sort, export what is seen, and follow one of them over time."""
