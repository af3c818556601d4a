"""Use cases about people: their figures, and who may see whom.

vault        where identities are kept, and their keys
registering  identities of a file -> references in its records
viewing      an authorised reader sees a person; erasing: the key is destroyed
ledger, balance, casualties, pathway   figures
publishing   the audience step: what the public may see, and what was published
"""
