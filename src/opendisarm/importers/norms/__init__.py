"""Tables about states, instruments, duties and incidents, one record a row; the kind is said at the door.

columns  which header means which field
values   how a cell becomes a value of that field
harm     civilians harmed, by outcome, sex and age
tables   the reader
"""
