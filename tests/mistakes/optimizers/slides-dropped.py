# expected: 89.5
# mistake: last batch left out
# %% slides-solution
def in_numbers():
    return [150, 10, 0.2, 3.162, 0.4]
