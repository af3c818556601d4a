"""Tables about people that treaty reports share: casualties, survivors, services, risk education.

facts       everything the tables may use       behind      persons counted, with the entries that count them
sadd        rows and columns by sex and age     words       the closed lists in words
harmed      casualties                          casualties  their tables
services    who was served                      pathway     survivors, step by step
education   whom risk education reached         assistance  what the state has set up
tables      all of them in the order of a form  ties        their self-checks
"""
