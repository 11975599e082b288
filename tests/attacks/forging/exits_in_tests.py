# attack: what a test calls ends the test with SystemExit, which is no error to some
# verdict: true score

# %% unit
def unit(x):
    raise SystemExit(0)
