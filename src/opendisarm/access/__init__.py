"""Who may do what, and of whose records: roles, what each may do, and how far it reaches."""
