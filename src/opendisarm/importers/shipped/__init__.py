"""The facts about instruments and states that ship with the package, read as records with their source and grade.

tables    rows of a shipped table, dates as exact as they are known
statuses  signature, deposit, withdrawal (depositary's status pages)
deadlines clearance and stockpile deadlines, extensions, completions
acts      endorsements, positions, measures, reports, meetings, published counts, incidents
edition   all of them, with the day until which each table was compiled
"""
