"""People: how many were harmed, survive, were assisted and reached; and one person at a time, for those who may."""
