# expected: 89.5
# mistake: fraction of a step
# %% slides-solution
def in_numbers():
    return [156.25, 10, 0.2, 3.162, 0.4]
