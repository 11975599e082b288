# expected: 84.077
# mistake: no absolute value
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        signs.append(X > 0)
        X = 2 * X - 1
    return np.concatenate(signs, axis=1), X
