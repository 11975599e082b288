# expected: 85
# mistake: outgoing weights ignored
# %% units-solution
def different_units(W1, b1, W2):
    return np.unique(np.vstack([W1, b1]), axis=1).shape[1]
