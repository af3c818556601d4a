"""The law: which duties bind a state on a day, and what became of them, each with its article.

instruments/      one YAML an instrument: dates, rule of entry into force, dated numbers, duties with their articles
instrument        those files, read and checked
dated             the version of a number in force on a day, or NotCoded
answers           Due, Met, Missed, NotBound, Unknown, NotCoded
entry_into_force  the day by the treaty's rule, against the day that is stored
freshness         how long an observation says something, and what is only remembered
party             what is known of one state and one duty
deadline, reports, continuing, national_law    the rules that duties follow
duties            every duty of a state on a day
pace, size_class, self_assessment              clearance against its deadline; scales
"""
