"""The world: instruments, who is bound by them on a day, and what a state owes."""
