"""Tables about states, instruments, duties and incidents, one record a row; the kind is said, or has a column.

fields   the kinds, and the fields of each
values   how a cell becomes a value of a field; words.yaml: the words of closed lists
columns  which header means which field; columns.yaml: the headers
harm     civilians harmed, by outcome, sex and age
drafts   from a row to its record
tables   the reader
"""
