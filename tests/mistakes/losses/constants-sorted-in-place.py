# expected: 89
# mistake: changed in place
# %% constants-solution
def best_constants(targets):
    targets.sort()
    return np.mean(targets), np.median(targets)
