"""How fast, how large: measurements on an invented country.  `./run bench`; how to read it: README.md."""
