"""The norms ledger: states towards instruments, on both clocks.  Unit: states.

facts      what is known at a moment, by kind, instrument, state and duty
standing   outside -> signed -> deposited -> in force -> withdrawn, of one state on a day
postings   every change of standing as a posting from one account to another
counts     how many states stand where on a day, and who changed between two days
"""
