# expected: 86
# mistake: median of unsorted numbers
# %% constants-solution
def best_constants(targets):
    return np.mean(targets), targets[len(targets) // 2]
