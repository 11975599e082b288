# attack: the test cells are emptied
# verdict: true score

# %% answer-test

# %% unit-test
pass
