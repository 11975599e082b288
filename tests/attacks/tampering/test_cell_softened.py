# attack: a test asks for the student's own answer
# verdict: true score

# %% answer-test
assert answer == 41

# %% square-test
4
