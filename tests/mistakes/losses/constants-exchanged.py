# expected: 86
# mistake: mean and median exchanged
# %% constants-solution
def best_constants(targets):
    return np.median(targets), np.mean(targets)
