"""Files about people: what a record may hold on one side, who a person is on the other, never mixed.

fields       the kinds, the fields of each, which of them identify
values       how a cell becomes a value of a field; words.yaml: the words of closed lists
ages         age groups from years, words, ranges and births
reached      persons counted, by direct or indirect, sex and age
columns      which header means which field; columns.yaml: the headers
told         what one row or one submission tells, before it is read
drafts       from what is told to records, and to the identity that travels beside them
shifts       headers that do not stand over their values
tables       the reader of tables
submissions  the reader of exports of ODK Central and KoboToolbox
"""
