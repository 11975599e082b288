# expected: 89.462
# mistake: changed in place
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        signs.append(X > 0)
        X[:] = 2 * np.abs(X) - 1
    return np.concatenate(signs, axis=1), X
