# expected: 89
# mistake: scaled with the root
# %% slides-solution
def in_numbers():
    return [160, 10, 0.2, 3.162, 0.1414]
