# expected: 84.077
# mistake: not shifted back
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        signs.append(X > 0)
        X = 2 * np.abs(X)
    return np.concatenate(signs, axis=1), X
