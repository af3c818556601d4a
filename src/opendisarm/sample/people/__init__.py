"""The people of the invented country.  Their names are made of syllables; nobody is meant.

words, names   of what they are made           harm        accidents and persons harmed
ground         where accidents happen          assistance  need, referral, service, consent
faults         what is wrong in the tables     sessions    risk education
stream         all of it, in one order         cells, submissions, files   the same as files
"""
