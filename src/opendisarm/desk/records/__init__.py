"""Records as people search, filter, sort, read and export them.  Persons have rooms of their own, and are not here.

area        whose record it is and of which area: what a scope is held against
standing    what the review made of a record
searching   texts as people type them; which of many texts hold a word
columns     what a list needs of every record, as arrays
held        those arrays, once per workspace, for as many readers as ask
query       what somebody asks for: filters, clocks, order, page
listing     a page of it, and what there is to choose from
changes     what changed between two versions of a record
history     one record over time
exporting   the list as a file
fields      the fields of a kind as a form asks for them
typed       from what was typed to the row that it says
correcting  correct a record or add one: looked at first, held for review, never over what came in meanwhile
"""
