# expected: 89.5
# mistake: inverse
# %% slides-solution
def in_numbers():
    return [160, 10, 0.002, 3.162, 0.4]
