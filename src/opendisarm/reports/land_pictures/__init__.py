"""Pictures of the land and of its duties: they draw what they are given, on the sheet of `reports.world`.

Each module has a picture (a frozen dataclass), `svg(picture, voice, width, name)`, `in_words(picture, voice)` for those
who do not see it, and `rows(picture)`, the same figures as a table.
"""
