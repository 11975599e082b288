# expected: 89
# mistake: one middle number of two
# %% constants-solution
def best_constants(targets):
    return np.mean(targets), np.sort(targets)[len(targets) // 2]
