"""Vector tiles: the squares that a browser asks a map for, made from shapes."""
