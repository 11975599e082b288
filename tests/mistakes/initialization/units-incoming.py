# expected: 85
# mistake: only incoming weights compared
# %% units-solution
def different_units(W1, b1, W2):
    return len({tuple(column) for column in W1.T})
