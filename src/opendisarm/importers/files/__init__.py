"""Field files opened safely: sizes, archives, XML, encodings."""
