# expected: 84
# mistake: all units counted
# %% units-solution
def different_units(W1, b1, W2):
    return W1.shape[1]
