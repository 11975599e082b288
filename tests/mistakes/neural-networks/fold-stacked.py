# expected: 87.308
# mistake: signs stacked below each other
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        signs.append(X > 0)
        X = 2 * np.abs(X) - 1
    return np.concatenate(signs), X
