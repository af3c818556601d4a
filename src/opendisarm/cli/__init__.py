"""The command line: one thin door to the use cases in `desk`."""
