# attack: a function that a test calls never comes back
# verdict: true score

# %% unit
def unit(x):
    while True:
        x = x + 1
