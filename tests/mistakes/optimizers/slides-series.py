# expected: 89.5
# mistake: geometric series forgotten
# %% slides-solution
def in_numbers():
    return [160, 1.9, 0.2, 3.162, 0.4]
