# expected: 85
# mistake: only outgoing weights compared
# %% units-solution
def different_units(W1, b1, W2):
    return len(np.unique(W2, axis=0))
