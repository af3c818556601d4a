"""An invented country from a seeded generator; demo, tests and benchmarks share it."""
