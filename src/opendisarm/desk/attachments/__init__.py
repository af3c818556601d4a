"""Pictures of a record: whoever sees the record sees them, nobody else; each is an entry of the journal.

attaching   add one, cleaned; take one away, and destroy its content where that is asked
listing     the pictures of a record; one of them to look at
checking    is every content that should be there what was put there?
"""
