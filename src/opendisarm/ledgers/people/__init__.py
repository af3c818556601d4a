"""The people ledger: persons from one account to another, by sex, age, disability and what harmed them.

accounts    where a person stands
gathered    the records that count, with persons found to be one joined
casualties  who was harmed: one casualty for one person in one accident
survivors   who was registered, assessed, referred and assisted, and who waits
education   whom risk education reached
postings    the columns; ledger: from records to postings
balances    running sums on any date, by any dimension
"""
