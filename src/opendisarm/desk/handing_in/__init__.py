"""A treaty report before it is handed in: as each reader may see it, as a page, as a file, and what was published.

reading     the report of a state and a year, without what its reader may not see
preview     the same as a page: words in a language, every figure with what explains it
changes     what a report says otherwise than it did at an earlier moment
files       the report as a file to be taken away, and its public edition, which goes on record
published   what the public was shown, and when
"""
